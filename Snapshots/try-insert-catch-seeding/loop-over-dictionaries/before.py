import logging
import os

from sqlalchemy import Column, Integer, String, create_engine, select
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine(os.environ["DATABASE_URL"])
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


ROLES = [{"name": "admin", "rank": 3}, {"name": "user", "rank": 1}]


def seed():
    created = 0
    with SessionLocal() as db:
        for data in ROLES:
            existing = db.query(Role).filter(Role.name == data["name"]).first()
            if not existing:
                role = Role(**data)
                db.add(role)
                created += 1
        db.commit()
    return created
