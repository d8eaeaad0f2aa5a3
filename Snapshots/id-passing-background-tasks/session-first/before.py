import logging

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()
app = FastAPI()
seen = []


class Incident(Base):
    __tablename__ = "incidents"

    id = Column(Integer, primary_key=True)
    title = Column(String)
    status = Column(String, default="new")


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def notify(db: Session, incident_id: int, text: str):
    seen.append((db.get(Incident, incident_id).title, text))


@app.post("/incidents/{incident_id}/notify")
def start(incident_id: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(notify, db, incident_id, "hello")
    return {"started": True}
