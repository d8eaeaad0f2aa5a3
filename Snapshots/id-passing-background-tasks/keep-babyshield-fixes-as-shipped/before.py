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


def analyze_incident_background(incident_id: int):
    """
    Creates its own database session to avoid DetachedInstanceError
    """
    import asyncio

    db = SessionLocal()  # ✅ Fresh session for background task
    try:
        # Fetch incident by ID in new session
        incident = db.query(IncidentReport).filter(
            IncidentReport.id == incident_id
        ).first()

        if not incident:
            logger.warning(f"Incident {incident_id} not found")
            return

        # Run async analysis with fresh session
        asyncio.run(IncidentAnalyzer.analyze_incident(incident, db))

    except Exception as e:
        logger.error(f"Background analysis failed: {e}", exc_info=True)
        db.rollback()
    finally:
        db.close()  # ✅ Clean up session


@app.post("/api/v1/incidents/submit-json")
async def submit_incident(product_name: str, background_tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = IncidentReport(product_name=product_name)
    db.add(incident)
    db.flush()  # Get the ID

    # ✅ Extract ID before session closes
    incident_id = incident.id

    db.commit()  # Session closes here safely

    # ✅ Pass ID only, not the object
    background_tasks.add_task(
        analyze_incident_background,  # New wrapper function
        incident_id
    )
    return {"ok": True}
