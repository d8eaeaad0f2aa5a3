# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/incidents/7", rows=[dict(tenant="a", number=7, title="leak")], seen=["leak"])
