import logging


result = quick_check()
if not result:
    logging.warning("quick check failed, trying fallback")
result = thorough_check()