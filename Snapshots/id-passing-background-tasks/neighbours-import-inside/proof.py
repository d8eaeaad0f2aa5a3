# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/incidents/1", rows=[dict(title="leak")], seen=[("leak", "sqlite:///test.db")])
