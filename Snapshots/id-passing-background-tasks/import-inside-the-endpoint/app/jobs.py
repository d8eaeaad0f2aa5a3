from sqlalchemy.orm import Session

from app.models import Scan

seen = []


def run(scan: Scan, db: Session) -> None:
    seen.append(scan.title)
