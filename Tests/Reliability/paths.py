"""Names of files and folders: each file is handled by itself and under exactly its own name, in every way to name it."""

import base64
import json
import os

from cases import add
from repository import CLEAN, Skip, leaking
from snapshots import raw, shown

LONG = "n" * 252 + ".py"

# What the names of one case have to do with each other, and the names.
NAMES = {
    "composed and decomposed": ["\u00e9.py", "e\u0301.py"],
    "composed and decomposed folders": ["\u00e9/a.py", "e\u0301/a.py"],
    "composed folder, decomposed file": ["\u00e9/e\u0301.py", "e\u0301/\u00e9.py", "\u00e9/\u00e9.py"],
    "angstrom and A with ring": ["\u212b.py", "\u00c5.py", "A\u030a.py"],
    "angstrom and A with ring, folders": ["\u212b/a.py", "\u00c5/a.py"],
    "Hangul syllable and its letters": ["\uac00.py", "\u1100\u1161.py"],
    "ohm and omega": ["\u2126.py", "\u03a9.py"],
    "ligature and letters": ["\ufb01.py", "fi.py"],
    "not UTF-8": [b"caf\xe9.py", "caf\u00e9.py"],
    "not UTF-8 twins": [b"\xfe.py", b"\xff.py", "\ufffd.py"],
    "not UTF-8 folder": [b"d\xe9/a.py", b"d\xe8/a.py", "d/a.py"],
    "not UTF-8 beside its escape": [b"\xe9.py", "\\xE9.py"],
    "surrogate and overlong bytes": [b"\xed\xa0\x80.py", b"\xc0\xae.py", b"\xf4\x90\x80\x80.py"],
    "case twins": ["a.py", "A.py"],
    "case twins in folders": ["lib/a.py", "Lib/a.py", "LIB/a.py"],
    "case twins beyond ASCII": ["\u00e9.py", "\u00c9.py", "\u00df.py", "\u1e9e.py"],
    "control characters": ["a\x01b.py", "a\x1b[31mb.py", "a\x7fb.py", "a\tb.py", "\x08.py"],
    "newline": ["a\nb.py", "a\r\nb.py", "a.py\n+b.py"],
    "line separators": ["a\u2028b.py", "a\u0085b.py", "a\x0bb.py", "a\x0cb.py"],
    "quotes": ["a\"b.py", "a'b.py", "\"q\".py"],
    "backslash": ["a\\b.py", "\\n.py", "a\\nb.py", "a\\303\\251.py"],
    "leading dash": ["-a.py", "--rev.py", "-/a.py", "--in-place/a.py"],
    "spaces": [" a.py", "a b.py", "a .py", "d /a.py", "d / a.py"],
    "very long": [LONG, "/".join(["f" * 200] * 8) + "/a.py"],
    "nothing before the suffix": ["a/b/.py", ".py", "a/.b.py"],
    "patterns": ["*.py", "?.py", "[a].py", ":(top)a.py", ":!a.py", "{a,b}.py", "a.py"],
    "comment, exclamation mark, tilde": ["#a.py", "!a.py", "~a.py", "$HOME.py", "a;b.py", "a&b.py"],
    "direction and joiners": ["\u202ea.py", "a\u200bb.py", "\U0001f469\u200d\U0001f467.py", "\ufeffa.py"],
    "percent signs": ["%s%n.py", "a%20b.py", "%.py"],
    "folder with a suffix": ["a.py/b.py", "b.py", "c.py/.py"],
    "folders that sort around a file": ["a.py", "a/b.py", "a-b.py", "a0/b.py", "a!.py"],
    "names of patches": ["a/a.py", "b/a.py", "b/b/a.py", "dev/null.py"],
}


def situation(box, names):
    """A repository with one leaking file of its own bytes for each name; the fixed bytes by name."""
    sources = {raw(name): leaking(name) for name in names}
    box.repository({name: before for name, (before, _) in sources.items()} | {"clean.py": CLEAN})
    return {name: after for name, (_, after) in sources.items()}


def readable(box):
    """Terminals get no control characters and no bytes that are not UTF-8."""
    for _, run in box.runs:
        for text in (run.err, b"\n".join(line for line in run.out.split(b"\n") if line.startswith((b"#", b"fixed")))):
            try:
                odd = [character for character in text.decode() if ord(character) < 32 and character not in "\n\t"]
                box.expect(not odd, "no control characters in messages", ascii(odd))
            except UnicodeDecodeError:
                box.expect(False, "messages in UTF-8", shown(text)[:150])


def below(path, files):
    return {os.path.join(raw(path), name): content for name, content in files.items()}


# MARK: Ways to name the files

def preview(box, names):
    fixed = situation(box, names)
    run = box.redline("preview", exits=1)
    readable(box)
    box.check_patch(run.out, fixed)


def preview_revision(box, names):
    fixed = situation(box, names)
    run = box.redline("preview", "--rev", "HEAD", exits=1)
    readable(box)
    box.check_patch(run.out, fixed)


