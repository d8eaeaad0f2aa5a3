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


def record(title: str, db: Session):
    db.add(Incident(id=1, title=title))
    try:
        db.commit()
    except Exception:
        logger.exception("record failed")


def summarize(db: Session):
    seen.append(db.query(Incident).count())


@app.post("/record")
def start(title: str, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(record, title, db)
    tasks.add_task(summarize, db)
    return {"ok": True}
