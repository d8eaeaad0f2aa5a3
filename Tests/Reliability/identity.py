"""Author, committer and dates of commits: the same as in a commit of the real git, or a refusal."""

import shutil
import subprocess

from cases import add, case
from repository import FALLBACK, FIXED, LEAK

ROLES = ("AUTHOR", "COMMITTER")
# No identity but that of the configuration and the machine.
NOBODY = {f"GIT_{role}_{what}": None for role in ROLES for what in ("NAME", "EMAIL")} | {"EMAIL": None}
NOW = {f"GIT_{role}_DATE": None for role in ROLES}
USER = "[user]\n\tname = U N\n\temail = u@example.org\n"


def prepared(box, local, everywhere):
    box.repository()
    with open(box.path("r/.git/config"), "a", encoding="utf-8") as file:
        file.write(local)
    if everywhere:
        with open(box.home + b"/.gitconfig", "w", encoding="utf-8") as file:
            file.write(everywhere)
    shutil.copytree(box.path("r"), box.path("copy"), symlinks=True)


def header(box, commit, at):
    """The lines of author and committer, byte for byte, and who is in the log of the branch."""
    lines = box.git("cat-file", "commit", commit, at=at).split(b"\n")
    written = [line for line in lines[:lines.index(b"")] if not line.startswith((b"tree ", b"parent "))]
    with open(box.path(at, ".git/logs/refs/heads", commit), "rb") as file:
        log = file.read().strip().split(b"\n")[-1]
    return written, log.split(b"\t")[0].split(b" ", 2)[2]


def without_seconds(line):
    parts = line.split(b" ")
    return parts[:-2] + parts[-1:], int(parts[-2])


def are_equal(ours, gits, is_now):
    """Two runs that date their commits themselves are some seconds apart."""
    if not is_now:
        return ours == gits
    pairs = [(without_seconds(one), without_seconds(other)) for one, other in zip([*ours[0], ours[1]], [*gits[0], gits[1]])]
    return len(ours[0]) == len(gits[0]) and all(one[0] == other[0] and abs(one[1] - other[1]) < 60 for one, other in pairs)


def as_git(box, env=None, local="", everywhere="", gits=None, stricter=False, says="redline: error: "):
    """Runs git in a copy and Redline under the same environment.

    `gits`: what git does, if the case is to say so. `stricter`: git commits, and Redline refuses.
    """
    if everywhere:
        env = {"GIT_CONFIG_GLOBAL": None} | (env or {})
    prepared(box, local, everywhere)
    done = box.git("commit", "--quiet", "--allow-empty", "--message=git", at="copy", fails=True, env=env)
    box.expect(gits is None or gits == (done.returncode == 0), "git does what the case is about", done.stderr[:200])
    if done.returncode or stricter:
        box.expect(not stricter or done.returncode == 0, "git commits here", done.stderr[:200])
        run = box.redline("apply", "--branch", "fixes", exits=2, env=env, says=says)
        box.expect(run.err.count(b"redline: error: ") == 1 and b"\n  try: " in run.err, "one error with a hint", run.err[:300])
        return
    box.redline("apply", "--branch", "fixes", env=env, branch=("r", "fixes"))
    box.check_branch("fixes", {"a.py": FIXED})
    ours, gits = header(box, "fixes", "r"), header(box, "main", "copy")
    is_now = not box.environment_with(env).get("GIT_AUTHOR_DATE") or not box.environment_with(env).get("GIT_COMMITTER_DATE")
    box.expect(are_equal(ours, gits, is_now), f"as git: {gits}", f"{ours}")


# MARK: Names and addresses

ODD = {"empty": "", "a space": " ", "a full stop": ".", "crud": ".,;:<>\"'\\", "crud around": " .\"Ada\", ", "angle brackets":
       "A <a@b> B", "a line break": "Ada\nLovelace", "line breaks around": "\nAda\n", "a tab": "Ada\tL", "accents": "Ádá É",
       "other scripts": "安達 ادا", "decomposed": "A\u0301da", "an emoji": "Ada 🚀", "a control character": "A\x01B\x7f",
       "quotes": "O'Neil \"x\" y", "an at sign": "a@b", "a long name": "x" * 3000}

for label, value in ODD.items():
    add("identity", f"GIT_AUTHOR_NAME: {label}", as_git, {"GIT_AUTHOR_NAME": value})
    add("identity", f"GIT_COMMITTER_EMAIL: {label}", as_git, {"GIT_COMMITTER_EMAIL": value})
for label in ("empty", "a space", "crud", "crud around", "angle brackets", "accents"):
    add("identity", f"GIT_COMMITTER_NAME: {label}", as_git, {"GIT_COMMITTER_NAME": ODD[label]})
    add("identity", f"GIT_AUTHOR_EMAIL: {label}", as_git, {"GIT_AUTHOR_EMAIL": ODD[label]})
    add("identity", f"EMAIL: {label}", as_git, NOBODY | {"EMAIL": ODD[label]}, "[user]\n\tname = U N\n")
