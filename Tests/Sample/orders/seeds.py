"""What every worker makes sure of when it starts."""

from .database import SessionLocal
from .models import Country, Note


def seed() -> None:
    with SessionLocal() as db:
        if not db.query(Country).filter(Country.code == "FR").first():
            db.add(Country(code="FR", name="France"))
            db.commit()

        if not db.query(Note).filter(Note.text == "hello").first():
            db.add(Note(text="hello"))
            db.commit()
