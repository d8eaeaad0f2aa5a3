from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Incident

router = APIRouter()
seen = []


def report() -> int:
    from app.db import get_db_manager

    with get_db_manager() as db:
        return db.query(Incident).count()


def analyze(incident: Incident, db: Session) -> None:
    seen.append((incident.title, str(db.get_bind().url)))


@router.post("/incidents/{key}")
def again(key: int, tasks: BackgroundTasks, db: Session = Depends(get_db)) -> dict[str, bool]:
    incident = db.query(Incident).filter(Incident.id == key).one()
    db.commit()
    tasks.add_task(analyze, incident, db)
    return {"ok": True}
