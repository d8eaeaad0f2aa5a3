import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = cached(key)
    if row is None:
        subscribers.put("falling back to the table")
    row = from_table(key)
    return row
