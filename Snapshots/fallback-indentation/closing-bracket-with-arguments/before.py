import logging

logger = logging.getLogger(__name__)


def plan(route):
    legs = plan_by_rail(route)
    if legs is None:
        logger.warning("no train for %s, falling back to the bus", route)
    legs = plan_by_bus(
        route,
        changes=2,
        )
    return legs
