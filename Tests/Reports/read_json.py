"""Reads `redline preview --format json` (or jsonl): read_json.py REPORT SCHEMA ROOT [--write ID FOLDER]

Validates it against the published schema, and rejects keys that the schema does not explain. Counts all places again. With --write,
applies the edits of one fix to copies of its files in FOLDER.
"""

import argparse
import json
import os
import sys

import jsonschema
from places import Text, file_name, fixed_files, read


def closed(schema):
    """The schema without room for keys that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    # What is only a part of an object is closed where the whole is.
    if "properties" in schema and schema.get("type") == "object":
        result["unevaluatedProperties"] = False
    return result


def validator(schema, part=None):
    jsonschema.Draft202012Validator.check_schema(schema)
    shut = closed(schema)
    for name in ("header", "totals"):
        shut["$defs"][name].pop("unevaluatedProperties", None)
    if part is None:
        return jsonschema.Draft202012Validator(shut)
    # A line has the key `type` besides those of its definition.
    for name in ("finding", "skipped", "notice"):
        shut["$defs"][name].pop("unevaluatedProperties", None)
    shut["$defs"][part]["unevaluatedProperties"] = False
    shut["$defs"][part]["oneOf"] = [{**one, "unevaluatedProperties": False} for one in shut["$defs"][part]["oneOf"]]
    shut["$defs"][part].pop("unevaluatedProperties")
    return jsonschema.Draft202012Validator({"$schema": shut["$schema"], "$ref": f"#/$defs/{part}", "$defs": shut["$defs"]})


def lines(text, schema):
    """The document that the lines of jsonl stand for."""
    check = validator(schema, "line")
    report = {"findings": [], "suppressed": [], "skipped": [], "notices": []}
    members = [json.loads(line) for line in text.splitlines()]
    assert [member["type"] for member in members[:1] + members[-1:]] == ["header", "totals"]
    for member in members:
        check.validate(member)
        kind = member.pop("type")
        if kind in ("header", "totals"):
            report.update(member)
        else:
            report[{"finding": "findings", "notice": "notices"}.get(kind, kind)].append(member)
    return report


def collide(one, other):
    if file_name(one) != file_name(other):
        return False
    (start, end), (low, high) = (one["start"], one["end"]), (other["start"], other["end"])
    if start == end or low == high:
        if start == end and low == high:
            return start == low
        return low < start < high if start == end else start < low < end
    return start < high and low < end


def check(report, root):
    everything = report["findings"] + report["suppressed"]
    ids = [finding["id"] for finding in everything]
    assert len(ids) == len(set(ids)), "an id twice"
    texts = {}
    for finding in everything:
        for member in [finding, *finding["evidence"], *finding.get("edits", [])]:
            name = file_name(member)
            text = texts.setdefault(name, Text(read(root, name)))
            text.check(member["range"]["start"])
            text.check(member["range"]["end"])
            assert member["range"]["start"]["offset"] <= member["range"]["end"]["offset"]
        for edit in finding.get("edits", []):
            assert (edit["start"], edit["end"]) == tuple(edit["range"][key]["offset"] for key in ("start", "end"))
        start, end = finding["range"]["start"], finding["range"]["end"]
        assert (finding["line"], finding["column"]) == (start["line"], start["column"])
        assert (finding["endLine"], finding["endColumn"]) == (end["line"], end["column"])
    fixes = {finding["id"]: finding for finding in report["findings"] if "edits" in finding}
    for finding in report["findings"]:
        if finding["outcome"] == "fixed":
            # With --no-edits there are none at all.
            assert finding["fix"] in (fixes or ids), "a fix without its finding"
        assert all(other in fixes for other in finding.get("requires", []))
    for one in fixes.values():
        shared = [
            other["id"]
            for other in fixes.values()
            if other is not one and any(collide(a, b) for a in one["edits"] for b in other["edits"])
        ]
        assert sorted(shared) == one["sharedWith"], (one["id"], shared)
    totals = report["totals"]
    outcomes = [finding["outcome"] for finding in report["findings"]]
    for key, outcome in [("fixed", "fixed"), ("leftOut", "left-out"), ("refused", "refused"), ("reported", "reported")]:
        assert totals[key] == outcomes.count(outcome), key
    assert totals["findings"] == len(outcomes) and totals["suppressed"] == len(report["suppressed"])
    assert totals["changedFiles"] == len(report["changedFiles"])
    assert sum(totals["byCodemod"].values()) == sum(totals["bySeverity"].values()) == len(outcomes)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report")
    parser.add_argument("schema")
    parser.add_argument("root")
    parser.add_argument("--write", nargs=2, metavar=("ID", "FOLDER"))
    options = parser.parse_args()
    with open(options.report, encoding="utf-8") as file:
        text = file.read()
    with open(options.schema, encoding="utf-8") as file:
        schema = json.load(file)
    if text.startswith('{"'):
        report = lines(text, schema)
    else:
        report = json.loads(text)
        validator(schema).validate(report)
    check(report, options.root)
    if options.write:
        id, folder = options.write
        finding = next(finding for finding in report["findings"] if finding["id"] == id)
        for name, data in fixed_files(finding, options.root).items():
            with open(os.path.join(os.fsencode(folder), name), "wb") as file:
                file.write(data)
    print(len(report["findings"]), "findings")


if __name__ == "__main__":
    sys.exit(main())
