"""Signed commits, by the real gpg, gpgsm and ssh-keygen: each compared with the commit that git itself signs.

Cases without keys have signers that fail; then no branch may move.
"""

import os
import pty
import select
import shutil
import subprocess
import time

import keys
from cases import add, case
from repository import FALLBACK, FALLBACK_FIXED, FIXED, LEAK, TIME_LIMIT, Run

FILES = {"a.py": LEAK, "b.py": FALLBACK}
FIXES = {"a.py": FIXED, "b.py": FALLBACK_FIXED}
BEGINNING = {"openpgp": b"-----BEGIN PGP SIGNATURE-----", "x509": b"-----BEGIN SIGNED MESSAGE-----",
             "ssh": b"-----BEGIN SSH SIGNATURE-----"}


def repository(box, sign="true"):
    box.repository(FILES)
    if sign:
        box.git("config", "commit.gpgsign", sign)


def config(box, **values):
    for name, value in values.items():
        box.git("config", name.replace("__", "."), value)


def using(box, kind):
    """Keys of one kind, as the configuration of the repository; returns them."""
    found = getattr(keys, kind)(box)
    box.git("config", "gpg.format", kind)
    if kind == "ssh":
        box.git("config", "user.signingKey", os.path.join(found, "ed25519.pub"))
    if kind == "x509":
        box.git("config", "user.signingKey", found[0])
    return found


# MARK: What must hold

def without_signature(commit):
    """The commit's bytes without its gpgsig header, and the header's lines."""
    kept, signature, inside = [], [], False
    headers, message = commit.split(b"\n\n", 1)
    for line in headers.split(b"\n"):
        inside = line.startswith(b"gpgsig ") or inside and line.startswith(b" ")
        (signature if inside else kept).append(line)
    return b"\n".join(kept) + b"\n\n" + message, signature


def by_git(box, commit, *options):
    """The commit that git makes of the same tree, parent and message."""
    parts = [box.git("rev-parse", commit + suffix).decode().strip() for suffix in ("^{tree}", "^")]
    message = box.git("cat-file", "commit", commit).split(b"\n\n", 1)[1]
    return box.git("commit-tree", *options, "-p", parts[1], parts[0], "-F", "-", stdin=message).decode().strip()


def about(box, commit):
    return box.git("log", "-1", "--format=%G? %GF %GK %GS", commit).strip()


def check_signed(box, kind, branch="fixes", commits=2, base="HEAD"):
    ids = box.git("rev-list", f"{base}..{branch}").decode().split()
    box.expect(len(ids) == commits, f"{commits} commits on {branch}", len(ids))
    for commit in ids:
        done = box.git("verify-commit", commit, fails=True)
        box.expect(done.returncode == 0, "git verify-commit accepts each commit", done.stderr[-300:])
        text, signature = without_signature(box.git("cat-file", "commit", commit))
        own = by_git(box, commit, "-S")
        own_text, own_signature = without_signature(box.git("cat-file", "commit", own))
        box.expect(text == own_text, f"all but the signature as in git's commit: {own_text!r}", text)
        box.expect(signature and signature[0] == b"gpgsig " + BEGINNING[kind] == own_signature[0],
                   "a header that begins as git's", signature[:1])
        box.expect(signature and signature[-2:-1] and own_signature[-1:] == signature[-1:] and b"\r" not in b"".join(signature),
                   "a header that ends as git's", signature[-1:])
        box.expect(about(box, commit) == about(box, own), f"signed as by git: {about(box, own)}", about(box, commit))


def check_unsigned(box, branch="fixes", commits=2):
    ids = box.git("rev-list", f"HEAD..{branch}").decode().split()
    box.expect(len(ids) == commits, f"{commits} commits on {branch}", len(ids))
    for commit in ids:
        box.expect(commit == by_git(box, commit), "the very commit that git makes without -S", commit)


def applied(box, *arguments, at="r", env=None, **checks):
    run = box.redline("apply", "--branch", "fixes", *arguments, at=at, branch=("r", "fixes"), env=env, **checks)
    box.check_branch("fixes", FIXES)
    return run


