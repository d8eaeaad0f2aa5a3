# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/export", rows=[dict(title="a"), dict(title="b")], seen=["a", "b"])
