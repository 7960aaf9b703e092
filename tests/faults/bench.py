# tests/faults/bench.py: a folder in which a run is repeated, and disturbed.

import errno
import fcntl
import mmap
import os
import pathlib
import re
import shlex
import shutil
import signal
import struct
import subprocess
import tempfile
import typing

HERE = pathlib.Path(__file__).parent
KINDS = re.search(r"kind_name\[KINDS\] = \{(.*?)\}",
                  (HERE / "fault.c").read_text(), re.S).group(1)
KINDS = re.findall(r'"(\w+)"', KINDS)
F_SETPIPE_SZ = 1031             # fcntl has no name for it before Python 3.10
SECONDS = 60                    # a run that takes longer hangs


class Run(typing.NamedTuple):
    name: str
    words: list
    stdin: str          # a file, or None
    piped: bool
    again: list         # the words of the command behind =>
    repeats: bool       # whether running it twice is running it once
    foreign: bool       # whether libraries read and write by themselves

    @property
    def tool(self):
        return self.words[0]

    @property
    def state(self):
        """The file of state, if the command names one."""
        for option in "-j", "-l":
            if self.tool != "ar-age" and option in self.words:
                return self.words[self.words.index(option) + 1]
        return None


class Fault(typing.NamedTuple):
    kind: str
    first: int
    last: int           # 0: all that follow
    what: str
    number: int = 0

    def __str__(self):
        last = {self.first: "", 0: "+"}.get(self.last, f"-{self.last}")
        return f"{self.kind} {self.first}{last} {self.what} {self.number}"

    @property
    def is_harmless(self):
        """Whether whoever calls can go on as if nothing had happened."""
        return self.what in ("most", "half", "odd") or \
            self.kind in ("read", "write", "poll") and \
            self.number in (errno.EINTR, errno.EAGAIN)

    @property
    def text(self):
        return " ".join(str(part) for part in self)


class Outcome(typing.NamedTuple):
    status: int         # below 0: a signal
    out: bytes
    err: str
    files: dict         # name -> bytes
    seen: dict          # kind -> number of calls
    hit: int            # calls that went wrong
    on_stderr: int      # of those, writes to stderr


def read_run(row):
    name, rest = row.split(None, 1)
    rest, how, again = re.fullmatch(
        r"(.*?)(?: (=>|instead) (.*))?", rest).groups("")
    command, mark, stdin = re.fullmatch(
        r"(.*?)(?: ([<|]) (\S+))?", rest).groups()
    return Run(name.rstrip("*"), shlex.split(command), stdin, mark == "|",
               shlex.split(again), how != "instead", name.endswith("*"))


def read_runs():
    for row in (HERE / "runs").read_text().splitlines():
        if row and not row.startswith("#"):
            yield read_run(row)


def chosen(faults, most):
    """All, or some of them: the first, the last, and evenly between."""
    faults = list(faults)
    if len(faults) <= most:
        return faults
    ends = most // 4
    middle = faults[ends:len(faults) - ends]
    step = len(middle) / (most - 2 * ends)
    return (faults[:ends] + [middle[int(i * step)]
                             for i in range(most - 2 * ends)] +
            faults[len(faults) - ends:])


def make_inputs(folder, build, *options):
    """Let tests/faults/inputs fill a new folder."""
    inputs = pathlib.Path(folder, "inputs")
    inputs.mkdir()
    path = f"{pathlib.Path(build).absolute()}:{os.environ['PATH']}"
    subprocess.run([HERE / "inputs", inputs, *options], check=True,
                   env=dict(os.environ, PATH=path, TZ="UTC0",
                            ASAN_OPTIONS="detect_leaks=0"))
    return inputs


def scratch(name):
    """A folder for all that is done here, in memory where that can be."""
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix=name, dir=shm)


