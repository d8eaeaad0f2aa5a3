import logging

logger = logging.getLogger(__name__)


def lookup(key):
    row = replica(key)
    if row is None:
        logger.warning("replica has no %s, falling back to the leader", key)
    audit(key, row)
    row = leader(key)
    return row
