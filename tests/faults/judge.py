# tests/faults/judge.py: whether a disturbed run ended well.

import collections
import re
import signal

IO = 3
MARK = b"#ar-error: incomplete\n"
OUT_OF_MEMORY = re.compile("out of memory|Cannot allocate memory")
LEFT_BY_KILL = re.compile(r"(^|/)\.[^/]*\.[0-9a-f]{16}$")


HINT = re.compile(r".* were not all printed; .* \[(reprint|replay)\]")


def lines(text):
    return collections.Counter(text.splitlines())


def grows(run, name):
    """Whether it is a file of state, to which runs append."""
    return name == run.state or name == "control.csv"


def whole_lines(data):
    return data[:data.rfind(b"\n") + 1]


def is_between(old, now, new):
    """The lines of the old file, and whole lines of the new one; a batch
    ends with an empty line."""
    old, now, new = (text.replace(b"\n\n", b"\n")
                     for text in (whole_lines(old), now, new))
    return now.startswith(old) and new.startswith(now) and \
        whole_lines(now) == now


def same(a, b, but_stderr=False):
    return (a.status, a.out, a.files) == (b.status, b.out, b.files) and \
        (but_stderr or a.err == b.err)


def ends_on_record(out, whole):
    """Nothing, or whole records, or these and the mark of failure."""
    for mark in b"\n" + MARK, MARK, b"":
        rows = out[:-len(mark)] if mark and out.endswith(mark) else out
        if whole.startswith(rows) and rows[-1:] in (b"", b"\n"):
            return True
    return False


def message(run, base, got):
    """What is wrong with the message, or nothing: a line for a call that
    failed, maybe with a hint."""
    more = list((lines(got.err) - lines(base.err)).elements())
    hints = [line for line in more if HINT.fullmatch(line)]
    more = [line for line in more if line not in hints]
    if not 1 <= len(more) <= max(1, got.hit):
        return f"{len(more)} lines instead of one"
    if not all(re.fullmatch(rf"{run.tool}: .+ \[[a-z-]+\]", line)
               for line in more):
        return "no message of ours"
    if run.again and not hints and got.files == base.files:
        return "it does not say how to print what is in the journal"
    return None


def strange_file(run, before, base, got):
    """A file that is neither the old one nor the new one, or left over."""
    for name, now in got.files.items():
        old, new = before.get(name), base.files.get(name)
        if now in (old, new) or name.endswith(".torn") and new is not None:
            continue
        if new is None:
            return f"{name} was left"
        if not (grows(run, name) and is_between(old or b"", now, new)):
            return f"{name} is neither old nor new"
    gone = before.keys() - got.files.keys()
    return f"{gone} are gone" if gone else None


def failed(run, fault, before, base, got):
    """What is wrong with a run that said that it failed, or nothing."""
    torn = fault.kind == "write" and fault.what == "tear"
    wrong = None if got.on_stderr else message(run, base, got)
    if wrong is None and fault.kind == "malloc" and \
            "encodings cannot be loaded" not in got.err and \
            not OUT_OF_MEMORY.search(got.err):
        wrong = "memory is out, and it does not say so"
    if wrong is None and not ends_on_record(got.out, base.out) and not (
            torn and base.out.startswith(got.out)):
        wrong = "what it printed is no beginning of the right rows"
    return wrong or strange_file(run, before, base, got)


def disturbed(run, fault, before, base, got):
    """What is wrong with the outcome under this fault, or nothing."""
    if got.status == base.status:
        return None if same(got, base, got.on_stderr) else \
            "it ended as if all was well, with another output"
    if got.status != IO:
        return "a signal" if got.status < 0 else "the wrong status"
    if fault.is_harmless and not run.foreign:
        return "it gave up, but could have gone on"
    return failed(run, fault, before, base, got)


def killed(run, fault, before, base, got):
    """The same for a run that was killed: what stands may be torn only at
    the end of a file that grows."""
    if got.status == base.status:
        return None             # it had come to its end
    if got.status != -signal.SIGKILL:
        return "it was not killed"
    for name, now in got.files.items():
        old, new = before.get(name), base.files.get(name)
        if now in (old, new) or LEFT_BY_KILL.search(name):
            continue
        if name.endswith(".torn") and new is not None:
            continue
        if not (grows(run, name) and now.startswith(whole_lines(old or b""))
                and new.startswith(now)):
            return f"{name} is neither old nor new"
    return None


def settled(run, base, got):
    """Whether files and rows are those of the undisturbed run.  What a person
    logged, what counts runs and what is set aside may be there twice; and what
    was billed as it came may be so in several batches, which only the journal
    still knows."""
    streams = run.piped and run.state is not None
    if got.out != base.out and not streams:
        return False
    for name, now in got.files.items():
        new = base.files.get(name)
        if streams and name == run.state:
            now, new = now.replace(b"\n\n", b"\n"), new.replace(b"\n\n", b"\n")
        twice = name == "control.csv" or run.tool == "ar-log"
        if now != new and not LEFT_BY_KILL.search(name) and not (
                twice and now.startswith(new)) and not (
                name.endswith(".torn") and now.endswith(new)):
            return False
    return base.files.keys() <= got.files.keys()
