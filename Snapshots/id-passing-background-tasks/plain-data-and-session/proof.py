# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/documents", json=["a", " b "], seen=["a", "b"])
