import logging

logger = logging.getLogger(__name__)


def pick(candidates):
    best = by_score(candidates)
    if best is None:
        logger.info("""nobody has a score:
            falling back to the first come
        """)
    best = by_date(candidates)
    return best
