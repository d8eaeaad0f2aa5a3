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


@app.post("/api/v1/incidents/submit-json")
async def submit_incident(product_name: str, background_tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = IncidentReport(product_name=product_name)
    db.add(incident)
    db.flush()  # Get the ID

    # Analyze incident in background
    background_tasks.add_task(
        IncidentAnalyzer.analyze_incident,
        incident,  # ❌ Passing SQLAlchemy object after session closed
        db        # ❌ Passing session that will be closed
    )

    db.commit()  # Session closes here, incident detached!
    return {"ok": True}
