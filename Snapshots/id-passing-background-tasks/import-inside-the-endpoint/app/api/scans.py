from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy.orm import Session

from app import models
from app.db import get_db

router = APIRouter()


@router.post("/scans")
def start(title: str, background_tasks: BackgroundTasks, db: Session = Depends(get_db)) -> dict[str, bool]:
    from app import jobs

    scan = models.Scan(title=title)
    db.add(scan)
    db.commit()
    background_tasks.add_task(jobs.run, scan, db)
    return {"ok": True}
