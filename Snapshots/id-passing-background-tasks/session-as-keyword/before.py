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


def reindex(prefix: str, *, session: Session):
    seen.extend(i.title for i in session.query(Incident).filter(Incident.title.startswith(prefix)))


@app.post("/reindex")
def start(prefix: str, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(reindex, prefix, session=db)
    return {"started": prefix}
