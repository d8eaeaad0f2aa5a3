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


def analyze(incident: Incident, db: Session):
    incident.status = "analyzed"
    db.commit()
    seen.append(incident.title)


@app.post("/incidents")
def create(key: int, other: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = db.get(Incident, key)
    if incident is None:
        incident = db.get(Incident, other)
    tasks.add_task(analyze, incident, db)
    return {"ok": True}
