import logging

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()
logger = logging.getLogger(__name__)


class Tag(Base):
    __tablename__ = "tags"

    id = Column(Integer, primary_key=True)
    name = Column(String, unique=True)


def ensure(db: Session, name: str) -> None:
    if not db.query(Tag).filter(Tag.name == name).first():
        db.add(Tag(name=name))
    try:
        db.commit()
    except Exception:
        db.rollback()
        logger.exception("could not save the tag")
