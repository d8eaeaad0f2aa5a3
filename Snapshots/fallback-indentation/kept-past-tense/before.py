import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = resolve(key)
    if not row:
        logger.info("the resolver fell back to an empty row for %s", key)
    row = resolve_alias(key)
    return row
