"""Exports of orders for the accounting department."""

import csv
import json
import logging

logger = logging.getLogger(__name__)


def write_report(path, orders):
    output = open(path, "w", newline="")
    writer = csv.writer(output)
    writer.writerow(["id", "total"])
    for order in orders:
        # Cancelled orders are part of the report too.
        writer.writerow([order["id"], order["total"]])
    output.close()


def load_settings(path):
    return json.load(open(path))


def archive(source, target):
    lines = open(source)
    copy = open(target, "w")
    try:
        for line in lines:
            copy.write(line)
    finally:
        copy.close()
        lines.close()


def open_log(path):
    # The caller closes it: nothing to fix here, and `redline preview --refusals` says why.
    return open(path, "a")
