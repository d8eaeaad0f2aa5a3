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

    tenant = Column(String, primary_key=True)
    number = Column(Integer, primary_key=True)
    title = Column(String)
    status = Column(String, default="new")


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def analyze(*, incident: Incident, note: str, db: Session):
    seen.append((incident.title, note))


@app.post("/incidents/{number}")
def again(number: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = db.query(Incident).filter_by(tenant="a", number=number).one()
    tasks.add_task(analyze, incident=incident, note="x", db=db)
    return {"ok": True}
