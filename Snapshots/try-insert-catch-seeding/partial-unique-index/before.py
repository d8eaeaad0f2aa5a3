import logging

from sqlalchemy import Column, Index, Integer, String, create_engine, select, text
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db")
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    email = Column(String, unique=True, nullable=False)
    name = Column(String)


class Role(Base):
    __tablename__ = "roles"

    id = Column(Integer, primary_key=True)
    name = Column(String(50), unique=True)
    rank = Column(Integer, default=0)


class Tag(Base):
    __tablename__ = "tags"

    id = Column(Integer, primary_key=True)
    label = Column(String, nullable=False)
    deleted = Column(Integer, default=0)

    __table_args__ = (Index("ix", "label", unique=True, sqlite_where=text("deleted = 0")),)


def seed():
    with SessionLocal() as session:
        if not session.query(Tag).filter(Tag.label == "new").first():
            session.add(Tag(label="new"))
            session.commit()
