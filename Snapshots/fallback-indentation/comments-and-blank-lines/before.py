import logging

logger = logging.getLogger(__name__)


def rates(day):
    table = central_bank_rates(day)  # may be late

    # Weekends have no table.
    if not table:  # None or {}
        logger.warning("no rates for %s, using fallback source", day)  # seen on Mondays
        # (the bank publishes at four)

    # The commercial source is paid by the call,
    # so ask it for one day only.

    table = commercial_rates(day)  # 2 cents
    # What came back is in euros.
    logger.info("fallback source gave %d rates", len(table))  # rarely

    # Everything from here on is the same.
    logger.info("rates ready")
    return table
