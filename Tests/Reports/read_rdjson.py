"""Reads `redline preview --format rdjson` by the rules of reviewdog's format: read_rdjson.py RDJSON JSON ROOT

Makes each suggestion, or applies the patch in the message with git: both must make what the edits of the JSON report make.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

from places import Text, file_name, fixed_files, read

rdjson, findings, root = sys.argv[1:]
with open(rdjson, encoding="utf-8") as file:
    result = json.load(file)
with open(findings, encoding="utf-8") as file:
    fixes = [finding for finding in json.load(file)["findings"] if finding["outcome"] == "fixed"]
assert set(result) == {"source", "diagnostics"} and result["source"]["name"] == "redline"
assert len(fixes) == len(result["diagnostics"])
suggestions = 0
for diagnostic, finding in zip(result["diagnostics"], fixes):
    assert set(diagnostic) <= {"message", "location", "severity", "code", "suggestions"}
    assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
    assert diagnostic["code"]["value"] == finding["codemod"]
    assert f"line {finding['line']}: " in diagnostic["message"]
    location = diagnostic["location"]
    assert location["path"] == finding["path"]
    text = Text(read(root, file_name(finding)))
    if "suggestions" in diagnostic:
        (suggestion,) = diagnostic["suggestions"]
        # reviewdog: "GitHub comment range and suggestion line range must be same."
        assert suggestion["range"] == location["range"]
        first, last = (suggestion["range"][key]["line"] for key in ("start", "end"))
        assert "column" not in suggestion["range"]["start"] and 1 <= first <= last <= len(text.starts)
        lines = text.data.splitlines(keepends=True)
        new = suggestion["text"].encode()
        ending = re.search(rb"[\r\n]*\Z", lines[last - 1]).group()
        lines[first - 1 : last] = [new + ending] if new else []
        (expected,) = fixed_files(finding, root).values()
        assert b"".join(lines) == expected, (diagnostic, b"".join(lines), expected)
        suggestions += 1
        continue
    for key in ("start", "end"):
        point = location["range"][key]
        assert text.offset(point["line"], point["column"], "utf-8", 1) == finding["range"][key]["offset"]
    if "edits" not in finding:
        continue
    patch = re.search(r"\n(`{3,})diff\n(.*?)\1\n", diagnostic["message"], re.DOTALL).group(2)
    if "\\u{" in patch:
        # Control characters of the project are only shown.
        continue
    with tempfile.TemporaryDirectory() as folder:
        expected = fixed_files(finding, root)
        for name in expected:
            path = os.path.join(os.fsencode(folder), name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(read(root, name))
        subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=folder, check=True)
        for name, data in expected.items():
            assert read(folder, name) == data, name
print(len(fixes), "diagnostics,", suggestions, "suggestions")
