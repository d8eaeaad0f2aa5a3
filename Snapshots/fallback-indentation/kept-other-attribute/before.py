import logging

logger = logging.getLogger(__name__)


class Pool:
    def open(self):
        self.primary = connect("primary")
        if self.primary is None:
            logger.warning("primary is down, falling back to the replica")
        self.replica = connect("replica")
        return self.primary or self.replica
