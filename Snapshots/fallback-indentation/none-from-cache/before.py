import logging

_LOGGER = logging.getLogger(__name__)


def load_profile(user_id):
    """Return the profile of a user, from the cache if it is there."""
    profile = cache_lookup(user_id)
    if profile is None:
        _LOGGER.debug("Profile %s is not cached, falling back to the database", user_id)
    profile = query_profile(user_id)
    return profile
