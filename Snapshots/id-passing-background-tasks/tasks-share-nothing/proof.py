# environments: fastapi-0.115 newest sqlalchemy-1.4
from background_tasks import prove

prove("POST", "/record?title=again", rows=[dict(title="first")], seen=[1])
