import logging

from fastapi import FastAPI
from sqlalchemy import Column, Integer, String, create_engine, select
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db")
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()

app = FastAPI()


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


def seed():
    # BEFORE (RACE CONDITION)
    db = SessionLocal()
    try:
        # âŒ Check-then-insert pattern
        if not db.query(User).filter(User.id == 1).first():  # Check
            u = User(id=1, email="test@example.com")
            db.add(u)
            db.commit()  # Insert
    finally:
        db.close()


@app.on_event("startup")
def startup():
    seed()
