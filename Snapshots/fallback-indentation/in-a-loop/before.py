import logging

logger = logging.getLogger(__name__)


def work():
    rows = []
    for _ in range(1):
        row = primary()
        if row is None:
            logger.warning("falling back to the slow service")
        row = fallback()
        rows.append(row)
    return rows[0]
