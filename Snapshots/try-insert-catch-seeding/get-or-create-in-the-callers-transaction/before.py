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


def get_or_create(db: Session, email: str) -> User:
    user = db.query(User).filter(User.email == email).first()
    if not user:
        user = User(email=email, name="ours")
        db.add(user)
        db.flush()
    return user


def seed():
    with SessionLocal(autoflush=False) as db:
        db.add(Role(name="kept"))
        db.flush()
        user = get_or_create(db, "ada@example.org")
        name = user.name
        db.commit()
        return name, db.query(Role).count()
