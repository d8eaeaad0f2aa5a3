"""Validates each line of decisions or of a baseline: read_lines.py FILE SCHEMA"""

import json
import sys

import jsonschema

with open(sys.argv[2], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
check = jsonschema.Draft202012Validator(schema)
with open(sys.argv[1], encoding="utf-8") as file:
    lines = file.read().splitlines()
for line in lines:
    check.validate(json.loads(line))
print(len(lines), "lines")
