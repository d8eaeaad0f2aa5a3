import logging

logger = logging.getLogger(__name__)


def forecast(city):
    try:
        weather = station(city)
        logger.debug("station of %s answered", city)
    except ConnectionError:
        logger.warning("station of %s is down, falling back to the model", city)
    weather = model(city)
    logger.info("fallback forecast: %s", weather)
    return weather
