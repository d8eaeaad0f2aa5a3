import logging

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from starlette.background import BackgroundTask

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


def analyze(incident: Incident, db: Session) -> None:
    seen.append(incident.title)


@app.post("/incidents/{incident_id}")
def again(incident_id: int, db: Session = Depends(get_db)):
    incident = db.query(Incident).filter(Incident.id == incident_id).one()
    db.commit()
    return JSONResponse({"ok": True}, background=BackgroundTask(analyze, incident, db))
