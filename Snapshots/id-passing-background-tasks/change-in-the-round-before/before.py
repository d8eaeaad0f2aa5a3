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
def rename(titles: list[str], tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = db.query(Incident).first()
    if incident is None:
        raise HTTPException(status_code=404)
    for title in titles:
        tasks.add_task(analyze, incident, db)
        incident.title = title
    return {"ok": True}
