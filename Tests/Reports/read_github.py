"""Reads workflow commands as GitHub's runner does, and prints them as JSON: read_github.py REPORT"""

import json
import sys


def unescaped(text, pairs):
    for encoded, plain in pairs:
        text = text.replace(encoded, plain)
    return text


DATA = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
PROPERTY = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]
commands = []
with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
    for line in file.read().splitlines():
        assert line.startswith("::"), line
        end = line.index("::", 2)
        kind, _, properties = line[2:end].partition(" ")
        assert kind in ("error", "warning", "notice"), kind
        members = dict(part.split("=", 1) for part in properties.split(","))
        command = {key: unescaped(value, PROPERTY) for key, value in members.items()}
        assert set(command) <= {"file", "line", "endLine", "col", "endColumn", "title"}, command
        commands.append({"kind": kind, "message": unescaped(line[end + 2 :], DATA), **command})
print(json.dumps(commands))
