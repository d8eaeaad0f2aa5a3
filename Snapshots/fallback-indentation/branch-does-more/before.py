import logging

logger = logging.getLogger(__name__)
failures = []


def charge(order):
    receipt = charge_card(order)
    if receipt.success is False:
        failures.append(receipt.code)
        if receipt.code == "limit":
            logger.info("the card is over its limit")
        logger.error("card refused: %s", receipt.code)
        logger.warning("using the invoice as fallback for %s", order)
    receipt = send_invoice(order)
    return receipt
