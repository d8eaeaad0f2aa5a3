"""Errors and kills at each system call that writes, put there by strace."""

import os
import re
import subprocess
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from trials import COMMANDS, Template, Trial

FILES = 4
IN_PLACE, BRANCH, PREVIEW = COMMANDS["apply --in-place"], COMMANDS["apply --branch"], COMMANDS["preview"]
NUMBERED = ("write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "openat",
            "fchown", "fchmod", "fsetxattr", "mkdir", "ftruncate", "close")
ERRORS = {"write": ("ENOSPC", "EIO"), "fsync": ("EIO", "ENOSPC"), "renameat2": ("EPERM", "EIO", "ENOSPC"), "rename": ("EPERM",
          "EIO", "ENOSPC"), "linkat": ("EPERM", "ENOSPC"), "link": ("EPERM", "ENOSPC"), "openat": ("ENOSPC", "EIO", "EMFILE"),
          "fchown": ("EPERM",), "fchmod": ("EPERM",), "fsetxattr": ("ENOSPC", "EPERM"), "unlink": ("EIO",),
          "mkdir": ("ENOSPC",), "close": ("EIO",)}
KILLS = ("renameat2", "rename", "link", "linkat", "unlink", "fsync", "write", "openat", "fchmod", "mkdir")


def available():
    """None, or why system calls cannot be traced here."""
    done = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, text=True)
    return done.stderr.strip() or "strace failed" if done.returncode else None


def attach(template):
    """Owner and attributes that have to be kept, so that the calls that keep them are made."""
    for path in template.old:
        full = os.path.join(template.box.root, path)
        try:
            os.setxattr(full, "user.note", b"kept")
        except OSError:
            pass
        if not os.geteuid():
            os.chown(full, 12345, 12345)


class Calls:
    """The calls of an undisturbed run's first thread, by name: (number of the call, line of the log)."""

    def __init__(self, template, root, arguments):
        trial = Trial(template, root)
        log = trial.root + b".log"
        trial.run(arguments, traced(log))
        self.calls = defaultdict(list)
        with open(log, "rb") as file:
            lines = file.read().splitlines()
        first = lines[0].split()[0]
        for line in lines:
            match = re.match(rb"(\d+) +(\w+)\(", line)
            if match and match[1] == first:
                name = match[2].decode()
                self.calls[name].append((len(self.calls[name]) + 1, line))
        trial.remove()

    def numbers(self, name, matching=rb""):
        return [number for number, line in self.calls[name] if re.search(matching, line)]


def traced(log, *options):
    names = ",".join(f"?{name}" for name in NUMBERED)
    return ["strace", "-f", "-qq", "-o", os.fsdecode(log), "-e", f"trace={names},?read", *options]


def injected(trial, arguments, what, *options):
    """The run, and whether a fault was reached. Of two faults, `what` has the second one after a space."""
    log = trial.root + b".log"
    faults = [part for fault in what.split() for part in ("-e", f"inject={fault}")]
    run = trial.run(arguments, traced(log, *faults, *options))
    with open(log, "rb") as file:
        text = file.read()
    os.remove(log)
    return run, b"(INJECTED)" in text or b"killed by SIGKILL" in text


# MARK: Kinds of trials; each returns the problems

def in_place_error(trial, what, name):
    run, _ = injected(trial, IN_PLACE, what)
    state = trial.check_in_place(run, may_leave=name == "unlink")
    if state == "none" and not trial.problems:
        trial.check_next_in_place(must_name=False)


def in_place_kill(trial, what, name):
    injected(trial, IN_PLACE, what)
    trial.written()
    left = trial.leftovers()
    if left:
        preview = trial.run(PREVIEW)
        trial.expect(all(os.path.basename(path) in preview.err for path in left), "leftovers named by preview",
                     preview.err[-200:])
    trial.check_next_in_place(must_name=True)


def branch_error(trial, what, name):
    run, _ = injected(trial, BRANCH, what)
    if not trial.check_branch(run, may_be_locked=name == "unlink") and not trial.problems:
        trial.check_next_branch()


def branch_kill(trial, what, name):
    injected(trial, BRANCH, what)
    if not trial.moved(may_be_locked=True):
        trial.check_next_branch()


