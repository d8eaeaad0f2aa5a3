"""One repository, copied for each disturbed run, and the results that such a run may have."""

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import replace

from repository import CRASH, TIME_LIMIT, Box, Run, leaking
from snapshots import Changes, raw, shown, snapshot

COMMANDS = {"preview": ["preview"], "apply --in-place": ["apply", "--in-place"],
            "apply --branch": ["apply", "--branch", "fixes"]}
REFERENCE = b"r/.git/refs/heads/fixes"


class Report:
    """Counts by part and state, and a line for each failure."""

    def __init__(self):
        self.counts, self.skipped = Counter(), []

    def add(self, part, name, problems):
        self.counts[part, "failed" if problems else "passed"] += 1
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            print(f"{part}: {name}: {problems[0]}{more}", flush=True)

    def skip(self, part, reason):
        self.skipped.append(part)
        print(f"skipped: {part}: {reason}", flush=True)

    def summary(self):
        print(f"\n{'part':<32}{'passed':>9}{'failed':>9}")
        for part in dict.fromkeys(part for part, _ in self.counts):
            print(f"{part:<32}{self.counts[part, 'passed']:>9}{self.counts[part, 'failed'] or '-':>9}")
        passed, failed = (sum(count for (_, state), count in self.counts.items() if state == wanted)
                          for wanted in ("passed", "failed"))
        print(f"{passed} passed, {failed} failed" + (f", {len(self.skipped)} skipped" if self.skipped else ""))
        return failed


