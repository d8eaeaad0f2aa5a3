import logging

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

from app import db  # Another `db`: the name must not be guessed.

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db")
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()
app = FastAPI()


class Incident(Base):
    __tablename__ = "incidents"

    id = Column(Integer, primary_key=True)
    title = Column(String)


def get_db():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()


def analyze(incident: Incident):
    print(incident.title)


@app.post("/incidents")
def create(tasks: BackgroundTasks, session: Session = Depends(get_db)):
    incident = Incident(title="x")
    session.add(incident)
    tasks.add_task(analyze, incident)
    session.commit()
    return {"ok": True}
