# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/incidents?title=a", seen=["a!"], stored=["a!"])
