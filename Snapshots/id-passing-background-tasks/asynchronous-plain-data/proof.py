# environments: fastapi-0.115
from background_tasks import prove

prove("PUT", "/incidents/1?title=b", rows=[dict(title="a")], seen=[("a", "b")])
