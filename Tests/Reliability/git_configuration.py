"""Git's configuration: every source that git reads, in git's order, or an error where git has one."""

import os
import shlex

from cases import add, case
from repository import FIXED, LEAK, Run
from snapshots import raw

GROUP = "git configuration"
# Only these sources name a user.
BARE = {f"GIT_{role}_{what}": None for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
OPEN = BARE | {"GIT_CONFIG_GLOBAL": None}
EMAIL = b"[user]\n\temail = e@example.org\n"


def user(name):
    return f"[user]\n\tname = {name}\n\temail = {name.lower()}@example.org\n".encode()


def at_home(box, path, content):
    full = os.path.join(box.home, raw(path))
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "wb") as file:
        file.write(content)


def filled(box, text):
    return text.replace(b"{}", box.root) if isinstance(text, bytes) else text.replace("{}", os.fsdecode(box.root))


def build(box, local=b"", home=(), files=()):
    box.repository({"a.py": LEAK})
    for path, content in dict(home).items():
        at_home(box, path, filled(box, content))
    for path, content in dict(files).items():
        box.write(path, filled(box, content))
    with open(box.path("r/.git/config"), "ab") as file:
        file.write(filled(box, local))


# MARK: Who the author is

def author(box, env, expected, **sources):
    """`git commit-tree` in the same environment says who it is."""
    build(box, **sources)
    env = OPEN | {name: value and filled(box, value) for name, value in env.items()}
    made = box.asked("commit-tree", "-m", "x", "HEAD^{tree}", env=env)
    if made.returncode:
        box.expect(expected is None, f"git's commit by {expected}", made.stderr[:200])
        box.redline("apply", "--branch", "fixes", env=env, exits=2)
        return
    wanted = box.asked("show", "-s", "--format=%an <%ae>", made.stdout.decode().strip()).stdout.strip()
    box.expect(expected is not None and wanted.startswith(raw(expected)), f"git's commit by {expected}", wanted)
    box.redline("apply", "--branch", "fixes", env=env, branch=("r", "fixes"))
    seen = box.git("log", "-1", "--format=%an <%ae>", "fixes", fails=True).stdout.strip()
    box.expect(seen == wanted, f"a commit by {wanted}", seen)


def by_count(*entries):
    env = {"GIT_CONFIG_COUNT": str(len(entries))}
    for number, (key, value) in enumerate(entries):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return env