for variable in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
    # git converts the bytes as if they were Latin-1, with a warning.
    add("identity", f"{variable} is not UTF-8", as_git, {variable: b"J\xe9r\xf4me"}, stricter=True, says=variable)
add("identity", "a noncharacter", as_git, {"GIT_AUTHOR_NAME": "A\ufffe"}, stricter=True, says="GIT_AUTHOR_NAME")
add("identity", "GIT_AUTHOR_NAME unset", as_git, {"GIT_AUTHOR_NAME": None}, USER)
add("identity", "GIT_COMMITTER_NAME unset", as_git, {"GIT_COMMITTER_NAME": None}, USER)
add("identity", "GIT_AUTHOR_EMAIL unset", as_git, {"GIT_AUTHOR_EMAIL": None}, USER)
add("identity", "GIT_COMMITTER_EMAIL unset", as_git, {"GIT_COMMITTER_EMAIL": None}, USER)

# MARK: Configuration

SETTINGS = {
    "nothing": "", "user": USER, "only user.name": "[user]\n\tname = U N\n", "only user.email": "[user]\n\temail = u@e\n",
    "author": "[author]\n\tname = A N\n\temail = a@e\n", "author and user": "[author]\n\tname = A N\n\temail = a@e\n" + USER,
    "committer and user": "[committer]\n\tname = C N\n\temail = c@e\n" + USER, "only author.name": "[author]\n\tname = A N\n",
    "author.name and user": "[author]\n\tname = A N\n" + USER, "author.email and user.name":
    "[author]\n\temail = a@e\n[user]\n\tname = U N\n", "an empty author.name": "[author]\n\tname =\n" + USER,
    "an empty user.name": USER + "[user]\n\tname =\n", "an empty user.email": USER + "[user]\n\temail =\n",
    "user.name without a value": USER + "[user]\n\tname\n", "author.email without a value": USER + "[author]\n\temail\n",
    "user.name twice": USER + "[user]\n\tname = Other\n", "useConfigOnly": "[user]\n\tuseConfigOnly = true\n",
    "useConfigOnly with a name": "[user]\n\tuseConfigOnly\n\tname = U N\n", "useConfigOnly with both": USER +
    "[user]\n\tuseConfigOnly = yes\n", "useConfigOnly = maybe": USER + "[user]\n\tuseConfigOnly = maybe\n",
    "a name in quotes": "[user]\n\tname = \"  U # N ; \"\n\temail = u@e # mine\n", "accents": "[user]\n\tname = Ü\n\temail = ü@e\n",
}
for label, text in SETTINGS.items():
    add("identity", f"configuration: {label}", as_git, NOBODY, text)
    add("identity", f"configuration and EMAIL: {label}", as_git, NOBODY | {"EMAIL": "e@mail"}, text)
add("identity", "the user's configuration", as_git, NOBODY, "", USER)
add("identity", "the user's and the repository's configuration", as_git, NOBODY, "[user]\n\tname = Local\n", USER)
add("identity", "author of the user, user of the repository", as_git, NOBODY, USER, "[author]\n\tname = A N\n\temail = a@e\n")
add("identity", "useConfigOnly of the user", as_git, NOBODY, "", "[user]\n\tuseConfigOnly = true\n")

# MARK: Dates

DATES = [
    "1700000000 +0100", "@1700000000 -0730", "1700000000", "@1700000000", "@0 +0000", "@4294967295 +0000",
    "Thu, 7 Apr 2005 22:13:13 +0200", "7 Apr 2005 22:13", "Thu Apr 7 22:13:13 2005 +0200", "Thu Apr 7 22:13:13 2005",
    "2005-04-07T22:13:13", "2005-04-07 22:13:13", "2005-04-07T22:13:13Z", "2005-04-07T22:13:13+02:00",
    "2005-04-07 22:13:13.123456 -0500", "2005-07-07 22:13", "2005.04.07 22:13:13", "04/07/2005 22:13:13",
    "07.04.2005 22:13:13", "20050407T221313", "20050407T221313Z", "2099-12-31T23:59:59 +1400", "2024-02-29 12:00:00 +0545",
    # Not on the clocks of Berlin, and twice on them.
    "2026-03-29T02:30:00", "2026-10-25T02:30:00", "1774751400", "1792895400",
]
ZONES = {"UTC": "UTC", "Berlin": "CET-1CEST,M3.5.0,M10.5.0/3", "New York": "EST5EDT,M3.2.0,M11.1.0", "Kathmandu": "<+0545>-5:45"}
for date in DATES:
    for zone, value in ZONES.items() if "+" not in date and "Z" not in date else [("Berlin", ZONES["Berlin"])]:
        add("identity", f"dates in {zone}: {date}", as_git, {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "TZ": value})

