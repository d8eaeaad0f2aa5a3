"""Places in files, counted by Python itself, and edits applied to bytes."""

import base64
import os
import re

LINE = re.compile(rb"\r\n|\n|\r")


def file_name(member):
    """The bytes of a path in a report."""
    if "pathBytes" in member:
        return base64.b64decode(member["pathBytes"], validate=True)
    return member["path"].encode()


def read(root, name):
    with open(os.path.join(os.fsencode(root), name), "rb") as file:
        return file.read()


class Text:
    def __init__(self, data):
        self.data = data
        self.starts = [0] + [match.end() for match in LINE.finditer(data)]

    def offset(self, line, column, unit="utf-32-le", width=4):
        """The offset of a line and a column that count from 1; the column in characters unless a unit is given."""
        start = self.starts[line - 1]
        if line == 1 and self.data.startswith(b"\xef\xbb\xbf"):
            start = 3
        end = self.starts[line] if line < len(self.starts) else len(self.data)
        # More than the line's width would wrap to the next one: decode what is there, and insist that it suffices.
        before = self.data[start:end].decode().encode(unit)[: (column - 1) * width]
        assert len(before) == (column - 1) * width, (line, column)
        return start + len(before.decode(unit).encode())

    def check(self, point):
        line = point["line"]
        assert self.offset(line, point["column"]) == point["offset"], point
        assert self.offset(line, point["utf16Column"], "utf-16-le", 2) == point["offset"], point
        assert self.offset(line, point["utf8Column"], "utf-8", 1) == point["offset"], point


def applied(data, edits):
    """The bytes after edits (start, end, new bytes) that must not overlap."""
    result, position = b"", 0
    for start, end, text in edits:
        assert position <= start <= end <= len(data), (start, end)
        result += data[position:start] + text
        position = end
    return result + data[position:]


def fixed_files(finding, root):
    """What the edits of a finding in the JSON report make of its files."""
    files = {}
    for edit in finding["edits"]:
        files.setdefault(file_name(edit), []).append((edit["start"], edit["end"], edit["text"].encode()))
    return {name: applied(read(root, name), edits) for name, edits in files.items()}
