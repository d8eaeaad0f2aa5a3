"""Many runs that make branches at once, with other users of the repository: no commit is lost, and none is half there."""

import os
import subprocess
import threading
from itertools import count

from trials import Template, Trial

FILES, WRITERS, ROUNDS = 20, 40, 3


def branch(number):
    return f"fixes{number}"


def tips(trial):
    done = git(trial, "for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads/")
    return dict(line.split() for line in done.stdout.decode().splitlines())


def git(trial, *arguments):
    return subprocess.run(["git", *arguments], cwd=os.path.join(trial.root, b"r"), env=trial.template.box.environment,
                          capture_output=True)


def check_objects(trial):
    done = git(trial, "fsck", "--strict", "--full", "--no-dangling")
    trial.expect(done.returncode == 0, "git fsck is clean", (done.stdout + done.stderr)[:200])


def runs_of(trial, names):
    started = [trial.start(["apply", "--branch", name]) for name in names]
    return [trial.finish(one) for one in started]


def on_one_branch(trial):
    """Whoever comes late finds nothing left to fix, or is told that the branch has moved."""
    runs = runs_of(trial, ["fixes"] * WRITERS)
    done = [run for run in runs if run.code == 0]
    trial.expect(done, "one run that makes the branch", "none")
    for run in runs:
        known = run.code == 0 or run.code == 2 and b"branch 'fixes'" in run.err
        trial.expect(known, "exit code 0, or 2 with the branch's name", (run.code, run.err[-200:]))
    expected = trial.template.commit.decode().strip()
    trial.expect(tips(trial).get("fixes") == expected, f"the branch at {expected}", tips(trial))
    check_objects(trial)


def on_many_branches(trial):
    names = [branch(number) for number in range(WRITERS)]
    for run, name in zip(runs_of(trial, names), names):
        trial.expect(run.code == 0, f"exit code 0 for {name}", (run.code, run.err[-200:]))
    made = tips(trial)
    expected = trial.template.commit.decode().strip()
    wrong = [name for name in names if made.get(name) != expected]
    trial.expect(not wrong, f"{WRITERS} branches at {expected}", f"{len(wrong)} others, {wrong[:3]}")
    check_objects(trial)


def against_git(trial):
    """`git update-ref` moves the branch meanwhile: it is at the one commit or at the other, and each side knows."""
    head = git(trial, "rev-parse", "HEAD").stdout.decode().strip()
    started = trial.start(["apply", "--branch", "fixes"])
    moved = git(trial, "update-ref", "refs/heads/fixes", head, "0" * 40).returncode == 0
    run = trial.finish(started)
    tip = tips(trial).get("fixes")
    wanted = {head} if moved and run.code == 2 else {trial.template.commit.decode().strip()}
    trial.expect(tip in wanted and (moved or run.code == 0), f"the branch at {wanted}", (tip, moved, run.code, run.err[-200:]))
    check_objects(trial)


def beside_gc(trial):
    """`git gc` removes what nothing refers to, again and again."""
    ended = threading.Event()

    def collect():
        while not ended.is_set():
            git(trial, "gc", "--quiet", "--prune=now")
    collector = threading.Thread(target=collect)
    collector.start()
    try:
        for number in range(10):
            run = trial.run(["apply", "--branch", branch(number)])
            made = branch(number) in tips(trial)
            trial.expect(made == (run.code == 0), "a branch if and only if the exit code is 0", (run.code, run.err[-200:]))
            trial.expect(run.code in (0, 2), "exit code 0 or 2", run.code)
    finally:
        ended.set()
        collector.join()
    # What nothing refers to may be removed in part.
    done = git(trial, "rev-list", "--objects", "--all")
    trial.expect(done.returncode == 0, "every object that a branch needs", done.stderr[:200])


SITUATIONS = {f"{WRITERS} writers on one branch": on_one_branch, f"{WRITERS} writers on as many branches": on_many_branches,
              "a writer and git update-ref": against_git, "ten writers beside git gc --prune=now": beside_gc}


def run(report, root, redline, options):
    template, numbers = Template(os.path.join(root, "writers"), redline, FILES), count()
    for label, situation in SITUATIONS.items():
        for number in range(ROUNDS):
            trial = Trial(template, os.path.join(root, f"writers{next(numbers)}"))
            situation(trial)
            trial.remove()
            report.add("writers", f"{label}, round {number + 1}", trial.problems)
