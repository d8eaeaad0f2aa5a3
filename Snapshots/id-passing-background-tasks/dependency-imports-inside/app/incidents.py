from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.base import Base
from app.deps import get_db

router = APIRouter()
seen = []


class Incident(Base):
    __tablename__ = "incidents"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


def analyze(incident: Incident, db: Session) -> None:
    seen.append(incident.title)


@router.post("/incidents/{key}")
def again(key: int, tasks: BackgroundTasks, db: Session = Depends(get_db)) -> dict[str, bool]:
    incident = db.query(Incident).filter(Incident.id == key).one()
    db.commit()
    tasks.add_task(analyze, incident, db)
    return {"ok": True}
