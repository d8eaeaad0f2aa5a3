import logging

logger = logging.getLogger(__name__)


def orders(day):
    rows = orm_query(day)
    if rows is None:
        logger.warning("the ORM gave up on %s; falling back to raw SQL", day)
\
    rows = raw_query(
        """
        SELECT id
          FROM orders
    WHERE day = :day
        """,
        day=day,
    )
    return rows
