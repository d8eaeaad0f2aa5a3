from fastapi import BackgroundTasks, Depends, FastAPI, Request
from sqlalchemy.orm import Session

app = FastAPI()


def get_db(request: Request) -> Session:
    return request.state.db


def clean(db: Session, days: int) -> None:
    db.rollback()


@app.post("/clean")
def start(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(clean, db, 3)
    return {"ok": True}