class Template:
    """A repository of leaking files, and the commit that `apply --branch` makes of it."""

    def __init__(self, folder, redline, count, padding=0, prepare=None):
        self.redline = os.path.abspath(redline)
        self.box = Box(folder, redline)
        self.old, self.new = {}, {}
        for number in range(count):
            path = b"f%d/a%d.py" % (number % 4, number)
            noise = b"# " + os.urandom(padding // 2).hex().encode() + b"\n" if padding else b""
            before, after = leaking(path)
            self.old[b"r/" + path], self.new[b"r/" + path] = before + noise, after + noise
        self.box.repository({path[2:]: content for path, content in self.old.items()})
        self.box.git("repack", "-a", "-d", "-q")
        if prepare:
            prepare(self)
        self.commit = self.expected_commit(folder)

    def expected_commit(self, folder):
        """Identity and time are fixed, so that the commit is the same in each run."""
        trial = Trial(self, raw(folder) + b".expected")
        trial.run(["apply", "--branch", "fixes"])
        with open(os.path.join(trial.root, REFERENCE), "rb") as file:
            return file.read()


class Trial:
    """A copy of the template, one disturbed run in it, and what is wrong afterwards."""

    def __init__(self, template, root):
        self.template, self.root, self.problems = template, raw(root), []
        shutil.copytree(template.box.root, self.root, symlinks=True)
        for path in template.old:  # copies do not keep owners
            status = os.stat(os.path.join(template.box.root, path))
            if not os.geteuid() and (status.st_uid or status.st_gid):
                os.chown(os.path.join(self.root, path), status.st_uid, status.st_gid)
                os.chmod(os.path.join(self.root, path), status.st_mode & 0o7777)
        self.before = snapshot(self.root)

    def run(self, arguments, prefix=()):
        command = [*prefix, self.template.redline, *arguments]
        try:
            done = subprocess.run(command, cwd=os.path.join(self.root, b"r"), env=self.template.box.environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=3 * TIME_LIMIT)
        except subprocess.TimeoutExpired:
            self.problems.append(f"expected an end within {3 * TIME_LIMIT} s; seen: still running")
            return Run(-1, b"", b"")
        run = Run(done.returncode, done.stdout, done.stderr)
        crash = CRASH.search(run.everything)
        self.expect(not crash, "no crash", shown(run.err)[:150])
        return run

    def expect(self, holds, expected, seen):
        if not holds:
            self.problems.append(f"expected {expected}; seen: {seen}")
        return holds

    def start(self, arguments):
        """A run in the background. Its output goes to files, so that it never waits for a reader."""
        streams = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        return subprocess.Popen([self.template.redline, *arguments], cwd=os.path.join(self.root, b"r"),
                                env=self.template.box.environment, stdin=subprocess.DEVNULL, stdout=streams[0],
                                stderr=streams[1]), streams

    def finish(self, started):
        child, streams = started
        try:
            child.wait(timeout=3 * TIME_LIMIT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            self.problems.append(f"expected an end within {3 * TIME_LIMIT} s; seen: still running")
        texts = []
        for stream in streams:
            with stream:
                stream.seek(0)
                texts.append(stream.read())
        return Run(child.returncode, *texts)

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)

    # MARK: What is there now

    def read(self, path):
        try:
            with open(os.path.join(self.root, path), "rb") as file:
                return file.read()
        except OSError:
            return None

    def leftovers(self):
        return [path for path in snapshot(self.root) if os.path.basename(path).startswith(b".redline-")]

    def written(self):
        """The files that have their new bytes; others must have the old ones, and nothing else may have changed."""
        fixed = []
        for path, old in self.template.old.items():
            seen = self.read(path)
            if seen == self.template.new[path]:
                fixed.append(path)
            else:
                self.expect(seen == old, f"{shown(path)} whole, old or new", "other bytes" if seen else "empty or gone")
        everything = snapshot(self.root)
        after = {path: entry for path, entry in everything.items() if not os.path.basename(path).startswith(b".redline-")}
        if len(after) < len(everything):  # a leftover may be a second name of its file
            after = {path: replace(entry, links=1) for path, entry in after.items()}
        changes = Changes({path: self.template.new[path] for path in fixed}, may_touch_folders=True)
        lines = list(changes.unexpected(self.before, after))
        self.expect(not lines, "no other change", "; ".join(lines[:3]))
        return fixed

    def state(self, fixed):
        return "none" if not fixed else "all" if len(fixed) == len(self.template.old) else "some"

    def moved(self, may_be_locked=False):
        """Whether the branch is there; it is the expected one, nothing else changed, and `git fsck` is content."""
        lock = os.path.join(self.root, REFERENCE + b".lock")
        if may_be_locked and os.path.exists(lock):
            os.remove(lock)
        now = self.read(REFERENCE)
        self.expect(now in (None, self.template.commit), "the branch as it was or as it is to be", now)
        changes = Changes(branch=(b"r/.git", b"fixes"), may_touch_folders=True)
        lines = list(changes.unexpected(self.before, snapshot(self.root)))
        self.expect(not lines, "no other change", "; ".join(lines[:3]))
        done = subprocess.run(["git", "fsck", "--strict", "--no-dangling"], cwd=os.path.join(self.root, b"r"),
                              env=self.template.box.environment, capture_output=True)
        self.expect(done.returncode == 0, "git fsck is clean", shown(done.stdout + done.stderr)[:150])
        return now is not None

    # MARK: All or nothing

    def check_in_place(self, run, may_leave=False):
        """All files or none, or an error that names each written file and where its old content is."""
        fixed = self.written()
        state, left = self.state(fixed), self.leftovers()
        if state == "some":
            self.expect(b"of %d written" % len(self.template.old) in run.err, "'N of M written'", shown(run.err)[-200:])
            for path in fixed:
                self.expect(path[2:] in run.err, f"{shown(path)} named as written", shown(run.err)[-200:])
                kept = any(self.read(name) == self.template.old[path] for name in left)
                self.expect(kept, f"the old content of {shown(path)} kept", "it is nowhere")
        elif not may_leave:
            self.expect(not left, "no leftover files", ", ".join(map(shown, left))[:150])
        if state == "none":
            self.expect(run.code == 2, "exit code 2 if nothing was written", run.code)
        self.expect(run.code in (0, 2), "exit code 0 or 2", run.code)
        return state

    def check_branch(self, run, may_be_locked=False):
        is_moved = self.moved(may_be_locked)
        self.expect(run.code in (0, 2), "exit code 0 or 2", run.code)
        self.expect(is_moved or run.code == 2, "exit code 2 if the branch was not moved", run.code)
        return is_moved

    def check_next_in_place(self, must_name):
        """The next run does the rest, removes the leftovers and names them."""
        left = self.leftovers()
        run = self.run(["apply", "--in-place"])
        self.expect(run.code == 0, "exit code 0 in the next run", f"{run.code} ({shown(run.err)[-200:]})")
        self.expect(self.state(self.written()) == "all", "all files fixed by the next run", "not all")
        self.expect(not self.leftovers(), "leftovers removed by the next run", ", ".join(map(shown, self.leftovers()))[:150])
        if must_name:
            for path in left:
                self.expect(os.path.basename(path) in run.everything, f"{shown(path)} named by the next run",
                            shown(run.everything)[-200:])

    def check_next_branch(self):
        run = self.run(["apply", "--branch", "fixes"])
        self.expect(run.code == 0, "exit code 0 in the next run", f"{run.code} ({shown(run.err)[-200:]})")
        self.expect(self.moved(), "the branch made by the next run", "it is not there")