def refused(box, *arguments, says=(), env=None, **checks):
    """Objects may be written, but nothing refers to them."""
    box.redline("apply", "--branch", "fixes", *arguments, exits=2, says=says, env=env, branch=("r", "fixes"), **checks)
    refs = box.git("for-each-ref", "--format=%(refname)").split()
    box.expect(refs == [b"refs/heads/main"], "no new branch", refs)
    left = [name for name in os.listdir(box.path("tmp"))] if os.path.isdir(box.path("tmp")) else []
    box.expect(not left, "an empty TMPDIR", left)


# MARK: Formats and keys

def each_format(box, kind):
    repository(box)
    using(box, kind)
    applied(box)
    check_signed(box, kind)


for kind in BEGINNING:
    add("signing", f"{kind}: every commit, as git", each_format, kind)


def by_configured(box, kind, key):
    repository(box)
    prints = using(box, kind)
    box.git("config", "user.signingKey", key(prints))
    applied(box)
    check_signed(box, kind)


OPENPGP_KEYS = {"a fingerprint": lambda prints: prints[0], "a long key id": lambda prints: prints[0][-16:], "an address":
                lambda prints: keys.EMAIL, "a name in UTF-8": lambda prints: keys.SECOND, "the other key": lambda prints: prints[1],
                "a key id with '!'": lambda prints: prints[1] + "!"}
for label, key in OPENPGP_KEYS.items():
    add("signing", f"openpgp: user.signingKey is {label}", by_configured, "openpgp", key)
add("signing", "x509: user.signingKey is a fingerprint", by_configured, "x509", lambda prints: prints[0])
add("signing", "x509: user.signingKey is an address", by_configured, "x509", lambda prints: keys.EMAIL)


@case("signing", "openpgp is the default format")
def default_format(box):
    repository(box)
    keys.openpgp(box)
    applied(box)
    check_signed(box, "openpgp")


@case("signing", "openpgp: the committer's name in UTF-8 finds the key, not the author's")
def committer_in_utf8(box):
    repository(box)
    prints = keys.openpgp(box)
    name, email = keys.SECOND.rstrip(">").split(" <")
    box.environment |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}
    applied(box)
    check_signed(box, "openpgp")
    seen = box.git("log", "-1", "--format=%GF", "fixes").decode().strip()
    box.expect(seen == prints[1], "the committer's key", seen)


@case("signing", "openpgp: no key for the committer")
def no_key(box):
    repository(box)
    keys.openpgp(box)
    box.environment |= {"GIT_COMMITTER_EMAIL": "nobody@example.org", "GIT_COMMITTER_NAME": "Nobody Known"}
    refused(box, says=("No secret key", "user.signingKey", "--list-secret-keys", "--no-gpg-sign"))


@case("signing", "x509: gpgsm does not know the committer, as with git")
def no_certificate(box):
    repository(box)
    keys.x509(box)
    box.git("config", "gpg.format", "x509")
    refused(box, says=("No public key", "user.signingKey", "gpgsm --list-secret-keys"))
    done = box.git("commit", "--quiet", "--allow-empty", "--message=x", fails=True)
    box.expect(done.returncode != 0, "git refuses too", "git made the commit")


@case("signing", "openpgp: a key that does not exist")
def unknown_key(box):
    repository(box)
    keys.openpgp(box)
    config(box, user__signingKey="DEADBEEF")
    refused(box, says=("No secret key", "-bsau DEADBEEF"))


@case("signing", "the signer runs where git runs it: at the root of the working tree")
def at_root(box):
    box.repository({"lib/a.py": LEAK, "lib/b.py": FALLBACK})
    keys.ssh(box)
    shutil.copy(os.path.join(os.fsdecode(box.home), ".ssh", "ed25519"), box.path("r/.git/key"))
    shutil.copy(os.path.join(os.fsdecode(box.home), ".ssh", "ed25519.pub"), box.path("r/.git/key.pub"))
    config(box, commit__gpgsign="true", user__signingKey=".git/key")
    box.redline("apply", "--branch", "fixes", at="r/lib", branch=("r", "fixes"))
    check_signed(box, "ssh")


# MARK: SSH

def by_ssh(box, key, agent=(), **values):
    repository(box)
    folder = keys.ssh(box)
    for name, value in ({"user.signingKey": key} | values if key else values).items():
        box.git("config", name, value(box, folder) if callable(value) else value)
    box.environment |= keys.agent(box, *agent) if agent else {}
    applied(box)
    check_signed(box, "ssh")


def file(name):
    return lambda box, folder: os.path.join(folder, name)


