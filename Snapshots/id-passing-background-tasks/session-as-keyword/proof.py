# environments: fastapi-0.115
from background_tasks import prove

prove("POST", "/reindex?prefix=a", rows=[dict(title="ab"), dict(title="b")], seen=["ab"])
