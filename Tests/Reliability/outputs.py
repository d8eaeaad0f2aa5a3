"""Standard output or error that is full, closed or without a reader: one line, exit code 2, and the work is done."""

import os
import subprocess

from cases import add, case
from repository import FIXED, LEAK

SUPPRESSED = LEAK.replace(b"open(p)\n", b"open(p)  # redline: ignore\n")
FILES = {"a.py": LEAK, "lib/b.py": LEAK, "c.py": SUPPRESSED}
WRITTEN = {"files": {"r/a.py": FIXED, "r/lib/b.py": FIXED}}
COMMITTED = {"branch": ("r", "fixes")}

# The arguments, what they change, and their exit code when the output works.
COMMANDS = {
    "preview": (["preview"], {}, 1),
    "preview, text": (["preview", "--format", "text"], {}, 1),
    "preview, JSON": (["preview", "--format", "json"], {}, 1),
    "preview --rev": (["preview", "--rev", "HEAD"], {}, 1),
    "apply --in-place": (["apply", "--in-place"], WRITTEN, 0),
    "apply --branch": (["apply", "--branch", "fixes"], COMMITTED, 0),
    "ignore": (["ignore"], {}, 0),
    "catalogue": (["catalogue"], {}, 0),
    "catalogue ID": (["catalogue", "context-managed-files"], {}, 0),
    "--help": (["--help"], {}, 0),
    "preview --help": (["preview", "--help"], {}, 0),
    "--version": (["--version"], {}, 0),
}

# Scripts that redirect and then run the program.
OUTPUT = {"full": 'exec "$@" > /dev/full', "closed": 'exec "$@" >&-'}
ERROR = {"full": 'exec "$@" 2> /dev/full', "closed": 'exec "$@" 2>&-'}
BOTH = {"both full": 'exec "$@" > /dev/full 2> /dev/full', "both closed": 'exec "$@" >&- 2>&-',
        "all three closed": 'exec "$@" <&- >&- 2>&-', "input and output closed": 'exec "$@" <&- >&-'}


def check_branch(box, changes):
    if "branch" in changes:
        box.check_branch("fixes", {"a.py": FIXED, "lib/b.py": FIXED})


def broken_output(box, arguments, changes, code, script):
    box.repository(FILES)
    run = box.redline(*arguments, shell=script, exits=2, **changes)
    check_branch(box, changes)
    if "2>" not in script:
        named = [line for line in run.err.split(b"\n") if line.startswith(b"redline: error:")]
        box.expect(len(named) == 1, "one line 'redline: error: …'", run.err[:200])


def broken_error(box, arguments, changes, code, script):
    """Commands without messages may end as usual; the others cannot say what they should, and that is an error."""
    box.repository(FILES)
    speaks = arguments[0] in ("preview", "apply") and "--help" not in arguments
    run = box.redline(*arguments, shell=script, exits=2 if speaks else (0, 2), **changes)
    check_branch(box, changes)
    if speaks:
        box.expect(run.out, "the usual standard output", "none")


def into_pipe(box, arguments, changes, preparation=""):
    """Runs the program into a pipe that nobody reads; its exit code and standard error."""
    box.repository(FILES)
    script = f'{{ {preparation} sleep 0.2; "$@" 2> "$HOME/err"; echo $? > "$HOME/code"; }} | :'
    box.redline(*arguments, shell=script, exits=0, **changes)
    check_branch(box, changes)
    found = []
    for name in (b"code", b"err"):
        with open(os.path.join(box.home, name), "rb") as file:
            found.append(file.read().strip())
    return found


def no_reader(box, arguments, changes, code):
    """SIGPIPE is ignored, as in many service managers: a quiet end, no crash."""
    code, err = into_pipe(box, arguments, changes, 'trap "" PIPE;')
    box.expect(code == b"2", "exit code 2", code)
    box.expect(b"error" not in err and b"Fatal" not in err, "no message about the pipe", err[:200])


def killed_reader(box, arguments, changes, code):
    """SIGPIPE as in a shell: the program may die of it, but only after the work."""
    code, _ = into_pipe(box, arguments, changes)
    box.expect(code in (b"2", b"141"), "exit code 2 or 141", code)


for label, row in COMMANDS.items():
    for fault, script in OUTPUT.items():
        add("output faults", f"{label}: standard output {fault}", broken_output, *row, script)
    if label not in ("--version", "preview --help", "catalogue ID", "preview, text"):
        add("output faults", f"{label}: no reader, SIGPIPE ignored", no_reader, *row)
        for fault, script in ERROR.items():
            add("output faults", f"{label}: standard error {fault}", broken_error, *row, script)
for label in ("preview", "apply --in-place", "apply --branch"):
    add("output faults", f"{label}: no reader", killed_reader, *COMMANDS[label])
    for fault, script in BOTH.items():
        add("output faults", f"{label}: {fault}", broken_output, *COMMANDS[label], script)


@case("output faults", "a usage error with standard error full")
def usage(box):
    box.repository()
    box.redline("preview", "--no-such-option", shell='exec "$@" 2> /dev/full', exits=2)


@case("output faults", "an error with standard error closed")
def error(box):
    box.repository()
    box.redline("preview", "nowhere.py", shell='exec "$@" 2>&-', exits=2)


@case("output faults", "standard output is a file of the repository")
def into_own_folder(box):
    """`preview > fixes.patch` within the folder that is read."""
    box.repository()
    box.redline("preview", shell='exec "$@" > ../fixes.patch', exits=1, files={"fixes.patch": expected_patch(box)})


def expected_patch(box):
    return box.redline("preview", exits=1).out


@case("output faults", "a slow reader gets the whole patch")
def slow_reader(box):
    box.repository({f"a{number}.py": LEAK for number in range(400)})
    box.redline("preview", shell='{ "$@"; echo $? >&2; } | { sleep 0.2; wc -l; }', says="\n1\n", prints="5200")


@case("output faults", "output that does not block is written in whole")
def non_blocking(box):
    """A pipe with O_NONBLOCK, as some programs leave it: EAGAIN is not an error."""
    box.repository({f"a{number}.py": LEAK for number in range(400)})
    whole = box.redline("preview", exits=1).out
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with subprocess.Popen([box.binary, "preview"], cwd=box.path("r"), env=box.environment, stdin=subprocess.DEVNULL,
                          stdout=writing, stderr=subprocess.DEVNULL) as child:
        os.close(writing)
        with open(reading, "rb") as pipe:
            seen = pipe.read()
    box.expect(child.returncode == 1, "exit code 1", child.returncode)
    box.expect(seen == whole, f"{len(whole)} bytes", f"{len(seen)} bytes")