REFUSED = ["garbage", " ", "@", "2005-04-07", "22:13:13", "2005-04-07T22", "1969-12-31T00:00:00 +0000", "12345",
           "2100-01-01T00:00:00 +0000", "2005-13-13 00:00:00 +0000x", "now", "yesterday"]
# git guesses what these mean, or writes a commit that its own fsck rejects.
STRICTER = ["2005-04-07T22:13:13 +9999", "1700000000 +9999", "@1700000000 +9999", "2005-02-30T22:13:13 +0000",
            "2005-04-07 22:13:13 CET", "31/12/2005 22:13:13", "2005-04-07  22:13:13", "2005-04-07 22:13:13 foo",
            "1970-01-01T00:00:00 +0100", "@4294967296 +0000", "2005-04-07T22:13:13 -0001"]
for role in ROLES:
    for date in REFUSED:
        add("identity", f"GIT_{role}_DATE, refused by git: {date!r}", as_git, {f"GIT_{role}_DATE": date}, gits=False)
    for date in STRICTER:
        add("identity", f"GIT_{role}_DATE, refused: {date!r}", as_git, {f"GIT_{role}_DATE": date}, stricter=True,
            says=f"redline: error: GIT_{role}_DATE is not a date that Redline reads: '{date}'\n  try: GIT_{role}_DATE='2026-")
    add("identity", f"GIT_{role}_DATE is empty", as_git, {f"GIT_{role}_DATE": ""})
    add("identity", f"GIT_{role}_DATE is not UTF-8", as_git, {f"GIT_{role}_DATE": b"\xff"}, says=f"GIT_{role}_DATE")
for zone, value in ZONES.items():
    add("identity", f"now in {zone}", as_git, NOW | {"TZ": value})
add("identity", "now in a zone that does not exist", as_git, NOW | {"TZ": "Nowhere/Land"})
add("identity", "now without TZ", as_git, NOW | {"TZ": None})


# MARK: Runs

@case("identity", "the hint for a date works")
def hinted_date(box):
    run = prepared_run(box, {"GIT_AUTHOR_DATE": "garbage"})
    hint = run.err.split(b"try: GIT_AUTHOR_DATE='")[1].split(b"'")[0]
    box.redline("apply", "--branch", "fixes", env={"GIT_AUTHOR_DATE": hint}, branch=("r", "fixes"))
    seen = box.git("log", "-1", "--format=%ad", "--date=iso", "fixes").strip()
    box.expect(seen == hint.replace(b"T", b" "), f"the date {hint}", seen)


def prepared_run(box, env):
    box.repository()
    return box.redline("apply", "--branch", "fixes", exits=2, env=env)


@case("identity", "all commits of a run have one date")
def one_date(box):
    box.repository({"a.py": LEAK, "b.py": FALLBACK})
    box.redline("apply", "--branch", "fixes", env=NOW, branch=("r", "fixes"))
    dates = box.git("log", "--format=%ad %cd", "--date=raw", "main..fixes").split(b"\n")[:2]
    box.expect(len(set(dates)) == 1 and len(set(dates[0].split(b" +0000 "))) <= 2 and len(dates) == 2, "one date", dates)


def before_the_analysis(box, *arguments):
    """An error of the analysis would be another one: the named path does not exist."""
    box.repository()
    box.redline("apply", "--branch", "fixes", *arguments, "missing.py", exits=2, env={"GIT_AUTHOR_NAME": ""},
                says="GIT_AUTHOR_NAME is empty", silent="missing.py")


add("identity", "checked before the analysis", before_the_analysis)
add("identity", "checked before the analysis of a dry run", before_the_analysis, "--dry-run")
add("identity", "checked before the analysis with --split", before_the_analysis, "--split", "codemod")


@case("identity", "the hints for a missing identity work")
def hinted_identity(box):
    env = NOBODY | {"GIT_CONFIG_GLOBAL": None}
    box.repository()
    with open(box.path("r/.git/config"), "a", encoding="utf-8") as file:
        file.write("[user]\n\tuseConfigOnly = true\n")
    run = box.redline("apply", "--branch", "fixes", exits=2, env=env, says="try: git config --global user.")
    hint = run.err.split(b"  try: ")[1].strip()
    subprocess.run(["sh", "-c", hint], cwd=box.path("r"), env=box.environment_with(env), check=True)
    box.redline("apply", "--branch", "fixes", env=env, branch=("r", "fixes"))
    seen = box.git("log", "-1", "--format=%an <%ae> %cn <%ce>", "fixes").strip()
    box.expect(seen == b"Your Name <you@example.com> Your Name <you@example.com>", "the identity of the hints", seen)


@case("identity", "neither preview nor apply --in-place needs an identity")
def not_needed(box):
    box.repository()
    env = NOBODY | {"GIT_AUTHOR_DATE": "garbage"}
    box.redline("preview", exits=1, env=env)
    box.redline("apply", "--in-place", env=env, files={"r/a.py": FIXED})
