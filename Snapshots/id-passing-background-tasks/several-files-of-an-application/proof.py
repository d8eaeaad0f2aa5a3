# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/welcome", rows=[dict(email="a@example.org")], seen=[("a@example.org", "hello")])
