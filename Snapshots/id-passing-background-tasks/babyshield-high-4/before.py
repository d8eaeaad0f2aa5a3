import logging

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()
app = FastAPI()
seen = []


class IncidentReport(Base):
    __tablename__ = "incident_reports"

    id = Column(Integer, primary_key=True)
    product_name = Column(String)


Incident = IncidentReport


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


class IncidentAnalyzer:
    @staticmethod
    async def analyze_incident(incident: IncidentReport, db: Session) -> None:
        seen.append(incident.product_name)


def some_function(obj: IncidentReport, session: Session) -> None:
    seen.append(obj.product_name)


@app.post("/endpoint")
async def endpoint(product_name: str, background_tasks: BackgroundTasks, db: Session = Depends(get_db)):
    # Do work
    some_orm_object = IncidentReport(product_name=product_name)
    db.add(some_orm_object)
    background_tasks.add_task(some_function, some_orm_object, db)  # ❌ BAD
    db.commit()  # Session closes after response
    return {"ok": True}  # Task runs AFTER this, session closed!
