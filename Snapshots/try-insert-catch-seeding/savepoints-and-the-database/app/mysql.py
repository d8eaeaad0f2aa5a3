from fastapi import APIRouter, Depends
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from app.models import Tag

engine = create_engine("mysql+pymysql://app@db/app")
SessionLocal = sessionmaker(bind=engine)
router = APIRouter()


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@router.post("/tags/{name}")
def tag(name: str, db: Session = Depends(get_db)):
    """The caller's transaction goes on: only a savepoint keeps it."""
    found = db.query(Tag).filter(Tag.name == name).first()
    if found is None:
        found = Tag(name=name)
        db.add(found)
    found.name = name
    db.commit()
    return found.id


def seed():
    """Nothing else is in the transaction: a rollback takes back the insert alone."""
    with SessionLocal() as db:
        if db.query(Tag).filter(Tag.name == "new").first() is None:
            db.add(Tag(name="new"))
            db.commit()