HOME = {".gitconfig": user("Home")}
XDG = {".config/git/config": user("Xdg")}
SYSTEM = {"GIT_CONFIG_NOSYSTEM": None, "GIT_CONFIG_SYSTEM": "{}/system"}
AUTHORS = {
    "~/.gitconfig": ({}, "Home", {"home": HOME}),
    "~/.config/git/config": ({}, "Xdg", {"home": XDG}),
    "~/.gitconfig before ~/.config/git/config": ({}, "Home", {"home": HOME | XDG}),
    "the rest from ~/.config/git/config": ({}, "Home", {"home": {".gitconfig": b"[user]\n\tname = Home\n", ".config/git/config": EMAIL}}),
    "XDG_CONFIG_HOME": ({"XDG_CONFIG_HOME": "{}/xdg"}, "Set", {"home": XDG, "files": {"xdg/git/config": user("Set")}}),
    "XDG_CONFIG_HOME, empty": ({"XDG_CONFIG_HOME": ""}, "Xdg", {"home": XDG}),
    "GIT_CONFIG_GLOBAL replaces both": ({"GIT_CONFIG_GLOBAL": "{}/global"}, "Global", {"home": HOME | XDG, "files":
                                                                                         {"global": user("Global")}}),
    "GIT_CONFIG_GLOBAL, relative": ({"GIT_CONFIG_GLOBAL": "../global"}, "Global", {"home": HOME, "files": {"global": user("Global")}}),
    "GIT_CONFIG_GLOBAL that is not there": ({"GIT_CONFIG_GLOBAL": "{}/nowhere"}, "Local", {"local": user("Local"), "home": HOME}),
    "GIT_CONFIG_SYSTEM": (SYSTEM, "System", {"files": {"system": user("System")}}),
    "~/.gitconfig before GIT_CONFIG_SYSTEM": (SYSTEM, "Home", {"home": HOME, "files": {"system": user("System")}}),
    "GIT_CONFIG_NOSYSTEM": (SYSTEM | {"GIT_CONFIG_NOSYSTEM": "1"}, "Local", {"local": user("Local"), "files": {"system": b"[broken\n"}}),
    "GIT_CONFIG_NOSYSTEM=0": (SYSTEM | {"GIT_CONFIG_NOSYSTEM": "0"}, "System", {"files": {"system": user("System")}}),
    "GIT_CONFIG_NOSYSTEM=false": (SYSTEM | {"GIT_CONFIG_NOSYSTEM": "false"}, "System", {"files": {"system": user("System")}}),
    ".git/config before ~/.gitconfig": ({}, "Local", {"local": user("Local"), "home": HOME}),
    "config.worktree": ({}, "Worktree", {"local": user("Local") + b"[extensions]\n\tworktreeConfig = true\n",
                                         "files": {"r/.git/config.worktree": user("Worktree")}}),
    "config.worktree without the extension": ({}, "Local", {"local": user("Local"), "files": {"r/.git/config.worktree": user("Worktree")}}),
    "config.worktree, extension in ~/.gitconfig": ({}, "Local", {"local": user("Local"), "files": {"r/.git/config.worktree": user("W")},
                                                                 "home": {".gitconfig": b"[extensions]\n\tworktreeConfig = true\n"}}),
    "GIT_CONFIG_COUNT": (by_count(("user.name", "Count"), ("user.email", "c@example.org")), "Count", {"local": user("Local")}),
    "GIT_CONFIG_COUNT, the last counts": (by_count(("user.name", "One"), ("user.name", "Two")), "Two", {"local": user("Local")}),
    "GIT_CONFIG_COUNT, names in capitals": (by_count(("USER.NAME", "Count")), "Count", {"local": user("Local")}),
    "GIT_CONFIG_COUNT=0": ({"GIT_CONFIG_COUNT": "0", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "X"}, "Local",
                           {"local": user("Local")}),
    "GIT_CONFIG_COUNT, empty": ({"GIT_CONFIG_COUNT": ""}, "Local", {"local": user("Local")}),
    "GIT_CONFIG_COUNT, user.useConfigOnly without an address": (by_count(("user.useConfigOnly", "true")), None, {}),
    "GIT_CONFIG_COUNT is no number": ({"GIT_CONFIG_COUNT": "x"}, None, {"local": user("Local")}),
    "GIT_CONFIG_COUNT is negative": ({"GIT_CONFIG_COUNT": "-1"}, None, {"local": user("Local")}),
    "GIT_CONFIG_COUNT is too large": ({"GIT_CONFIG_COUNT": "99999999999"}, None, {"local": user("Local")}),
    "GIT_CONFIG_COUNT without the key": ({"GIT_CONFIG_COUNT": "1"}, None, {"local": user("Local")}),
    "GIT_CONFIG_COUNT without the value": ({"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name"}, None, {"local": user("Local")}),
    "GIT_CONFIG_COUNT with an empty key": (by_count(("", "x")), None, {"local": user("Local")}),
    "GIT_CONFIG_COUNT with a key without a dot": (by_count(("user", "x")), None, {"local": user("Local")}),
    "GIT_CONFIG_PARAMETERS": ({"GIT_CONFIG_PARAMETERS": "'user.name'='Given'"}, "Given", {"local": user("Local")}),
    "GIT_CONFIG_PARAMETERS, the old form": ({"GIT_CONFIG_PARAMETERS": "'user.name=Given'"}, "Given", {"local": user("Local")}),
    "GIT_CONFIG_PARAMETERS with a quote": ({"GIT_CONFIG_PARAMETERS": "'user.name'='O'\\''Neil'"}, "O'Neil", {"local": user("Local")}),
    "GIT_CONFIG_PARAMETERS, the last counts": ({"GIT_CONFIG_PARAMETERS": "'user.name'='One' 'user.name'='Two'"}, "Two",
                                               {"local": user("Local")}),
    "GIT_CONFIG_PARAMETERS that is malformed": ({"GIT_CONFIG_PARAMETERS": "user.name=X"}, None, {"local": user("Local")}),
    "GIT_CONFIG_PARAMETERS after GIT_CONFIG_COUNT": (by_count(("user.name", "Count")) | {"GIT_CONFIG_PARAMETERS": "'user.name'='Given'"},
                                                     "Given", {"local": user("Local")}),
    "include.path, relative": ({}, "In", {"local": user("Local") + b"[include]\n\tpath = extra\n", "files": {"r/.git/extra": user("In")}}),
    "include.path, absolute": ({}, "In", {"local": b"[include]\n\tpath = {}/extra\n", "files": {"extra": user("In")}}),
    "include.path, ~/": ({}, "In", {"local": b"[include]\n\tpath = ~/extra\n", "home": {"extra": user("In")}}),
    "include.path that is not there": ({}, "Local", {"local": user("Local") + b"[include]\n\tpath = nowhere\n"}),
    "include.path before the name": ({}, "Local", {"local": b"[include]\n\tpath = extra\n" + user("Local"),
                                                   "files": {"r/.git/extra": user("In")}}),
    "include.path in GIT_CONFIG_COUNT": (by_count(("include.path", "{}/extra")), "In", {"local": user("Local"),
                                                                                       "files": {"extra": user("In")}}),
    "include.path, relative, in GIT_CONFIG_COUNT": (by_count(("include.path", "extra")), None, {"local": user("Local")}),
    "include.path in an included file": ({}, "Two", {"local": b"[include]\n\tpath = one\n", "files":
                                                     {"r/.git/one": b"[include]\n\tpath = two\n", "r/.git/two": user("Two")}}),
    "include.path in a loop": ({}, None, {"local": user("Local") + b"[include]\n\tpath = config\n"}),
    "an included file that is broken": ({}, None, {"local": user("Local") + b"[include]\n\tpath = extra\n",
                                                   "files": {"r/.git/extra": b"[user\n"}}),
    ".git/config is broken": ({}, None, {"local": user("Local") + b"[broken\n"}),
    "~/.gitconfig is broken": ({}, None, {"local": user("Local"), "home": {".gitconfig": b"[user]\n\tname = \"X\n"}}),
    "~/.config/git/config is broken": ({}, None, {"local": user("Local"), "home": {".config/git/config": b"= x\n"}}),
    "GIT_CONFIG_SYSTEM is broken": (SYSTEM, None, {"local": user("Local"), "files": {"system": b"[user\n"}}),
    "config.worktree is broken": ({}, None, {"local": user("Local") + b"[extensions]\n\tworktreeConfig = true\n",
                                             "files": {"r/.git/config.worktree": b"[user\n"}}),
    "a name without a value": ({}, None, {"local": user("Local") + b"[user]\n\tname\n"}),
    "a byte order mark": ({}, "Home", {"home": {".gitconfig": b"\xef\xbb\xbf" + user("Home")}}),
    "Windows lines": ({}, "Home", {"home": {".gitconfig": user("Home").replace(b"\n", b"\r\n")}}),
}
CONDITIONS = {"gitdir:{}/r/": 1, "gitdir:{}/r/.git": 1, "gitdir:{}/": 1, "gitdir:{}/R/": 0, "gitdir/i:{}/R/": 1, "gitdir:{}/other/": 0,
              "gitdir:r/": 1, "gitdir:**/r/**": 1, "gitdir:{}/r": 0, "gitdir:./": 0, "onbranch:main": 1, "onbranch:other": 0, "onbranch:ma*": 1,
              "onbranch:main/": 0, "nothing:x": 0}
