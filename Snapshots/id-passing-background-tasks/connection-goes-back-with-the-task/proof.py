# environments: newest sqlalchemy-1.4
from background_tasks import prove

prove("POST", "/count", rows=[dict(title="a")], meanwhile=("between", "/ping"), seen=[1, 200])
