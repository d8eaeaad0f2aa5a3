import logging

logger = logging.getLogger(__name__)


def work():
    row = primary()
    if row is None:
        logger.warning("falling back to raw SQL")
    row = fallback("""
        SELECT id
    FROM orders
    """)
    return row
