# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/endpoint?product_name=cot", seen=["cot"])