for condition, holds in CONDITIONS.items():
    text = b'[includeIf "%s"]\n\tpath = {}/extra\n' % condition.encode()
    AUTHORS[f"includeIf {condition}"] = ({}, "In" if holds else "Home", {"home": {".gitconfig": user("Home") + text}, "files":
                                                                              {"extra": user("In")}})
for label, (env, expected, sources) in AUTHORS.items():
    add(GROUP, f"author: {label}", author, env, expected, **sources)


# A remote's address as a condition: libgit2 does not know it, so that a refusal is right too.
def by_remote(box, pattern):
    build(box, home={".gitconfig": user("Home") + b'[includeIf "hasconfig:remote.*.url:' + pattern + b'"]\n\tpath = {}/extra\n'},
          files={"extra": b"[user]\n\tname = In\n"}, local=b"[remote \"o\"]\n\turl = https://example.org/a\n")
    ident = box.asked("var", "GIT_AUTHOR_IDENT", env=OPEN).stdout
    done = box.ended([raw(box.binary), b"apply", b"--branch", b"fixes"], "r", b"", box.environment_with(OPEN), ())
    if done and done.code == 0:
        seen = box.git("log", "-1", "--format=%an <%ae>", "fixes").strip()
        box.expect(ident.startswith(seen), f"a commit by {ident}", seen)
    else:
        box.expect(done and done.code == 2 and b"hasconfig" in done.err, "exit code 2 with 'hasconfig'", done)


