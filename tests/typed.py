#!/usr/bin/env python3
"""typed.py - what a shell makes of a line and a tab

    typed.py SETUP LINE SHELL...

Starts the shell in a terminal of its own, gives it the line SETUP, types LINE
and a tab, and prints the words that then stand in the line, one a line.
"""
import os
import pty
import select
import sys
import time

BEGIN_OF_LINE, END_OF_LINE = "\x01", "\x05"
SECONDS = 20


def read_until(terminal, mark):
    """What the shell writes, up to a mark."""
    end = time.monotonic() + SECONDS
    seen = b""
    while mark not in seen:
        if not select.select([terminal], [], [], end - time.monotonic())[0]:
            sys.exit(f"typed.py: no answer; {seen!r}")
        seen += os.read(terminal, 65536)
    return seen.decode(errors="replace")


def main():
    setup, line, *shell = sys.argv[1:]
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="dumb", PS1="", PS2="")
        os.execvp(shell[0], shell)
    # The marks are split in what is typed, for the terminal echoes that.
    os.write(terminal, f"{setup}; echo rea''dy\n".encode())
    read_until(terminal, b"ready")
    os.write(terminal, f"{line}\t".encode())
    time.sleep(0.3)
    os.write(terminal, f"{BEGIN_OF_LINE}printf '<%s>\\n' {END_OF_LINE} "
             "; echo do''ne\n".encode())
    out = read_until(terminal, b"done\r\n")
    os.close(terminal)
    os.waitpid(child, 0)
    for row in out.splitlines():
        if row.startswith("<") and row.endswith(">"):
            print(row[1:-1])


if __name__ == "__main__":
    main()
