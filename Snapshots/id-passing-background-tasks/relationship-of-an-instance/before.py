import logging

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from sqlalchemy import Column, ForeignKey, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, relationship, sessionmaker

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


def analyze(reporter, db: Session) -> None:
    seen.append(reporter)


class Report(Base):
    __tablename__ = "reports"

    id = Column(Integer, primary_key=True)
    incident_id = Column(Integer, ForeignKey("incidents.id"))
    incident = relationship("Incident")


@app.post("/reports/{report_id}")
def again(report_id: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    report = db.query(Report).filter(Report.id == report_id).one()
    tasks.add_task(analyze, report.incident, db)
    tasks.add_task(analyze, report.incident_id, db)
    return {"ok": True}
