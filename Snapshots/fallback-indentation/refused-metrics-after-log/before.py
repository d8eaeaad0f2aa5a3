import logging

logger = logging.getLogger(__name__)


def send(message):
    ticket = push(message)
    if ticket is None:
        logger.warning("push failed, falling back to mail")
        counters["push_failed"] += 1
    ticket = mail(message)
    return ticket
