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
        db.commit()
    except Exception:
        db.rollback()
        raise
    finally:
        db.close()


def rename(incident: Incident, title: str, db: Session):
    incident.title = title
    seen.append(title)


@app.post("/incidents")
def create(title: str, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = Incident(title=title)
    db.add(incident)
    db.commit()
    tasks.add_task(rename, incident, title + "!", db)
    return {"ok": True}
