"""Git's environment variables: Redline works on the repository, the work tree and the files that git works on."""

import os
import shlex

from cases import add, case
from repository import FIXED, LEAK
from snapshots import raw

GROUP = "git environment"
COMMANDS = {"preview": ["preview"], "preview --rev": ["preview", "--rev", "HEAD"], "apply --branch": ["apply", "--branch", "fixes"]}


def build(box):
    """Two repositories with a subfolder, a bare one, a work tree without .git, a linked work tree, and a plain folder."""
    for name in ("r", "other"):
        box.repository({f"{name}1.py": LEAK, f"sub/{name}2.py": LEAK, f"{name}.txt": b"text\n"}, at=name)
    box.git("clone", "--quiet", "--bare", "--template=", "other", "bare.git", at=".")
    box.git("worktree", "add", "--quiet", "--detach", "../linked")
    for path in ("tree/r1.py", "tree/sub/r2.py", "tree/new.py", "plain/p.py"):
        box.write(path)
    box.link("r", "link")


def filled(box, env):
    return {name: value and value.replace("{}", os.fsdecode(box.root)) for name, value in env.items()}


def names(listed):
    return sorted(os.path.basename(path) for path in listed.split(b"\0") if path.endswith(b".py"))


def git_folder(box, at, env):
    """Git's own folder relative to the case's, or None where git finds no repository."""
    done = box.asked("rev-parse", "--path-format=absolute", "--git-common-dir", at=at, env=env)
    found = os.path.realpath(done.stdout.strip())
    return None if done.returncode else os.fsdecode(os.path.relpath(found, os.path.realpath(box.root)))


def patched(patch):
    return sorted(os.path.basename(line[6:]) for line in patch.split(b"\n") if line.startswith(b"+++ b/"))


def as_git(box, at, env, command, make=build):
    """Git in the same folder and environment says which repository it is, and which files are its."""
    make(box)
    env = filled(box, env)
    folder = git_folder(box, at, env)
    listing = ["ls-files", "-z", "-co", "--exclude-standard"] if command == "preview" else ["ls-tree", "-rz", "--name-only", "HEAD"]
    listed = box.asked(*listing, at=at, env=env)
    if folder is None or listed.returncode:
        # Outside of git, preview reads the folder; a repository that is named and not there is an error.
        is_plain = command == "preview" and "GIT_DIR" not in env and "GIT_WORK_TREE" not in env
        run = box.redline(*COMMANDS[command], at=at, env=env, exits=(0, 1) if is_plain else 2)
        box.expect(is_plain or not run.out, "nothing on standard output", run.out[:100])
        return
    # git lists tracked files that are not on disk too; preview reads what is there.
    paths = [path for path in listed.stdout.split(b"\0") if command != "preview" or os.path.exists(box.path(at, path))]
    wanted = names(b"\0".join(paths))
    if command == "apply --branch":
        box.redline(*COMMANDS[command], at=at, env=env, branch=(folder, "fixes"))
        done = box.asked("diff-tree", "-r", "-z", "--name-only", "HEAD", "fixes", at=at, env=env)
        box.expect(names(done.stdout) == wanted, f"a branch with {wanted}", (names(done.stdout), done.stderr[:100]))
    else:
        run = box.redline(*COMMANDS[command], at=at, env=env, exits=1 if wanted else 0)
        box.expect(patched(run.out) == wanted, f"a patch of {wanted}", patched(run.out))


