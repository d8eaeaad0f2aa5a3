import logging

logger = logging.getLogger(__name__)


def names(rows):
    table = build_table(rows)
    if not table:
        logger.info("empty table, falling back to positions")
    table = build_index(rows, key=lambda row: f"{table.get(row)}")
    return table
