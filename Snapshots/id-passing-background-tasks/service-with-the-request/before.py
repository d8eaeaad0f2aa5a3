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


class Service:
    def __init__(self, db: Session, address: str):
        self.db = db
        self.address = address

    def run(self, incident_id: int) -> None:
        seen.append(self.db.get(Incident, incident_id).title)


@app.post("/incidents/{incident_id}")
def again(incident_id: int, address: str, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    service = Service(db, address)
    tasks.add_task(service.run, incident_id)
    return {"ok": True}
