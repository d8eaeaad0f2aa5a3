from sqlalchemy import Boolean, Column, DateTime, Integer, String
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()


class Tag(Base):
    __tablename__ = "tags"

    id = Column(Integer, primary_key=True)
    name = Column(String, unique=True)
    is_deleted = Column(Boolean, default=False)
    deleted_at = Column(DateTime)


def by_flag(db: Session, name: str):
    tag = db.query(Tag).filter(Tag.name == name, Tag.is_deleted == False).first()
    if tag is None:
        tag = Tag(name=name)
        db.add(tag)
    return tag


def by_is(db: Session, name: str):
    tag = db.query(Tag).filter(Tag.name == name, Tag.deleted_at.is_(None)).first()
    if tag is None:
        tag = Tag(name=name)
        db.add(tag)
    return tag


def by_keyword(db: Session, name: str):
    tag = db.query(Tag).filter_by(name=name, is_deleted=False).first()
    if tag is None:
        tag = Tag(name=name)
        db.add(tag)
    return tag


def by_two_keys(db: Session, i: int, name: str):
    tag = db.query(Tag).filter(Tag.id == i, Tag.name == name).first()
    if tag is None:
        tag = Tag(id=i, name=name)
        db.add(tag)
    return tag