for pattern in (b"https://example.org/**", b"https://other.org/**"):
    add(GROUP, f"author: includeIf hasconfig:remote.*.url:{pattern.decode()}", by_remote, pattern)


@case(GROUP, "author: git -c with an alias")
def alias(box):
    build(box)
    words = shlex.join([box.binary, "apply", "--branch", "fixes"])
    done = box.asked("-c", f"alias.r=!{words}", "-c", "user.name=Alias", "-c", "user.email=a@example.org", "r", env=OPEN)
    box.runs.append(([b"git", b"r"], Run(done.returncode, done.stdout, done.stderr)))
    box.expect(done.returncode == 0, "exit code 0", done.stderr)
    seen = box.git("log", "-1", "--format=%an", "fixes", fails=True).stdout.strip()
    box.expect(seen == b"Alias", "a commit by Alias", seen)


# MARK: Broken files are named

BROKEN = {".git/config": {"local": b"[broken\n"}, "~/.gitconfig": {"home": {".gitconfig": b"\n\n[user\n"}}}
for label, sources in BROKEN.items():
    for command in (["preview"], ["preview", "--rev", "HEAD"], ["apply", "--branch", "fixes"], ["apply", "--in-place"]):
        def named(box, command, label, sources):
            build(box, **sources)
            box.expect(box.asked("status", env=OPEN).returncode == 128, "git dies", "it works")
            box.redline(*command, env=OPEN, exits=2, says=os.path.basename(label))
        add(GROUP, f"{label} is broken: {' '.join(command[:2])}", named, command, label, sources)


# MARK: Which files are ignored

def ignored(box, env, sources):
    """`git check-ignore` in the same environment says whether b.py is."""
    build(box, **sources)
    box.write("r/b.py")
    box.write("patterns", b"b.py\n")
    env = OPEN | {name: value and filled(box, value) for name, value in env.items()}
    done = box.asked("check-ignore", "-q", "b.py", env=env)
    run = box.redline("preview", env=env, exits=1)
    seen, wanted = b"+++ b/b.py" in run.out, done.returncode == 1
    box.expect(seen == wanted, f"b.py {'in the patch' if wanted else 'ignored'}", run.out[:200] + run.err[:200])


