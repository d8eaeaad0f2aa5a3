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


def export(incidents: list[Incident], db: Session):
    for incident in incidents:
        seen.append(incident.title)
        incident.status = "exported"
    db.commit()


@app.post("/export")
def start(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    rows = db.query(Incident).order_by(Incident.id).all()
    db.commit()
    tasks.add_task(export, rows, db)
    return {"ok": True}