# Folder and variables; {} is the case's folder.
PLACES = {
    "GIT_DIR, absolute": ("plain", {"GIT_DIR": "{}/r/.git"}),
    "GIT_DIR, relative": ("r", {"GIT_DIR": ".git"}),
    "GIT_DIR, relative, upwards": ("r/sub", {"GIT_DIR": "../.git", "GIT_WORK_TREE": ".."}),
    "GIT_DIR from a subfolder, which is then the work tree": ("r/sub", {"GIT_DIR": "../.git"}),
    "GIT_DIR of another repository": ("r", {"GIT_DIR": "{}/other/.git"}),
    "GIT_DIR through a link": ("r", {"GIT_DIR": "{}/link/.git", "GIT_WORK_TREE": "{}/r"}),
    "GIT_DIR of a linked work tree": ("linked", {"GIT_DIR": "{}/r/.git/worktrees/linked"}),
    "GIT_DIR is a .git file": ("linked", {"GIT_DIR": "{}/linked/.git"}),
    "GIT_DIR of a bare repository": ("plain", {"GIT_DIR": "{}/bare.git"}),
    "GIT_DIR of a bare repository, in it": ("bare.git", {"GIT_DIR": "."}),
    "GIT_DIR of a bare repository with GIT_WORK_TREE": ("tree", {"GIT_DIR": "{}/bare.git", "GIT_WORK_TREE": "{}/tree"}),
    "GIT_DIR and GIT_WORK_TREE": ("tree", {"GIT_DIR": "{}/r/.git", "GIT_WORK_TREE": "{}/tree"}),
    "GIT_DIR and GIT_WORK_TREE, in a subfolder": ("tree/sub", {"GIT_DIR": "{}/r/.git", "GIT_WORK_TREE": "{}/tree"}),
    "GIT_DIR and a relative GIT_WORK_TREE": ("tree/sub", {"GIT_DIR": "../../r/.git", "GIT_WORK_TREE": ".."}),
    "GIT_DIR that is not there": ("r", {"GIT_DIR": "{}/nowhere/.git"}),
    "GIT_DIR that is not a repository": ("r", {"GIT_DIR": "{}/plain"}),
    "GIT_DIR that is a file": ("r", {"GIT_DIR": "{}/r/r.txt"}),
    "GIT_WORK_TREE alone": ("r", {"GIT_WORK_TREE": "{}/r"}),
    "GIT_WORK_TREE alone, from a subfolder": ("r/sub", {"GIT_WORK_TREE": "{}/r"}),
    "GIT_COMMON_DIR, the same": ("r", {"GIT_COMMON_DIR": "{}/r/.git"}),
    "GIT_COMMON_DIR and GIT_DIR, the same": ("linked", {"GIT_COMMON_DIR": "{}/r/.git", "GIT_DIR": "{}/r/.git/worktrees/linked"}),
    "GIT_CEILING_DIRECTORIES above the repository": ("r/sub", {"GIT_CEILING_DIRECTORIES": "{}"}),
    "GIT_CEILING_DIRECTORIES at the repository": ("r/sub", {"GIT_CEILING_DIRECTORIES": "{}/r"}),
    "GIT_CEILING_DIRECTORIES with a last slash": ("r/sub", {"GIT_CEILING_DIRECTORIES": "{}/r/"}),
    "GIT_CEILING_DIRECTORIES, several": ("r/sub", {"GIT_CEILING_DIRECTORIES": "/nowhere:{}/r:/tmp"}),
    "GIT_CEILING_DIRECTORIES, a relative one": ("r/sub", {"GIT_CEILING_DIRECTORIES": "..:r"}),
    "GIT_CEILING_DIRECTORIES, the current folder": ("r/sub", {"GIT_CEILING_DIRECTORIES": "{}/r/sub"}),
    "GIT_CEILING_DIRECTORIES, the current folder is the root": ("r", {"GIT_CEILING_DIRECTORIES": "{}/r"}),
    "GIT_CEILING_DIRECTORIES through a link": ("r/sub", {"GIT_CEILING_DIRECTORIES": "{}/link"}),
    "GIT_CEILING_DIRECTORIES through a link, after an empty one": ("r/sub", {"GIT_CEILING_DIRECTORIES": ":{}/link"}),
    "GIT_CEILING_DIRECTORIES and GIT_DIR": ("r/sub", {"GIT_CEILING_DIRECTORIES": "{}/r", "GIT_DIR": "{}/r/.git",
                                                      "GIT_WORK_TREE": "{}/r"}),
    "GIT_NAMESPACE": ("r", {"GIT_NAMESPACE": "team"}),
    "GIT_OBJECT_DIRECTORY, its own": ("r", {"GIT_OBJECT_DIRECTORY": "{}/r/.git/objects"}),
    "GIT_ALTERNATE_OBJECT_DIRECTORIES, not needed": ("r", {"GIT_ALTERNATE_OBJECT_DIRECTORIES": "{}/other/.git/objects"}),
    "GIT_IMPLICIT_WORK_TREE, which git sets for itself": ("r", {"GIT_IMPLICIT_WORK_TREE": "1"}),
}
for label, (at, env) in PLACES.items():
    for command in COMMANDS:
        # A bare repository has no files to look at without --rev.
        if command != "preview" or "GIT_DIR of a bare repository" not in label or "WORK_TREE" in label:
            add(GROUP, f"{label}: {command}", as_git, at, env, command)


# MARK: core.worktree

