import logging

logger = logging.getLogger(__name__)


class Client:
    def open(self):
        self.session = connect(self)
        if self.session is None:
            logger.error("no session, falling back to retries")
        self.session = Retrying(self.session)
