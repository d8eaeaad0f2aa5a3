import logging

logger = logging.getLogger(__name__)


def backend(config, debug):
    kind = config.kind()
    if kind is None or kind == "metastore":
        if kind is None and not debug:
            logger.warning("no cache configured, falling back to the metastore cache")
        kind = metastore_kind(config)
    return kind
