# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/incidents/1?title=new", rows=[dict(title="old")], seen=["new"])
