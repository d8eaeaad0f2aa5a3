import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = peek(key)
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug("peek gave %s; falling back to the table in any case", row)
    row = from_table(key)
    return row
