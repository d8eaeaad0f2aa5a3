import logging

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import QueuePool

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db", connect_args={"check_same_thread": False}, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=1)
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


def count(db: Session):
    seen.append(db.query(Incident).count())


def slow():
    seen.append(between())


def between():
    return "nobody asked"


@app.get("/ping")
def ping(db: Session = Depends(get_db)):
    return {"count": db.query(Incident).count()}


@app.post("/count")
def start(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(count, db)
    tasks.add_task(slow)
    return {"ok": True}
