"""Two runs at once: nothing is lost, and each says truly what it did."""

import os
from itertools import count

from trials import COMMANDS, Template, Trial

FILES, ROUNDS = 100, 12
PAIRS = {"two apply --in-place": ("apply --in-place", "apply --in-place"),
         "apply --in-place and apply --branch": ("apply --in-place", "apply --branch"),
         "two apply --branch": ("apply --branch", "apply --branch"),
         "preview and apply --in-place": ("preview", "apply --in-place")}


def both(trial, commands):
    started = [trial.start(COMMANDS[command]) for command in commands]
    runs = [trial.finish(one) for one in started]
    for run in runs:
        trial.expect(run.code in (0, 1, 2) and b"Fatal error" not in run.err, "exit code 0, 1 or 2", run.code)
    return runs


def check_files(trial, runs):
    state = trial.state(trial.written())
    expected = "all" if any(run.code == 0 for run in runs) else "none"
    seen = f"{state}, exit codes {[run.code for run in runs]}: {runs[0].err[-120:]} {runs[-1].err[-120:]}"
    trial.expect(state == expected, f"{expected} of the files written", seen)
    trial.expect(not trial.leftovers(), "no leftover files", trial.leftovers()[:3])


def check(trial, commands):
    runs = both(trial, commands)
    in_place = [run for run, command in zip(runs, commands) if command == "apply --in-place"]
    branch = [run for run, command in zip(runs, commands) if command == "apply --branch"]
    if branch and in_place:
        now = trial.read(b"r/.git/refs/heads/fixes")
        trial.expect(now == trial.template.commit, "the branch as it is to be", now)
        trial.expect(branch[0].code == 0, "exit code 0 of apply --branch", branch[0].code)
    elif branch:
        trial.expect(trial.moved(), "the branch made", "it is not there")
        trial.expect(any(run.code == 0 for run in runs), "exit code 0 of one run", [run.code for run in runs])
    else:
        check_files(trial, in_place)


def run(report, root, redline, options):
    template, numbers = Template(os.path.join(root, "races"), redline, FILES), count()
    for label, commands in PAIRS.items():
        for number in range(ROUNDS):
            trial = Trial(template, os.path.join(root, f"race{next(numbers)}"))
            check(trial, commands)
            trial.remove()
            report.add("races", f"{label}, round {number + 1}", trial.problems)
