import logging

from sqlalchemy import Column, Index, Integer, String, create_engine, select
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
    label = Column("tag_label", String, nullable=False)

    __table_args__ = (Index("ix_tags_label", "tag_label", unique=True), {"sqlite_autoincrement": True})


def seed():
    with SessionLocal() as session:
        if not session.query(Tag).filter(Tag.label == "new").first():
            session.add(Tag(label="new"))
            session.commit()
