# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/api/v1/incidents/submit-json?product_name=cot", seen=["cot"])
