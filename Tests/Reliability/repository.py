"""Test repositories, and snapshots that show what a command changed in them.

Each case gets a `Box`: an empty folder to build a situation in. `Box.redline` runs the program, and checks everything that
must hold for each run: exit code, no crash, no endless loop, no leftover files, and that only the expected files changed.
"""

import base64
import functools
import hashlib
import os
import re
import shutil
import subprocess
import threading
from dataclasses import dataclass

from snapshots import Changes, raw, shown, snapshot

LEAK = b"def f(p):\n    h = open(p)\n    x = h.read()\n    h.close()\n    return x\n"
FIXED = b"def f(p):\n    with open(p) as h:\n        x = h.read()\n    return x\n"
FALLBACK = (
    b"import logging\n\nlogger = logging.getLogger(__name__)\n\n\ndef work():\n    row = primary()\n    if row is None:\n"
    b'        logger.warning("falling back to the database")\n    row = fallback()\n    return row\n'
)
FALLBACK_FIXED = FALLBACK.replace(b"    row = fallback", b"        row = fallback")
CLEAN = b"def f(p):\n    return p\n"
BROKEN = b"def f(:\n    h = open(p)\n    h.close()\n"

TIME_LIMIT = 20
CRASH = re.compile(rb"Fatal error|Crash|\*\*\* Signal|Stack dump|Program crashed")
TEMPLATE = threading.Lock()


class Skip(Exception):
    """The machine cannot build this situation; the message is the reason."""


class SetupError(Exception):
    """The situation could not be built: the case itself is wrong."""


def leaking(text):
    """The leaking source and its fix, with a comment that makes their bytes unlike those of other files."""
    note = b"# " + base64.b16encode(raw(text)) + b"\n"
    return note + LEAK, note + FIXED


