import logging

logger = logging.getLogger(__name__)


def send(message):
    ticket = push(message)
    if not ticket:
        logger.warning("push failed, switching to mail")
        logger.debug("message was %r", message)
    ticket = mail(message)
    return ticket
