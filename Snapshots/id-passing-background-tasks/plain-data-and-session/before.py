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


def create_documents(titles: list[str], session: Session):
    for title in titles:
        session.add(Incident(title=title))
    session.commit()
    seen.extend(incident.title for incident in session.query(Incident).order_by(Incident.id))


@app.post("/documents")
def upload(titles: list[str], tasks: BackgroundTasks, db: Session = Depends(get_db)):
    documents = [title.strip() for title in titles]
    tasks.add_task(create_documents, documents, db)
    return {"count": len(documents)}
