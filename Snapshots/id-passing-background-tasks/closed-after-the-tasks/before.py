import logging

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

SessionLocal = sessionmaker(create_engine("sqlite://"))
Base = declarative_base()
app = FastAPI()
logger = logging.getLogger(__name__)


class Incident(Base):
    __tablename__ = "incidents"

    id = Column(Integer, primary_key=True)
    title = Column(String, nullable=False)

    def label(self):
        return f"#{self.id} {self.title}"


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def analyze(incident_id: int, db: Session):
    incident = db.get(Incident, incident_id)
    print(incident.label())


@app.post("/incidents")
def create(title: str, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = Incident(title=title)
    db.add(incident)
    db.commit()
    tasks.add_task(analyze, incident.id, db)
