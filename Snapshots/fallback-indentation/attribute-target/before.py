import logging

logger = logging.getLogger(__name__)


class Client:
    def connect(self):
        self.connection = primary()
        if self.connection is None:
            logger.warning("falling back to the public endpoint")
        self.connection = fallback()
        return self.connection


def work():
    return Client().connect()