def elsewhere(box, value):
    build(box)
    box.git("config", "core.worktree", value.replace("{}", os.fsdecode(box.root)))
    box.repositories.remove("r")


for label, value in {"absolute": "{}/tree", "relative": "../../tree"}.items():
    for command in ("preview", "apply --branch"):
        add(GROUP, f"core.worktree, {label}: {command}", as_git, "tree", {"GIT_DIR": "{}/r/.git"}, command,
            lambda box, value=value: elsewhere(box, value))


@case(GROUP, "core.worktree that is not there")
def missing_work_tree(box):
    elsewhere(box, "{}/nowhere")
    box.expect(box.asked("commit", "--allow-empty", "-m", "x").returncode, "git commit refuses", "a commit")
    box.redline("apply", "--branch", "fixes", exits=2, says="nowhere")


@case(GROUP, "the work tree of GIT_WORK_TREE is another folder: all of it")
def outside_of_work_tree(box):
    build(box)
    env = filled(box, {"GIT_DIR": "{}/other/.git", "GIT_WORK_TREE": "{}/other"})
    listed = box.asked("ls-files", "*.py", env=env).stdout.decode().split()
    box.redline("apply", "--branch", "fixes", env=env, branch=("other", "fixes"))
    box.check_branch("fixes", {path: FIXED for path in listed}, at="other")


@case(GROUP, "the work tree of GIT_WORK_TREE is another folder: one file of it")
def file_outside_of_work_tree(box):
    build(box)
    env = filled(box, {"GIT_DIR": "{}/other/.git", "GIT_WORK_TREE": "{}/other"})
    box.redline("apply", "--branch", "one", "../other/other1.py", env=env, branch=("other", "one"))
    box.check_branch("one", {"other1.py": FIXED}, at="other")


# MARK: Variables that change what is in the repository

@case(GROUP, "GIT_COMMON_DIR of another repository")
def other_common_folder(box):
    build(box)
    box.redline("apply", "--branch", "fixes", env={"GIT_COMMON_DIR": os.fsdecode(box.path("other/.git"))}, exits=2,
                says="GIT_COMMON_DIR")


@case(GROUP, "GIT_QUARANTINE_PATH: no branch moves")
def quarantine(box):
    box.repository()
    env = {"GIT_QUARANTINE_PATH": os.fsdecode(box.path("r/.git/objects"))}
    box.expect(box.asked("update-ref", "refs/heads/x", "HEAD", env=env).returncode, "a refusal of git", "none")
    box.redline("apply", "--branch", "fixes", env=env, exits=2, says="GIT_QUARANTINE_PATH")
    run = box.redline("preview", "--rev", "HEAD", env=env, exits=1)
    box.check_patch(run.out, {"a.py": FIXED})


@case(GROUP, "GIT_INDEX_FILE: what is tracked")
def other_index(box):
    box.repository({"a.py": LEAK, "build/b.py": LEAK, ".gitignore": b"build/\n"})
    env = {"GIT_INDEX_FILE": os.fsdecode(box.path("index"))}
    box.asked("read-tree", "HEAD", env=env)
    box.asked("rm", "--cached", "-q", "build/b.py", env=env)
    run = box.redline("preview", env=env, exits=1)
    box.expect(patched(run.out) == [b"a.py"], "a patch of a.py alone", patched(run.out))
    run = box.redline("preview", exits=1)
    box.expect(patched(run.out) == [b"a.py", b"b.py"], "without it a patch of both", patched(run.out))


@case(GROUP, "GIT_INDEX_FILE, relative")
def relative_index(box):
    box.repository({"a.py": LEAK, "sub/b.py": LEAK})
    os.rename(box.path("r/.git/index"), box.path("r/.git/second"))
    env = {"GIT_INDEX_FILE": ".git/second"}
    status = box.asked("status", "--porcelain", env=env, at="r/sub").stdout
    box.redline("apply", "--in-place", at="r/sub", env=env, exits=2 if status else 0,
                files=None if status else {"r/sub/b.py": FIXED})


@case(GROUP, "GIT_INDEX_FILE that is not there: nothing is tracked")
def missing_index(box):
    box.repository()
    box.redline("apply", "--in-place", env={"GIT_INDEX_FILE": os.fsdecode(box.path("nowhere"))}, exits=2, says="a.py")


def other_store(box, variable):
    """The objects are elsewhere; git finds them through the variable alone."""
    box.repository()
    os.rename(box.path("r/.git/objects"), box.path("store"))
    os.mkdir(box.path("r/.git/objects"))
    box.repositories.remove("r")
    return {variable: os.fsdecode(box.path("store"))}


