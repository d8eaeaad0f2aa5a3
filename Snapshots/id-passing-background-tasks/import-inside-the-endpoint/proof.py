# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/scans?title=port", seen=["port"])
