"""All or nothing: where one of the files cannot be written, `apply --in-place` writes none of them."""

import os
import re
import subprocess
import time

from cases import add, case
from repository import FIXED, LEAK, TIME_LIMIT, Run, Skip, leaking
from snapshots import snapshot

FILES = [f"f{number}/a.py" for number in range(7)]


def ready(box):
    box.repository({path: LEAK for path in FILES})


def immutable(box, path):
    """`chattr +i`, and a function that takes it back."""
    box.needs_root("chattr +i")
    done = subprocess.run(["chattr", "+i", box.path(path)], capture_output=True, text=True)
    if done.returncode:
        raise Skip(f"chattr +i does not work here: {done.stderr.strip()}")
    return lambda: subprocess.run(["chattr", "-i", box.path(path)], check=True)


# MARK: Files that cannot be written; each returns how to take the situation back

def read_only_folder(box, number):
    os.chmod(box.path(f"r/f{number}"), 0o555)


def immutable_file(box, number):
    return immutable(box, f"r/f{number}/a.py")


def immutable_folder(box, number):
    return immutable(box, f"r/f{number}")


def hard_link(box, number):
    os.link(box.path(f"r/f{number}/a.py"), box.path("elsewhere.py"))


def sticky_folder(box, number):
    """A folder in which only the owner of a file may replace it."""
    box.needs_root("files of another owner")
    os.chown(box.path(f"r/f{number}/a.py"), 12345, 12345)
    os.chown(box.path(f"r/f{number}"), 12345, 12345)
    os.chmod(box.path(f"r/f{number}"), 0o1777)


OBSTACLES = {"read-only folder": (read_only_folder, True), "immutable file": (immutable_file, False),
             "immutable folder": (immutable_folder, False), "hard link": (hard_link, False),
             "sticky folder of another owner": (sticky_folder, True)}
PLACES = {"first": 0, "in the middle": 3, "last": 6}


def obstructed(box, obstacle, plain, number):
    ready(box)
    undo = obstacle(box, number)
    try:
        box.redline("apply", "--in-place", "--allow-dirty", exits=2, says=("nothing was written", f"f{number}/a.py"),
                    silent="fixed ", plain=plain)
    finally:
        if undo:
            undo()


for label, (obstacle, plain) in OBSTACLES.items():
    for place, number in PLACES.items():
        add("all or nothing", f"{label}, {place}", obstructed, obstacle, plain, number)


@case("all or nothing", "dirty file among clean ones")
def dirty_one(box):
    ready(box)
    box.write("r/f6/a.py", LEAK + b"# edited\n")
    box.redline("apply", "--in-place", exits=2, says=("nothing was written", "1 of 7 files", "f6/a.py"), silent="fixed ")


@case("all or nothing", "open file limit below the number of files")
def few_descriptors(box):
    sources = {f"a{number}.py": leaking(str(number)) for number in range(120)}
    box.repository({path: before for path, (before, _) in sources.items()})
    box.redline("apply", "--in-place", files={f"r/{path}": after for path, (_, after) in sources.items()},
                shell='ulimit -n 64; exec "$@"', prints="120 of 120 files written")


@case("all or nothing", "file size limit")
def size_limit(box):
    """SIGXFSZ or EFBIG at the first long file: nothing is written."""
    ready(box)
    box.write("r/f3/a.py", LEAK + b"# " + b"x" * 200_000 + b"\n")
    box.commit()
    box.redline("apply", "--in-place", exits=(2, -25, 153), shell='ulimit -f 100; exec "$@"')


@case("all or nothing", "changed during the run")
def changed(box):
    """The small file is edited once the large one after it was read, whose analysis takes a while."""
    size = 1_000_000
    for attempt in range(4):
        at = f"r{attempt}"
        box.repository({"a.py": LEAK, "z.py": LEAK + b"# a comment\n" * (size // 12)}, at=at)
        code, err = edited_during(box, at, size)
        if code != 0:
            break
    else:
        raise Skip("the file could not be changed between reading and writing")
    box.expect(code == 2, "exit code 2", code)
    box.expect(b"changed during the run" in err and b"a.py" in err, "'a.py' and 'changed during the run'", err[:200])
    box.expect(box.read(f"{at}/a.py") == EDITED, "the edited file as it was left", box.read(f"{at}/a.py"))
    box.expect(FIXED not in box.read(f"{at}/z.py"), "z.py unchanged", "it has the fix")
    left = [path for path in snapshot(box.path(at)) if b".redline-" in path]
    box.expect(not left, "no leftover files", left)


EDITED = LEAK + b"# edited meanwhile\n"


def edited_during(box, at, size):
    command = [box.binary, "apply", "--in-place", "--allow-dirty", "--level", "review"]
    with subprocess.Popen(command, cwd=box.path(at), env=box.environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE) as child:
        while child.poll() is None and bytes_read(child.pid) < size:
            time.sleep(0.001)
        box.write(f"{at}/a.py", EDITED)
        try:
            err = child.communicate(timeout=TIME_LIMIT)[1]
        except subprocess.TimeoutExpired:
            child.kill()
            raise
    box.runs.append(([b"apply"], Run(child.returncode, b"", err)))
    return child.returncode, err


def bytes_read(pid):
    try:
        with open(f"/proc/{pid}/io") as file:
            return int(re.match(r"rchar: (\d+)", file.read())[1])
    except OSError:
        return 1 << 60


# MARK: Leftovers of a killed run

LEFT = ("r/.redline-999999-123456", "r/lib/.redline-999999-654321")


def killed(box):
    box.repository({"a.py": LEAK, "lib/b.py": LEAK})
    for path in LEFT:
        box.write(path, FIXED)


@case("all or nothing", "leftovers of a killed run: preview names them")
def leftovers_named(box):
    killed(box)
    box.redline("preview", exits=1, says=(".redline-999999-123456", "lib/.redline-999999-654321"))


@case("all or nothing", "leftovers of a killed run: the next run removes and names them")
def leftovers_removed(box):
    killed(box)
    run = box.redline("apply", "--in-place", files={"r/a.py": FIXED, "r/lib/b.py": FIXED}, removed=LEFT)
    is_named = all(os.path.basename(path).encode() in run.everything for path in LEFT)
    box.expect(is_named, "the removed files named", run.everything[:200])


@case("all or nothing", "the temporary files of a run that is alive stay")
def leftovers_of_the_living(box):
    """The process with this number is the test program itself."""
    box.repository()
    box.write(f"r/.redline-{os.getpid()}-123456", FIXED)
    box.redline("apply", "--in-place", files={"r/a.py": FIXED})


@case("all or nothing", "files with names like leftovers stay")
def similar_names(box):
    names = (".redline-notes", ".redline.toml", ".redline-12-x.py", "a.redline-999999-123456")
    box.repository({"a.py": LEAK, **{name: b"x = 1\n" for name in names}})
    box.redline("apply", "--in-place", files={"r/a.py": FIXED})
