"""Random signals at random times: every file is whole, and only SIGKILL can stop a run between two files."""

import os
import random
import resource
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from trials import COMMANDS, Template, Trial

SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL, signal.SIGQUIT]
FILES = 400
SLOWER = 1.6  # than the measured run, which was alone


def is_writing(trial):
    """A temporary file or a new object is there."""
    names = [*os.listdir(os.path.join(trial.root, b"r/f0")), *os.listdir(os.path.join(trial.root, b"r/.git/objects"))]
    return any(name.startswith(b".redline-") or len(name) == 2 for name in names)


def disturbed(trial, arguments, number, delay, waits):
    """The exit code of a run that gets a signal some seconds after its start, or after it began to write, and its output."""
    started = child, _ = trial.start(arguments)
    resource.prlimit(child.pid, resource.RLIMIT_CORE, (0, 0))
    while waits and child.poll() is None and not is_writing(trial):
        time.sleep(0.0005)
    time.sleep(delay)
    if child.poll() is None:
        child.send_signal(number)
    run = trial.finish(started)
    return run.code, run.everything


def checked(template, folder, command, number, delay, waits):
    """What the run left: two words for the table, and the problems."""
    trial = Trial(template, folder)
    code, output = disturbed(trial, COMMANDS[command], number, delay, waits)
    trial.expect(code in (0, 1, 2, -number), f"exit code 0, 1, 2 or {-number}", code)
    trial.expect(b"Fatal error" not in output, "no crash", output[:150])
    if command == "preview":
        fixed = trial.written()
        trial.expect(not fixed and not trial.leftovers(), "no change by preview", f"{len(fixed)} files changed")
        state = "none"
    elif command == "apply --branch":
        state = "all" if trial.moved(may_be_locked=number == signal.SIGKILL) else "none"
        trial.expect(state == "all" or code != 0, "exit code 0 only if the branch was made", code)
        if state == "none":
            trial.check_next_branch()
    else:
        state = interrupted_in_place(trial, code, number)
    ended = "ended before" if code in (0, 1) else "interrupted"
    trial.remove()
    return ended, state, trial.problems


def interrupted_in_place(trial, code, number):
    state, left = trial.state(trial.written()), trial.leftovers()
    if number == signal.SIGKILL:
        if left or state != "all":
            trial.check_next_in_place(must_name=True)
        return f"{state}, leftovers" if left else state
    trial.expect(state != "some", "all files changed or none", f"{len(trial.written())} of {FILES}")
    trial.expect(not left, "no leftover files", f"{len(left)} of them")
    trial.expect(state == "all" or code != 0, "exit code 0 only if all files were written", code)
    return state


def durations(template, folder, command):
    """Of an undisturbed run, and of the part of it that writes."""
    trial = Trial(template, folder)
    start = writing = time.monotonic()
    started = child, _ = trial.start(COMMANDS[command])
    while child.poll() is None and not is_writing(trial):
        writing = time.monotonic()
        time.sleep(0.0005)
    trial.finish(started)
    trial.remove()
    return time.monotonic() - start, time.monotonic() - writing


def table(states):
    columns = sorted({(ended, state) for _, _, ended, state in states})
    print(f"\n{'command, signal':<28}" + "".join(f"{f'{ended}: {state}':>31}" for ended, state in columns))
    for command in COMMANDS:
        for number in SIGNALS:
            counts = [states[command, number, *column] for column in columns]
            print(f"{f'{command}, {number.name}':<28}" + "".join(f"{one or '-':>31}" for one in counts), flush=True)


def run(report, root, redline, options):
    source, states, numbers = random.Random(options.seed), Counter(), count()
    template = Template(os.path.join(root, "signals"), redline, FILES)
    for command in COMMANDS:
        length, writing = durations(template, os.path.join(root, f"measure{next(numbers)}"), command)
        jobs = []
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            for index in range(options.signals):
                number = SIGNALS[index % len(SIGNALS)]
                # Half of them while it writes: that is a small part of the run.
                waits = command != "preview" and index // len(SIGNALS) % 2 == 1
                delay = source.uniform(0, SLOWER * (writing if waits else length))
                folder = os.path.join(root, f"signal{next(numbers)}")
                jobs.append((number, delay, waits, pool.submit(checked, template, folder, command, number, delay, waits)))
            for number, delay, waits, job in jobs:
                ended, state, problems = job.result()
                states[command, number, ended, state] += 1
                since = "of writing" if waits else "of the run"
                report.add("signals", f"{command}, {number.name} after {delay * 1000:.0f} ms {since}", problems)
    table(states)