EXCLUDES = b"[core]\n\texcludesFile = {}/patterns\n"
IGNORES = {
    ".git/config": ({}, {"local": EXCLUDES}), "~/.gitconfig": ({}, {"home": {".gitconfig": EXCLUDES}}),
    "~/.config/git/config": ({}, {"home": {".config/git/config": EXCLUDES}}),
    "GIT_CONFIG_GLOBAL": ({"GIT_CONFIG_GLOBAL": "{}/global"}, {"files": {"global": EXCLUDES}}),
    "GIT_CONFIG_SYSTEM": (SYSTEM, {"files": {"system": EXCLUDES}}), "GIT_CONFIG_COUNT": (by_count(("core.excludesFile", "{}/patterns")), {}),
    "GIT_CONFIG_PARAMETERS": ({"GIT_CONFIG_PARAMETERS": "'core.excludesfile'='{}/patterns'"}, {}),
    "config.worktree": ({}, {"local": b"[extensions]\n\tworktreeConfig = true\n", "files": {"r/.git/config.worktree": EXCLUDES}}),
    "an included file": ({}, {"local": b"[include]\n\tpath = extra\n", "files": {"r/.git/extra": EXCLUDES}}),
    "no configuration, ~/.config/git/ignore": ({}, {"home": {".config/git/ignore": b"b.py\n"}}),
    "no configuration, XDG_CONFIG_HOME": ({"XDG_CONFIG_HOME": "{}/xdg"}, {"files": {"xdg/git/ignore": b"b.py\n"}}),
    "~/ in the path": ({}, {"local": b"[core]\n\texcludesFile = ~/mine\n", "home": {"mine": b"b.py\n"}}),
    "relative": ({}, {"local": b"[core]\n\texcludesFile = ../patterns\n"}),
    "emptied by GIT_CONFIG_COUNT": (by_count(("core.excludesFile", "")), {"local": EXCLUDES}),
    "core.excludesFile replaces ~/.config/git/ignore": (by_count(("core.excludesFile", "/dev/null")), {"home": {".config/git/ignore": b"b.py\n"}}),
    "core.ignoreCase": (by_count(("core.ignoreCase", "true")), {"files": {"r/.gitignore": b"B.PY\n"}}),
}
for label, (env, sources) in IGNORES.items():
    add(GROUP, f"core.excludesFile: {label}", ignored, env, sources)


# MARK: What counts as a change

def dirty(box, key, value, source):
    """`git status` says whether a file with Windows lines, or a mode of its own, has changed."""
    build(box)
    if key == "core.autocrlf":
        box.write("r/a.py", LEAK.replace(b"\n", b"\r\n"))
    else:
        os.chmod(box.path("r/a.py"), 0o755)
    section, name = key.split(".")
    text = f"[{section}]\n\t{name} = {value}\n".encode()
    env = dict(OPEN)
    if source == "GIT_CONFIG_COUNT":
        env |= by_count((key, value))
    elif source == "GIT_CONFIG_GLOBAL":
        box.write("global", text)
        env |= {"GIT_CONFIG_GLOBAL": os.fsdecode(box.path("global"))}
    else:
        at_home(box, ".gitconfig", text)
    if key == "core.filemode":
        box.git("config", "--unset", "core.filemode")
    box.repositories.remove("r")
    # Without it, git status compares sizes and not contents.
    box.asked("add", "a.py", env=env)
    is_clean = not box.asked("status", "--porcelain", env=env).stdout
    fixed = FIXED.replace(b"\n", b"\r\n") if key == "core.autocrlf" else FIXED
    box.redline("apply", "--in-place", env=env, exits=0 if is_clean else 2, files={"r/a.py": fixed} if is_clean else None)


for source in ("GIT_CONFIG_COUNT", "GIT_CONFIG_GLOBAL", "~/.gitconfig"):
    for key, values in {"core.autocrlf": ("true", "input", "false"), "core.filemode": ("true", "false")}.items():
        for value in values:
            add(GROUP, f"{key}={value} in {source}: what counts as a change", dirty, key, value, source)
