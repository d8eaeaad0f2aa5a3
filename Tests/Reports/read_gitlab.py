"""Reads `redline preview --format gitlab` by the rules that GitLab documents for Code Quality: read_gitlab.py REPORT JSON"""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    issues = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    findings = {finding["id"]: finding for finding in json.load(file)["findings"]}
assert isinstance(issues, list)
prints = [issue["fingerprint"] for issue in issues]
assert len(prints) == len(set(prints))
for issue in issues:
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(issue)
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    path = issue["location"]["path"]
    assert not path.startswith(("/", "./")), path
    finding = findings[issue["fingerprint"]]
    begin = issue["location"]["positions"]["begin"]
    assert (path, begin["line"], begin["column"]) == (finding["path"], finding["line"], finding["column"])
print(len(issues), "issues")
