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


class Repository:
    def __init__(self, session: Session):
        self.session = session


def analyze(repository: Repository, incident_id: int) -> None:
    seen.append(repository.session.get(Incident, incident_id).title)


@app.post("/incidents/{incident_id}")
def again(incident_id: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(analyze, Repository(db), incident_id)
    return {"ok": True}