class Bench:
    """A folder with the inputs of one run."""

    def __init__(self, folder, inputs, run, build, shim):
        self.folder, self.run = pathlib.Path(folder), run
        self.build = pathlib.Path(build).absolute()
        self.sanitized = "-san" in str(build)
        self.work = self.folder / "work"
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        (self.work / "letters").mkdir()
        self.bring(pathlib.Path(inputs), run.words + [run.stdin or ""])
        self.before = self.contents()
        self.told = self.folder / "told"
        self.told.write_bytes(bytes(mmap.PAGESIZE))
        self.env = dict(os.environ, TZ="UTC0", LC_ALL="C",
                        AR_FAULT_TOLD=str(self.told))
        self.shim = str(pathlib.Path(shim).absolute())

    def bring(self, inputs, words):
        """Have there what the words name."""
        for name in re.findall(r"[\w.-]+", " ".join(words)):
            source = inputs / name
            if source.is_dir():
                if not (self.work / name).exists():
                    (self.work / name).symlink_to(source)
            elif source.exists():
                shutil.copy(source, self.work)

    def contents(self):
        """All files of the folder, but for links to others."""
        return {os.path.relpath(os.path.join(where, name), self.work):
                pathlib.Path(where, name).read_bytes()
                for where, _, names in os.walk(self.work) for name in names}

    def restore(self):
        """Put back what a run has changed."""
        now = self.contents()
        for name in now.keys() - self.before.keys():
            (self.work / name).unlink()
        for name, data in self.before.items():
            if now.get(name) != data:
                (self.work / name).write_bytes(data)

    def is_complete(self):
        """Whether all its files were made."""
        wanted = self.run.stdin or self.run.words[-1]
        return not wanted.endswith((".csv", ".gz")) or wanted in self.before

    def state(self):
        """What the file of state holds now."""
        path = self.work / (self.run.state or "")
        return path.read_bytes() if path.is_file() else None

    def stdin_of(self, run):
        """What to read from; a pipe holds all of a small file."""
        if run.stdin is None:
            return open(os.devnull, "rb")
        if not run.piped:
            return open(self.work / run.stdin, "rb")
        out, into = os.pipe()
        fcntl.fcntl(into, F_SETPIPE_SZ, 1024 * 1024)
        os.write(into, (self.work / run.stdin).read_bytes())
        os.close(into)
        return os.fdopen(out, "rb")

    def start(self, words, stdin, fault, out, err):
        env = dict(self.env, LD_PRELOAD=self.shim)
        if fault is not None:
            env["AR_FAULT"] = fault.text
        if self.sanitized:
            leaks = fault is not None and fault.kind == "malloc"
            env["ASAN_OPTIONS"] = ("verify_asan_link_order=0:"
                                   f"allocator_may_return_null=1:"
                                   f"detect_leaks={int(leaks)}")
            env["LSAN_OPTIONS"] = (f"suppressions={HERE / 'leaks'}:"
                                   "print_suppressions=0")
        program = str(self.build / words[0])
        return subprocess.Popen([program] + words[1:], executable=program,
                                cwd=self.work, stdin=stdin, stdout=out,
                                stderr=err, env=env, close_fds=True)

    def execute(self, fault=None, words=None, keep=False):
        """Run it from the start, or on what is there already."""
        if not keep:
            self.restore()
        with open(self.told, "r+b") as told:
            told.write(bytes(8 * (len(KINDS) + 2)))
        with self.stdin_of(self.run) as stdin, \
                open(self.folder / "out", "w+b") as out, \
                open(self.folder / "err", "w+b") as err:
            child = self.start(words or self.run.words, stdin, fault, out,
                               err)
            try:
                status = child.wait(SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                status = -signal.SIGALRM
            out.seek(0)
            err.seek(0)
            return self.outcome(status, out.read(), err.read())

    def outcome(self, status, out, err):
        told = struct.unpack_from(f"={len(KINDS) + 2}Q",
                                  self.told.read_bytes())
        return Outcome(status, out, err.decode(errors="replace"),
                       self.contents(), dict(zip(KINDS, told)),
                       *told[len(KINDS):])