def environment(home):
    """No user or system configuration, a fixed identity."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    identity = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
                (("NAME", "A Tester"), ("EMAIL", "tester@example.org"), ("DATE", "1700000000 +0000"))}
    return kept | identity | {"HOME": os.fsdecode(home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "GIT_CONFIG_GLOBAL": "/dev/null",
                              "GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0", "SWIFT_BACKTRACE": "enable=no"}


# MARK: Runs

@dataclass
class Run:
    code: int
    out: bytes
    err: bytes

    @property
    def everything(self):
        return self.out + self.err


class Box:
    """One case's folder, and what was found wrong in it."""

    def __init__(self, root, redline):
        self.root, self.binary = raw(root), os.path.abspath(redline)
        self.repositories, self.problems, self.runs = [], [], []
        # Called after the case: what it started must not stay.
        self.at_end = []
        self.home = raw(root) + b".home"
        os.makedirs(self.home, exist_ok=True)
        os.makedirs(self.root)
        self.environment = environment(self.home)

    def expect(self, holds, expected, seen):
        """Notes a difference and goes on, so that one run shows all of them."""
        if not holds:
            self.problems.append(f"expected {expected}; seen: {seen}")
        return holds

    def needs_root(self, why):
        if os.geteuid():
            raise Skip(f"needs root: {why}")

    # MARK: Files

    def path(self, *parts):
        return os.path.join(self.root, *map(raw, parts))

    def write(self, path, content=LEAK, mode=None):
        full = self.path(path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(content)
        if mode is not None:
            os.chmod(full, mode)

    def read(self, path):
        with open(self.path(path), "rb") as file:
            return file.read()

    def link(self, target, path):
        """A symbolic link at `path`."""
        os.makedirs(os.path.dirname(self.path(path)), exist_ok=True)
        os.symlink(raw(target), self.path(path))

    # MARK: Git

    def git(self, *arguments, at="r", stdin=None, fails=False, env=None):
        command = ["git", "-c", "init.defaultBranch=main", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c",
                   "core.fsync=none", "-c", "protocol.file.allow=always", "-c", "advice.detachedHead=false", *arguments]
        done = subprocess.run(command, cwd=self.path(at), env=self.environment_with(env), input=stdin, capture_output=True)
        if done.returncode and not fails:
            raise SetupError(f"git {' '.join(map(repr, arguments))}: {done.stderr.decode(errors='replace').strip()}")
        return done if fails else done.stdout

    def repository(self, files=None, at="r", commit=True):
        """A repository with these files; by default one that leaks."""
        self.initialize(at)
        for path, content in ({"a.py": LEAK} if files is None else files).items():
            self.write(os.path.join(raw(at), raw(path)), content)
        self.repositories.append(at)
        if commit:
            self.commit(at)
        return at

    def initialize(self, at):
        """`git init`, once; the other repositories are copies of it."""
        template = os.path.join(os.path.dirname(self.root), b"template")
        with TEMPLATE:
            if not os.path.isdir(template):
                os.makedirs(template)
                subprocess.run(["git", "init", "--quiet", "--template=", "--initial-branch=main", template], check=True,
                               env=self.environment)
        shutil.copytree(template, self.path(at), dirs_exist_ok=True)

    def environment_with(self, env):
        """The environment with these variables; None removes one."""
        return {name: value for name, value in (self.environment | (env or {})).items() if value is not None}

    def asked(self, *arguments, at="r", env=None, prefix=(), stdin=b""):
        """What git itself does in exactly this environment, without options of ours."""
        return subprocess.run([*prefix, "git", *arguments], cwd=self.path(at), env=self.environment_with(env), input=stdin,
                              capture_output=True)

    def commit(self, at="r"):
        self.git("add", "--force", "--all", at=at)
        self.git("commit", "--quiet", "--allow-empty", "--message=files", at=at)

    def states(self):
        """`git status` of each repository, a list of its records."""
        found = {}
        for at in self.repositories:
            done = self.git("status", "--porcelain=v2", "-z", "--untracked-files=all", at=at, fails=True)
            found[at] = [done.returncode, *done.stdout.split(b"\0")]
        return found

    def check_branch(self, name, expected, at="r", base="HEAD"):
        """The branch differs from its base in exactly these files, and they have exactly these bytes."""
        listed = self.git("diff-tree", "-r", "-z", "--no-renames", base, f"refs/heads/{name}", at=at, fails=True)
        if listed.returncode:
            self.expect(not expected, f"branch {name} with {len(expected)} files", "there is no such branch")
            return
        parts = listed.stdout.split(b"\0")
        seen = {path: about.split(b" ")[3].decode() for about, path in zip(parts[::2], parts[1::2])}
        wanted = {raw(path): blob_id(content) for path, content in expected.items()}
        for path in sorted(seen.keys() | wanted.keys()):
            if path not in wanted:
                self.expect(False, f"{shown(path)} as in the base", "the branch changes it")
            elif path not in seen:
                self.expect(False, f"the fix of {shown(path)} on the branch", "the branch does not change it")
            else:
                self.expect(seen[path] == wanted[path], f"the fix of {shown(path)} on the branch", "other bytes there")

    def check_patch(self, patch, expected, at="r"):
        """`git apply` takes the patch, and it makes exactly these files."""
        before = snapshot(self.path(at))
        done = self.git("apply", "--whitespace=nowarn", "-", at=at, stdin=patch, fails=True)
        if not self.expect(done.returncode == 0, "a patch that git apply takes", shown(done.stderr[:200].strip())):
            return
        changes = Changes({raw(path): content for path, content in expected.items()}, may_touch_folders=True)
        for line in list(changes.unexpected(before, snapshot(self.path(at))))[:3]:
            self.expect(False, "git apply of the patch makes the fixed files and no other", line)

    # MARK: Redline

    def redline(self, *arguments, at="r", exits=0, files=None, branch=None, removed=(), plain=False, shell=None, stdin=b"",
                says=(), prints=(), silent=(), env=None, pass_fds=(), fsck=True):
        """Runs the program and checks all that must hold for each run.

        `files` are the files it has to write with their bytes, `branch` the branch it may move, as (repository, name).
        `says` must occur in standard error, `prints` in standard output, `silent` in neither. `plain` takes root's
        privileges away. `shell` is a script that ends with `exec "$@"`, to redirect or to change the folder. `env` has other
        values of environment variables, None for those to take away.
        """
        changes = self.changes(arguments, files, branch, removed)
        command = [*map(raw, [self.binary, *arguments])]
        if shell:
            command = [b"sh", b"-c", raw(shell), b"sh", *command]
        if plain and not os.geteuid():
            command = [*map(raw, without_privileges()), *command]
        # If nothing may change, every file of the repository is compared, and git has nothing to add.
        writes = bool(files or branch or removed)
        states, before = self.states() if writes else {}, snapshot(self.root)
        run = self.ended(command, at, stdin, self.environment_with(env), pass_fds)
        after = snapshot(self.root)
        if run is None:
            return Run(-1, b"", b"")
        self.check_run(run, exits, says, prints, silent)
        self.check_changes(changes, before, after)
        self.check_states(states, changes)
        # A run that writes files in place may not change the repository at all, and that was checked.
        if fsck and branch:
            self.check_objects()
        return run

    def changes(self, arguments, files, branch, removed):
        folder = None
        if branch:
            at, name = branch
            inner = os.path.join(raw(at), b".git")
            folder = (inner if os.path.isdir(self.path(inner)) else raw(at), raw(name))
        return Changes({raw(path): content for path, content in (files or {}).items()}, folder, tuple(map(raw, removed)),
                       may_touch_folders=bool(arguments) and arguments[0] == "apply")

    def ended(self, command, at, stdin, env, pass_fds):
        source = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
        try:
            done = subprocess.run(command, cwd=self.path(at), env=env, capture_output=True, timeout=TIME_LIMIT,
                                  pass_fds=pass_fds, **source)
        except subprocess.TimeoutExpired:
            self.expect(False, f"an end within {TIME_LIMIT} s", "still running")
            return None
        run = Run(done.returncode, done.stdout, done.stderr)
        self.runs.append((command, run))
        return run

    def check_run(self, run, exits, says, prints, silent):
        allowed = exits if isinstance(exits, tuple) else (exits,)
        first = shown(run.err.strip().split(b"\n")[0])[:150]
        self.expect(run.code in allowed, f"exit code {' or '.join(map(str, allowed))}", f"{run.code} ({first})")
        crash = CRASH.search(run.everything)
        self.expect(not crash and (run.code >= 0 or run.code in allowed), "no crash", f"{first}")
        for text in map(raw, strings(says)):
            self.expect(text in run.err, f"'{shown(text)}' on standard error", f"'{shown(run.err)[:300]}'")
        for text in map(raw, strings(prints)):
            self.expect(text in run.out, f"'{shown(text)}' on standard output", f"'{shown(run.out)[:300]}'")
        for text in map(raw, strings(silent)):
            self.expect(text not in run.everything, f"no '{shown(text)}'", f"'{shown(run.everything)[:300]}'")

    def check_changes(self, changes, before, after):
        leftovers = [path for path in after if b".redline-" in os.path.basename(path) and path not in before]
        self.expect(not leftovers, "no leftover files", ", ".join(map(shown, leftovers)))
        for path in leftovers:
            del after[path]
        lines = list(changes.unexpected(before, after))
        more = f" (and {len(lines) - 3} more)" if len(lines) > 3 else ""
        self.expect(not lines, "no change but the declared ones", "; ".join(lines[:3]) + more)

    def check_states(self, before, changes):
        """What git says is as before, but for the files that were to be written."""
        for at, records in self.states().items() if before else ():
            written = [os.path.relpath(path, raw(at)) for path in (*changes.files, *changes.removed)]

            def kept(records):
                return [record for record in records if not isinstance(record, bytes) or not names_one(record, written)]
            self.expect(kept(records) == kept(before[at]), f"git status of {at} as before", f"{records}"[:200])

    def check_objects(self):
        for at in self.repositories:
            done = self.git("fsck", "--strict", "--no-dangling", at=at, fails=True)
            noise = [line for line in done.stderr.split(b"\n") if line and b"notice:" not in line]
            self.expect(done.returncode == 0 and not noise, f"git fsck of {at} is clean", shown(b" ".join(noise))[:200])


def names_one(record, paths):
    """A record of `git status` is about one of these paths, or about a folder or submodule that has one."""
    path = record.removeprefix(b"? ") if record.startswith(b"? ") else record.split(b" ", 8)[-1]
    return any(written == path or written.startswith(path.rstrip(b"/") + b"/") for written in paths) and bool(path)


@functools.cache
def without_privileges():
    """How to run a program as root without root's privileges, so that permissions count."""
    prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    try:
        done = subprocess.run([*prefix, "true"], capture_output=True, text=True)
    except FileNotFoundError:
        raise Skip("setpriv is missing; it is in the package util-linux") from None
    if done.returncode:
        raise Skip(f"setpriv cannot take root's privileges away: {done.stderr.strip()}")
    return prefix


def strings(value):
    return (value,) if isinstance(value, (str, bytes)) else value


def blob_id(content):
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def remove(folder):
    """Deletes a case's folder, whatever permissions it was left with."""
    pending = [raw(folder)]
    while pending:
        path = pending.pop()
        os.chmod(path, 0o700)
        pending += [item.path for item in os.scandir(path) if item.is_dir(follow_symlinks=False)]
    shutil.rmtree(folder)