def json_report(box, names):
    fixed = situation(box, names)
    run = box.redline("preview", "--format", "json", exits=1)
    try:
        findings = json.loads(run.out)["findings"]
    except (ValueError, KeyError) as error:
        box.expect(False, "a JSON report in UTF-8", repr(error))
        return
    reported = [base64.b64decode(one["pathBytes"]) if "pathBytes" in one else one["path"].encode() for one in findings]
    box.expect(sorted(reported) == sorted(fixed), f"findings in {shown(b' '.join(sorted(fixed)))[:120]}",
               shown(b" ".join(sorted(reported)))[:120])
    needed = sum(not is_utf8(name) for name in fixed)
    given = sum("pathBytes" in one for one in findings)
    box.expect(given == needed, f"pathBytes for the {needed} names that are not UTF-8", f"{given} of them")


def is_utf8(name):
    try:
        return bool(name.decode())
    except UnicodeDecodeError:
        return False


def branch(box, names):
    fixed = situation(box, names)
    box.redline("apply", "--branch", "fixes", branch=("r", "fixes"))
    readable(box)
    box.check_branch("fixes", fixed)


def in_place(box, names):
    fixed = situation(box, names)
    run = box.redline("apply", "--in-place", files=below("r", fixed))
    readable(box)
    lines = [line for line in run.out.split(b"\n") if line.startswith(b"fixed ")]
    box.expect(len(lines) == len(fixed), f"{len(fixed)} lines 'fixed …'", f"{len(lines)}: {shown(run.out)[:150]}")


def arguments(box, names):
    """Each file as an argument, after `--`; the last one is left out and must stay as it is."""
    fixed = situation(box, names)
    named = list(fixed)[:-1]
    box.redline("apply", "--in-place", "--", *named, files=below("r", {name: fixed[name] for name in named}))


def folders(box, names):
    """Each folder as an argument; files beside them stay as they are."""
    fixed = situation(box, names)
    inner = sorted({os.path.dirname(name) for name in fixed} - {b""})
    chosen = {name: text for name, text in fixed.items() if os.path.dirname(name)}
    box.redline("apply", "--in-place", "--", *inner, files=below("r", chosen))


def named_revision(box, names):
    """`preview --rev` with each file as an argument but the last."""
    fixed = situation(box, names)
    named = list(fixed)[:-1]
    run = box.redline("preview", "--rev", "HEAD", "--", *named, exits=1)
    box.check_patch(run.out, {name: fixed[name] for name in named})


def null_list(box, names):
    fixed = situation(box, names)
    named = list(fixed)[:-1]
    box.redline("apply", "--branch", "fixes", "--files-from", "-", "-z", stdin=b"".join(name + b"\0" for name in named),
                branch=("r", "fixes"))
    box.check_branch("fixes", {name: fixed[name] for name in named})


def line_list(box, names):
    fixed = situation(box, names)
    named = [name for name in list(fixed)[:-1] if b"\n" not in name and not name.startswith(b'"')]
    if not named:
        raise Skip("a name with a newline cannot be in a list of lines")
    box.redline("apply", "--in-place", "--files-from", "-", stdin=b"".join(name + b"\n" for name in named),
                files=below("r", {name: fixed[name] for name in named}))


WAYS = {
    "preview": preview, "preview --rev": preview_revision, "JSON": json_report, "apply --branch": branch,
    "apply --in-place": in_place, "arguments": arguments, "folder arguments": folders,
    "preview --rev with arguments": named_revision, "list with -z": null_list, "list of lines": line_list,
}
# These are given in every way, the others in the ways that differ most.
BRIEF = ("preview", "apply --branch", "apply --in-place", "list with -z")
THOROUGH = ("composed and decomposed", "composed and decomposed folders", "not UTF-8", "not UTF-8 twins", "not UTF-8 folder",
            "control characters", "newline", "quotes", "leading dash", "spaces", "nothing before the suffix", "patterns")

for label, names in NAMES.items():
    has_folders = any("/" in os.fsdecode(name) for name in names)
    for way, body in WAYS.items():
        if label not in THOROUGH and way not in BRIEF or way == "folder arguments" and not has_folders:
            continue
        if not (label == "newline" and way == "list of lines"):
            add("names", f"{label}: {way}", body, names)


# Settings of other systems, as in a repository that was copied from there: names stay bytes.
SETTINGS = {"core.ignoreCase": "case twins", "core.precomposeUnicode": "composed and decomposed"}


def with_setting(box, setting, names, way):
    """One way of naming, in a repository with this setting."""
    commit = box.commit

    def configured(at):
        commit(at)
        box.git("config", setting, "true", at=at)
    box.commit = configured
    way(box, names)


for setting, label in SETTINGS.items():
    for way in ("preview", "preview --rev", "apply --branch", "apply --in-place"):
        add("names", f"{label}, {setting}: {way}", with_setting, setting, NAMES[label], WAYS[way])