def literal(kind, prefix=""):
    return lambda box, folder: prefix + keys.public(box, kind)


def copied(box, folder):
    target = os.path.join(folder, "with space and 'quote'")
    shutil.copy(os.path.join(folder, "ed25519"), target)
    shutil.copy(os.path.join(folder, "ed25519.pub"), target + ".pub")
    return target


SSH_KEYS = {"a private key's file": (file("ed25519"),), "a public key's file": (file("ed25519.pub"),), "an RSA key":
            (file("rsa.pub"),), "~/…": ("~/.ssh/ed25519",), "a path with odd characters": (copied,)}
for label, (key,) in SSH_KEYS.items():
    add("signing", f"ssh: user.signingKey is {label}", by_ssh, key)
for kind in ("ed25519", "rsa"):
    add("signing", f"ssh: a literal {kind} key and the agent", by_ssh, literal(kind), ("ed25519", "rsa"))
    add("signing", f"ssh: a literal {kind} key with key:: and the agent", by_ssh, literal(kind, "key::"), ("ed25519", "rsa"))
add("signing", "ssh: gpg.ssh.defaultKeyCommand", by_ssh, None, ("rsa", "ed25519"), **{"gpg.ssh.defaultKeyCommand": "ssh-add -L"})
add("signing", "ssh: gpg.ssh.defaultKeyCommand with quotes", by_ssh, None, ("ed25519",),
    **{"gpg.ssh.defaultKeyCommand": "sh -c 'echo key::\"$(ssh-add -L)\"; echo second' \\x"})
add("signing", "ssh: user.signingKey counts more than gpg.ssh.defaultKeyCommand", by_ssh, file("rsa"),
    **{"gpg.ssh.defaultKeyCommand": "false"})


@case("signing", "ssh: a public key's file, the private key in the agent")
def public_file_and_agent(box):
    repository(box)
    folder = keys.ssh(box)
    box.environment |= keys.agent(box, "ed25519")
    os.remove(os.path.join(folder, "ed25519"))
    config(box, user__signingKey=os.path.join(folder, "ed25519.pub"))
    applied(box)
    check_signed(box, "ssh")


SSH_FAILURES = {
    "no key is configured": ({}, ("either user.signingKey or gpg.ssh.defaultKeyCommand",)),
    "an empty key": ({"user.signingKey": ""}, ("user.signingKey needs to be set",)),
    "no such file": ({"user.signingKey": "~/.ssh/none"}, ("No such file", ".ssh/none", "nothing was published")),
    "a literal key without an agent": ({"user.signingKey": literal("ed25519")}, ("agent", "ssh-add -L")),
    "a key with a passphrase and no terminal": ({"user.signingKey": file("locked")}, ("nothing was published",)),
    "a default key command that fails": ({"gpg.ssh.defaultKeyCommand": "sh -c 'echo no such card >&2; exit 3'"},
                                         ("defaultKeyCommand failed: no such card",)),
    "a default key command that prints no key": ({"gpg.ssh.defaultKeyCommand": "echo The agent has no identities."},
                                                 ("is not a key",)),
    "a default key command that does not exist": ({"gpg.ssh.defaultKeyCommand": "no-such-command -L"}, ("no-such-command",)),
    "a default key command with an open quote": ({"gpg.ssh.defaultKeyCommand": "echo 'x"}, ("malformed",)),
}


def ssh_fails(box, values, says):
    repository(box)
    folder = keys.ssh(box)
    for name, value in values.items():
        box.git("config", name, value(box, folder) if callable(value) else value)
    refused(box, says=says)
    done = box.git("commit", "--quiet", "--allow-empty", "--message=x", fails=True)
    box.expect(done.returncode != 0, "git refuses too", "git made the commit")


for label, (values, says) in SSH_FAILURES.items():
    add("signing", f"ssh: {label}", ssh_fails, values, says)


# MARK: Terminals

