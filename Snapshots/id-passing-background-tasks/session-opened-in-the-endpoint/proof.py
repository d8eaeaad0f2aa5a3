# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/incidents?title=leak", seen=["leak"])