def output_error(trial, what, arguments):
    run, reached = injected(trial, arguments, what)
    if not reached:
        return
    # An interrupted call is tried again; every other error is the end of the output, not of the work.
    retried = "EINTR" in what or "EAGAIN" in what
    usual = 1 if arguments == PREVIEW else 0
    trial.expect(run.code in ((usual, 2) if "EAGAIN" in what else (usual,) if retried else (2,)),
                 f"exit code {usual if retried else 2}", run.code)
    if arguments == IN_PLACE:
        trial.expect(trial.state(trial.written()) == "all", "all files written", "not all")
    elif arguments == BRANCH:
        trial.expect(trial.moved(), "the branch made", "it is not there")
    else:
        trial.expect(not trial.written(), "no change", "some")


def read_error(trial, what, arguments):
    path = os.path.join(trial.root, next(iter(trial.template.old)))
    run, reached = injected(trial, arguments, what, "-P", os.fsdecode(path))
    trial.expect(reached, "a read of the file", "none")
    trial.expect(run.code == 2 and os.path.basename(path) in run.err, "exit code 2 and the file named",
                 f"{run.code} {run.err[-150:]}")


# MARK: Plans: (part, what is injected, kind, its last argument)

def numbered(calls, name):
    """The calls of a name that belong to the work. Of those that open files, the ones that create some."""
    if name == "openat":
        return calls.numbers(name, rb"O_CREAT")
    if name == "write":
        return calls.numbers(name, rb"write\((?![12],)")
    if name == "close":
        written = calls.numbers("openat", rb"O_CREAT")
        return calls.numbers(name)[-4 * FILES:] if written else []
    return calls.numbers(name)


def writing_plan(part, calls, error, kill):
    for name, errors in ERRORS.items():
        for number in numbered(calls, name):
            for code in errors:
                yield part, f"{name}:error={code}:when={number}", error, name
                if name in ("write", "fsync", "renameat2", "rename", "link") and code != "EPERM":
                    yield part, f"{name}:error={code}:when={number}+", error, name
    for name in KILLS:
        for number in numbered(calls, name):
            yield f"{part}, kills", f"{name}:signal=KILL:when={number}", kill, name


def fallback_plan(calls):
    """A file system without an exchange of two names."""
    part = "injection, in place without exchange"
    yield part, "renameat2:error=EINVAL", in_place_error, "renameat2"
    yield part, "renameat2:error=ENOSYS", in_place_error, "renameat2"
    for name in ("link", "linkat", "rename", "renameat"):
        for number in range(1, 2 * len(calls.numbers("renameat2")) + 1):
            for fault in ("error=EIO", "error=EPERM"):
                yield part, f"renameat2:error=EINVAL {name}:{fault}:when={number}", in_place_error, name
            fault = f"{name}:signal=KILL:when={number}"
            yield f"{part}, kills", f"renameat2:error=EINVAL {fault}", in_place_kill, name


def output_plan(template, root):
    for label, arguments in COMMANDS.items():
        calls = Calls(template, f"{root}.{label.replace(' ', '')}", arguments)
        for descriptor in (1, 2):
            for number in calls.numbers("write", rb"write\(%d," % descriptor):
                for code in ("ENOSPC", "EIO", "EPIPE", "EINTR", "EAGAIN"):
                    yield f"injection, output, {label}", f"write:error={code}:when={number}", output_error, arguments
    for label in ("preview", "apply --in-place"):
        for code in ("EIO", "EACCES"):
            yield "injection, input", f"read:error={code}", read_error, COMMANDS[label]


def attempt(template, folder, what, kind, argument):
    trial = Trial(template, folder)
    kind(trial, what, argument)
    trial.remove()
    return trial.problems


def run(report, root, redline, options):
    reason = available()
    if reason:
        report.skip("injection", reason)
        return
    template = Template(os.path.join(root, "injection"), redline, FILES, prepare=attach)
    in_place = Calls(template, os.path.join(root, "calls1"), IN_PLACE)
    branch = Calls(template, os.path.join(root, "calls2"), BRANCH)
    is_seen = in_place.numbers("fsync") and branch.numbers("fsync")
    report.add("injection", "strace shows the calls that write", [] if is_seen else ["expected calls of fsync; seen: none"])
    plan = [*writing_plan("injection, in place", in_place, in_place_error, in_place_kill), *fallback_plan(in_place),
            *writing_plan("injection, branch", branch, branch_error, branch_kill),
            *output_plan(template, os.path.join(root, "calls3"))]
    numbers = count()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = [(part, what, pool.submit(attempt, template, os.path.join(root, f"fault{next(numbers)}"), what, kind, argument))
                for part, what, kind, argument in plan]
        for part, what, job in jobs:
            report.add(part, what, job.result())