def at_terminal(box, typed):
    """Runs `apply --branch` on a terminal of its own, where somebody types when asked for a passphrase."""
    ours, theirs = pty.openpty()
    command = [b"setsid", b"--ctty", b"--wait", box.binary, b"apply", b"--branch", b"fixes"]
    process = subprocess.Popen(command, cwd=box.path("r"), env=box.environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown, asked, end = b"", False, time.monotonic() + TIME_LIMIT
    while time.monotonic() < end and process.poll() is None:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                shown += os.read(ours, 4096)
            except OSError:
                break
        if not asked and b"passphrase" in shown:
            os.write(ours, typed)
            asked = True
    box.expect(asked, "a question for the passphrase", shown)
    try:
        run = Run(process.wait(max(1, end - time.monotonic())), shown, b"")
    except subprocess.TimeoutExpired:
        process.kill()
        run = Run(process.wait(), shown, b"")
    os.close(ours)
    box.runs.append((command, run))
    return run


@case("signing", "ssh: a passphrase is typed on the terminal")
def passphrase(box):
    repository(box)
    folder = keys.ssh(box)
    box.git("config", "user.signingKey", os.path.join(folder, "locked"))
    box.write("r/b.py", FALLBACK_FIXED)
    box.git("-c", "commit.gpgsign=false", "commit", "--quiet", "--all", "--message=one fix is enough")
    run = at_terminal(box, b"secret\n")
    box.expect(run.code == 0, "exit code 0", run)
    for commit in box.git("rev-list", "main..fixes").decode().split():
        done = box.git("verify-commit", commit, fails=True)
        box.expect(done.returncode == 0, "git verify-commit accepts it", done.stderr)
    box.check_branch("fixes", {"a.py": FIXED})


@case("signing", "ssh: Ctrl-C at the passphrase")
def cancelled(box):
    repository(box)
    folder = keys.ssh(box)
    os.mkdir(box.path("tmp"))
    box.environment["TMPDIR"] = os.fsdecode(box.path("tmp"))
    box.git("config", "user.signingKey", os.path.join(folder, "locked"))
    run = at_terminal(box, b"\x03")
    box.expect(run.code == 2 and b"interrupted" in run.out, "exit code 2 and 'interrupted'", run)
    refs = box.git("for-each-ref", "--format=%(refname)").split()
    box.expect(refs == [b"refs/heads/main"], "no new branch", refs)
    box.expect(not os.listdir(box.path("tmp")), "an empty TMPDIR", os.listdir(box.path("tmp")))


# MARK: Failing signers

def program(box, script, path="signer", mode=0o755):
    box.write(path, script, mode)
    return box.path(path)


SIGNATURE = b"-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n"
FAILURES = {
    "exit 1": (b"echo the card is missing >&2; exit 1", "the card is missing"),
    "exit 1 without a word": (b"exit 1", "exit code 1"),
    "exit 1 with a status": (b"echo '[GNUPG:] SIG_CREATED D' >&2; echo sig; exit 1", "exit code 1"),
    "exit 0 without a status": (b"echo sig", "created no signature"),
    "a status in the middle of a line": (b"echo 'x [GNUPG:] SIG_CREATED D' >&2; echo sig", "SIG_CREATED"),
    "a status on standard output": (b"echo '[GNUPG:] SIG_CREATED D'", "created no signature"),
    "killed by a signal": (b"kill -KILL $$", "signal 9"),
    "ended by SIGTERM": (b"kill -TERM $$", "signal 15"),
    "interrupted": (b"kill -INT $$", "interrupted"),
    "an empty signature": (b"cat >/dev/null; echo '[GNUPG:] SIG_CREATED D' >&2", "empty"),
    "a signature of carriage returns": (b"printf '\\r\\r'; echo '[GNUPG:] SIG_CREATED D' >&2", "empty"),
    "a signature that begins with NUL": (b"printf '\\0x\\n'; echo '[GNUPG:] SIG_CREATED D' >&2", "empty"),
    "a signature without its last line end": (b"printf x; echo '[GNUPG:] SIG_CREATED D' >&2", "line feed"),
    "a signature of 2 MB": (b"head -c 2000000 /dev/zero | tr '\\0' x; echo '[GNUPG:] SIG_CREATED D' >&2", "File too large"),
    "words with escape sequences": (b"printf 'a\\033[31mb\\n' >&2; exit 1", "a\\u{1b}[31mb"),
}


def failing(box, script, says):
    repository(box)
    config(box, gpg__program=program(box, b"#!/bin/sh\n" + script + b"\n"))
    os.mkdir(box.path("tmp"))
    refused(box, says=(says, "nothing was published"), env={"TMPDIR": os.fsdecode(box.path("tmp"))})


for label, (script, says) in FAILURES.items():
    add("signing", f"fails: {label}", failing, script, says)


@case("signing", "fails: at the second commit")
def second_fails(box):
    repository(box)
    keys.openpgp(box)
    script = b"#!/bin/sh\n[ -e ../once ] && { echo enough >&2; exit 1; }\n: >../once\nexec gpg \"$@\"\n"
    box.write("once", b"")
    os.remove(box.path("once"))
    config(box, gpg__program=program(box, script.replace(b"../once", box.home + b"/once")))
    refused(box, says="enough")
    box.expect(os.path.exists(box.home + b"/once"), "a first signature", "none")


@case("signing", "fails: at the second branch of a split: no branch moves")
def second_branch_fails(box):
    repository(box)
    keys.openpgp(box)
    script = b"#!/bin/sh\n[ -e ONCE ] && { echo enough >&2; exit 1; }\n: >ONCE\nexec gpg \"$@\"\n"
    config(box, gpg__program=program(box, script.replace(b"ONCE", box.home + b"/once")))
    refused(box, "--split", "codemod", says="enough")


def unusable(box, value, says, mode=None):
    repository(box)
    if mode is not None:
        program(box, b"#!/bin/sh\n", mode=mode)
    config(box, gpg__program=value.replace("ROOT", os.fsdecode(box.root)))
    # Before the analysis, so not even objects are written.
    box.redline("apply", "--branch", "fixes", exits=2, says=(*says, "--no-gpg-sign"))


add("signing", "unusable: a missing program", unusable, "no-such-signer", ("no-such-signer", "cannot be found"))
add("signing", "unusable: a missing path", unusable, "ROOT/none", ("none", "cannot be found"))
add("signing", "unusable: an empty program", unusable, "", ("cannot be found",))
add("signing", "unusable: a program with arguments", unusable, "gpg --batch", ("'gpg --batch'",))
add("signing", "unusable: a folder", unusable, "ROOT/r", ("cannot be found or executed",))
add("signing", "unusable: not executable", unusable, "ROOT/signer", ("cannot be found or executed",), 0o644)


# MARK: Programs

WRAPPER = b"#!/bin/sh\n: >\"$HOME/called\"\nexec gpg \"$@\"\n"


def through(box, path, value, setting="gpg.program"):
    repository(box)
    keys.openpgp(box)
    where = box.path(path.replace("HOME", os.path.basename(os.fsdecode(box.home))).replace("@", "../"))
    box.write(where, WRAPPER, 0o755)
    box.git("config", setting, value.replace("ROOT", os.fsdecode(box.root)))
    applied(box)
    box.expect(os.path.exists(box.home + b"/called"), "the configured program was called", "another one")
    box.git("config", setting, os.fsdecode(where))
    check_signed(box, "openpgp")


add("signing", "program: gpg.program", through, "signer", "ROOT/signer")
add("signing", "program: gpg.openpgp.program", through, "signer", "ROOT/signer", "gpg.openpgp.program")
add("signing", "program: a path with spaces and quotes", through, "my signer's \"dir\"/$x", "ROOT/my signer's \"dir\"/$x")
add("signing", "program: a path relative to the root of the working tree", through, "signer", "../signer")
add("signing", "program: ~/…", through, "@HOME/signer", "~/signer")


@case("signing", "program: the last of gpg.program and gpg.openpgp.program counts")
def last_program(box):
    repository(box)
    keys.openpgp(box)
    config(box, gpg__openpgp__program="/bin/false", gpg__program="gpg")
    applied(box)
    check_signed(box, "openpgp")


@case("signing", "program: of another format is not asked")
def other_program(box):
    repository(box)
    using(box, "ssh")
    config(box, gpg__program="/bin/false", gpg__x509__program="none", gpg__ssh__program="ssh-keygen")
    applied(box)
    check_signed(box, "ssh")


@case("signing", "carriage returns are left out, as by git")
def carriage_returns(box):
    repository(box)
    keys.openpgp(box)
    script = b"#!/bin/sh\ngpg \"$@\" >\"$HOME/sig\" || exit 1\nsed 's/$/\\r/' \"$HOME/sig\"\n"
    config(box, gpg__program=program(box, script))
    applied(box)
    check_signed(box, "openpgp")


@case("signing", "the signer gets the commit, and files that only its owner can read")
def private_files(box):
    repository(box)
    folder = keys.ssh(box)
    script = b"#!/bin/sh\nfor last; do :; done\nstat -c '%a' \"$last\" \"$(dirname \"$last\")\" >>\"$HOME/modes\"\nexec ssh-keygen \"$@\"\n"
    config(box, gpg__ssh__program=program(box, script), user__signingKey=os.path.join(folder, "ed25519"))
    os.mkdir(box.path("tmp"))
    applied(box, env={"TMPDIR": os.fsdecode(box.path("tmp"))})
    with open(box.home + b"/modes") as file:
        modes = file.read().split()
    box.expect(modes == ["600", "700"] * 2, "modes 600 and 700", modes)
    box.expect(not os.listdir(box.path("tmp")), "an empty TMPDIR", os.listdir(box.path("tmp")))


# MARK: When

@case("signing", "--gpg-sign without configuration")
def by_option(box):
    repository(box, sign=None)
    using(box, "openpgp")
    applied(box, "--gpg-sign")
    check_signed(box, "openpgp")


@case("signing", "--gpg-sign although commit.gpgsign is false")
def option_over_false(box):
    repository(box, sign="false")
    using(box, "ssh")
    applied(box, "--gpg-sign")
    check_signed(box, "ssh")


@case("signing", "--no-gpg-sign although commit.gpgsign is true")
def option_over_true(box):
    repository(box)
    config(box, gpg__program="/bin/false")
    applied(box, "--no-gpg-sign")
    check_unsigned(box)


@case("signing", "--gpg-sign requires --branch")
def option_in_place(box):
    repository(box)
    box.redline("apply", "--in-place", "--gpg-sign", exits=2, says="--branch")


@case("signing", "--dry-run does not sign")
def dry_run(box):
    repository(box)
    config(box, gpg__program=program(box, b"#!/bin/sh\n: >\"$HOME/called\"\nexit 1\n"))
    box.redline("apply", "--branch", "fixes", "--dry-run")
    box.expect(not os.path.exists(box.home + b"/called"), "no call of the signer", "a call")


@case("signing", "preview does not ask for a signer")
def preview(box):
    repository(box)
    config(box, gpg__program="no-such-signer")
    box.redline("preview", "--rev", "HEAD", exits=1, silent="no-such-signer")


@case("signing", "--split: every branch")
def split(box):
    repository(box)
    using(box, "openpgp")
    # Two branches move, so not through Box.redline, which knows of one.
    run = box.ended([box.binary, b"apply", b"--branch", b"fixes", b"--split", b"codemod"], "r", b"", box.environment, ())
    box.expect(run and run.code == 0, "exit code 0", run)
    names = box.git("for-each-ref", "--format=%(refname:short)", "refs/heads/fixes").decode().split()
    box.expect(len(names) == 2, "two branches", names)
    for name in names:
        check_signed(box, "openpgp", branch=name, commits=1)


@case("signing", "a branch that grows")
def grows(box):
    repository(box)
    using(box, "ssh")
    for codemod in ("context-managed-files", "fallback-indentation"):
        box.redline("apply", "--branch", "fixes", "--only", codemod, branch=("r", "fixes"))
    check_signed(box, "ssh")


@case("signing", "in a bare repository")
def bare(box):
    repository(box, sign=None)
    box.git("clone", "--quiet", "--bare", "--template=", "r", "b", at=".")
    using(box, "openpgp")
    shutil.rmtree(box.path("r/.git"))
    shutil.copytree(box.path("b"), box.path("r/.git"))
    os.rename(box.path("r"), box.path("work"))
    os.rename(box.path("work/.git"), box.path("r"))
    config(box, commit__gpgsign="true")
    applied(box)
    check_signed(box, "openpgp")


TRUE = ("yes", "on", "1", "TRUE", "2k")
FALSE = ("no", "off", "0", "", "False")


def boolean(box, value, signs):
    repository(box, sign=None)
    using(box, "ssh")
    box.git("config", "commit.gpgsign", value)
    applied(box)
    check_signed(box, "ssh") if signs else check_unsigned(box)


for value in TRUE + FALSE:
    add("signing", f"commit.gpgsign = '{value}'", boolean, value, value in TRUE)


@case("signing", "commit.gpgsign without a value is true")
def without_value(box):
    repository(box, sign=None)
    using(box, "ssh")
    box.write("r/.git/config", box.read("r/.git/config") + b"[commit]\n\tgpgSign\n")
    applied(box)
    check_signed(box, "ssh")


# MARK: Configuration that git refuses, before the analysis

def bad(box, *lines, says, arguments=()):
    box.repository(FILES)
    box.write("r/.git/config", box.read("r/.git/config") + "".join(f"{line}\n" for line in lines).encode())
    box.redline("apply", "--branch", "fixes", *arguments, exits=2, says=says)
    done = box.git("commit", "--quiet", "--allow-empty", "--message=x", fails=True)
    box.expect(done.returncode != 0, "git refuses too", "git made the commit")


MAYBE = "bad boolean config value 'maybe' for 'commit.gpgsign'"
add("signing", "commit.gpgsign = maybe", bad, "[commit]", "gpgsign = maybe", says=(MAYBE, "--show-origin"))
add("signing", "commit.gpgsign = maybe, with --no-gpg-sign", bad, "[commit]", "gpgsign = maybe", says=MAYBE,
    arguments=["--no-gpg-sign"])
add("signing", "commit.gpgsign = maybe, then true", bad, "[commit]", "gpgsign = maybe", "gpgsign = true", says=MAYBE)
add("signing", "gpg.format = pgp", bad, "[gpg]", "format = pgp", says="invalid value for 'gpg.format': 'pgp'")
add("signing", "gpg.format = SSH", bad, "[gpg]", "format = SSH", says="invalid value for 'gpg.format': 'SSH'")
add("signing", "gpg.format without a value", bad, "[gpg]", "format", says="'gpg.format'")
add("signing", "user.signingKey without a value", bad, "[user]", "signingKey", says="'user.signingkey'")


# MARK: Where it is configured

def in_global(box, text):
    with open(box.home + b"/.gitconfig", "w") as file:
        file.write(text)
    box.environment["GIT_CONFIG_GLOBAL"] = os.fsdecode(box.home + b"/.gitconfig")


@case("signing", "configured globally")
def globally(box):
    repository(box, sign=None)
    folder = keys.ssh(box)
    in_global(box, f"[commit]\n\tgpgsign\n[user]\n\tsigningKey = {folder}/ed25519\n[gpg]\n\tformat = x509\n")
    applied(box)
    check_signed(box, "ssh")


@case("signing", "the repository's configuration counts more than the user's")
def local_over_global(box):
    repository(box, sign="false")
    using(box, "ssh")
    in_global(box, "[commit]\n\tgpgsign\n[gpg]\n\tformat = x509\n")
    applied(box)
    check_unsigned(box)


@case("signing", "configured for the system")
def for_the_system(box):
    repository(box, sign=None)
    folder = keys.ssh(box)
    box.write("gitconfig", f"[commit]\n\tgpgsign\n[user]\n\tsigningKey = {folder}/ed25519\n".encode())
    del box.environment["GIT_CONFIG_NOSYSTEM"]
    box.environment["GIT_CONFIG_SYSTEM"] = os.fsdecode(box.path("gitconfig"))
    applied(box)
    check_signed(box, "ssh")


@case("signing", "configured by git config --worktree")
def for_a_worktree(box):
    repository(box, sign="false")
    using(box, "ssh")
    box.git("config", "extensions.worktreeConfig", "true")
    box.git("worktree", "add", "--quiet", "../tree")
    box.git("config", "--worktree", "commit.gpgsign", "true", at="tree")
    applied(box, at="tree")
    check_signed(box, "ssh")
    # Writes the same trees again, so not through Box.redline, which would see them touched.
    run = box.ended([box.binary, b"apply", b"--branch", b"others"], "r", b"", box.environment, ())
    box.expect(run and run.code == 0, "exit code 0", run)
    check_unsigned(box, branch="others")


@case("signing", "configured by the environment")
def by_environment(box):
    repository(box, sign="false")
    using(box, "ssh")
    box.environment |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "commit.gpgSign", "GIT_CONFIG_VALUE_0": "true"}
    applied(box)
    check_signed(box, "ssh")


@case("signing", "configured by includeIf")
def by_include(box):
    repository(box, sign=None)
    using(box, "ssh")
    box.write("work.inc", b"[commit]\n\tgpgsign = true\n")
    in_global(box, f"[includeIf \"gitdir:{os.fsdecode(box.path('r'))}/\"]\n\tpath = {os.fsdecode(box.path('work.inc'))}\n")
    applied(box)
    check_signed(box, "ssh")