def reads_store(box, variable):
    env = other_store(box, variable)
    box.expect(not box.asked("cat-file", "-e", "HEAD^{tree}", env=env).returncode, "objects that git finds", "none")
    run = box.redline("preview", "--rev", "HEAD", env=env, exits=1)
    box.expect(patched(run.out) == [b"a.py"], "a patch of a.py", run.err[:200])


for variable in ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"):
    add(GROUP, f"{variable}: preview --rev", reads_store, variable)


@case(GROUP, "GIT_OBJECT_DIRECTORY: apply --branch writes objects there, or refuses")
def writes_store(box):
    env = other_store(box, "GIT_OBJECT_DIRECTORY")
    box.asked("-c", "gc.auto=0", "repack", "-adq", env=env)
    head = box.asked("rev-parse", "HEAD", env=env).stdout
    done = box.ended([raw(box.binary), b"apply", b"--branch", b"fixes"], "r", b"", box.environment_with(env), ())
    if done and done.code == 0:
        seen = box.asked("show", "fixes:a.py", env=env)
        box.expect(seen.stdout == FIXED, "a commit that git reads there", seen.stderr)
        box.expect(not [path for _, _, files in os.walk(box.path("r/.git/objects")) for path in files], "objects there only", "others")
    else:
        box.expect(done and done.code == 2 and b"GIT_OBJECT_DIRECTORY" in done.err, "exit code 2 with its name", done)
    box.expect(box.asked("rev-parse", "HEAD", env=env).stdout == head, "HEAD as before", "another")


@case(GROUP, "GIT_DIR with a nested repository: its files belong to it")
def nested(box):
    box.repository({"a.py": LEAK})
    box.repository({"n.py": LEAK}, at="r/nested")
    box.write("r/nested/n.py", LEAK + b"# edited\n")
    env = {"GIT_DIR": os.fsdecode(box.path("r/.git")), "GIT_WORK_TREE": os.fsdecode(box.path("r"))}
    box.redline("apply", "--in-place", "a.py", "nested/n.py", env=env, exits=2, says=("n.py", "nothing was written"))


# MARK: Within git's own hooks

def in_hook(box, hook, commit, arguments, place):
    """The hook runs Redline in the environment that git gives it, and keeps what it printed."""
    box.repository({"a.py": LEAK, "b.py": LEAK})
    if place == "linked":
        box.git("worktree", "add", "--quiet", "--detach", "../linked")
    at = "r" if place == "r" else "linked"
    output = shlex.quote(os.fsdecode(box.path("output")))
    words = " ".join(map(shlex.quote, [box.binary, *arguments]))
    box.write("r/.git/hooks/" + hook, f"#!/bin/sh\n{words} >{output} 2>{output}.err\necho $? >{output}.code\n".encode(), 0o755)
    box.write(f"{at}/a.py", LEAK + b"# edited\n")
    if commit == []:
        box.git("add", "a.py", at=at)
    done = box.asked("commit", "-qm", "edited", *commit, at=at)
    box.runs.append(([raw(word) for word in arguments], done_run(box)))
    box.expect(done.returncode == 0, "a commit", done.stderr)
    code, error = box.read("output.code").strip(), box.read("output.err")
    if arguments[0] == "preview":
        box.expect(code == b"1" and patched(box.read("output")) == [b"a.py", b"b.py"], "a patch of a.py and b.py", (code, error))
    else:
        box.expect(code == b"0", "exit code 0", (code, error))
        box.check_branch("fixes", {"a.py": FIXED + b"# edited\n", "b.py": FIXED}, at=at)
    status = box.asked("status", "--porcelain", at=at).stdout
    box.expect(not status, "a clean git status", status)
    box.check_objects()


def done_run(box):
    from repository import Run
    return Run(int(box.read("output.code")), box.read("output"), box.read("output.err"))


for place in ("r", "linked"):
    for label, commit in {"git commit": [], "git commit -a": ["-a"], "git commit FILE": ["a.py"]}.items():
        for hook, arguments in (("pre-commit", ["preview"]), ("post-commit", ["preview"]), ("pre-commit", ["preview", "--rev", "HEAD"]),
                                ("post-commit", ["apply", "--branch", "fixes"])):
            where = "a linked work tree" if place == "linked" else "the main work tree"
            add(GROUP, f"{hook} of {label} in {where}: {' '.join(arguments[:2])}", in_hook, hook, commit, arguments, place)
