"""Full, read-only and inode-less file systems: all files or none, and either the old or the new branch."""

import contextlib
import os
import shutil
import subprocess
from itertools import count

from trials import Template, Trial

FILES, PADDING = 20, 20_000
FREE = (0, 4, 12, 40, 100, 200, 300, 400, 500, 700)  # in KB
INODES = (0, 1, 2, 10, 19, 20, 40)


class NoMount(Exception):
    """The machine cannot mount it; the message is the reason."""


def done(*command):
    try:
        result = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise NoMount(f"{command[0]} is missing") from None
    if result.returncode:
        raise NoMount((result.stderr.strip().splitlines() or [f"{command[0]} failed"])[-1])


@contextlib.contextmanager
def mounted(kind, folder):
    """A file system of 4 MB."""
    if os.geteuid():
        raise NoMount("needs root to mount a file system")
    os.makedirs(folder)
    if kind == "tmpfs":
        done("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder)
    else:
        with open(folder + ".image", "wb") as file:
            file.truncate(6 << 20)
        done("mkfs.ext4", "-q", "-m", "0", "-O", "^has_journal", folder + ".image")
        done("mount", "-o", "loop", folder + ".image", folder)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def filled(folder, free):
    """Leaves so many KB free."""
    status = os.statvfs(folder)
    size = status.f_bavail * status.f_frsize - free * 1024
    with open(os.path.join(folder, "filler"), "wb", buffering=0) as file, contextlib.suppress(OSError):
        while size > 0:
            size -= file.write(b"\xaa" * min(size, 4096))


def few_inodes(folder, free):
    status = os.statvfs(folder)
    done("mount", "-o", f"remount,nr_inodes={status.f_files - status.f_ffree + free}", folder)


def read_only(folder, _):
    done("mount", "-o", "remount,ro", folder)


def attempt(report, template, kind, folder, command, obstacle, amount, label):
    with mounted(kind, folder):
        trial = Trial(template, os.path.join(folder, "case"))
        obstacle(folder, amount)
        run = trial.run(command)
        if obstacle is read_only:
            done("mount", "-o", "remount,rw", folder)
        with contextlib.suppress(FileNotFoundError):
            os.remove(os.path.join(folder, "filler"))
        if command[0] == "preview":
            trial.expect(run.code == 1 and not trial.written(), "exit code 1 and no change", run.code)
        elif "--in-place" in command:
            trial.check_in_place(run)
        else:
            trial.check_branch(run)
        if obstacle is read_only and command[0] == "apply":
            trial.expect(run.code == 2, "exit code 2", run.code)
        if run.code == 2:
            trial.expect(len(run.err.strip().split(b"\n")) <= 8, "a short message", run.err[:200])
    report.add(f"full disk, {kind}", f"{' '.join(command)}, {label}", trial.problems)


def run(report, root, redline, options):
    template, numbers = Template(os.path.join(root, "disk"), redline, FILES, PADDING), count()
    commands = [["apply", "--in-place"], ["apply", "--branch", "fixes"]]
    for kind in ("tmpfs", "ext4"):
        situations = [(filled, free, f"{free} KB free") for free in FREE]
        situations += [(few_inodes, free, f"{free} inodes free") for free in INODES] if kind == "tmpfs" else []
        situations += [(read_only, 0, "read-only")]
        try:
            for obstacle, amount, label in situations:
                for command in commands + ([["preview"]] if obstacle is read_only else []):
                    folder = os.path.join(root, f"mount{next(numbers)}")
                    attempt(report, template, kind, folder, command, obstacle, amount, label)
                    shutil.rmtree(folder, ignore_errors=True)
        except NoMount as reason:
            report.skip(f"full disk, {kind}", reason)
