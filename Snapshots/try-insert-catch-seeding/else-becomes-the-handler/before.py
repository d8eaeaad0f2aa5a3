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
    with SessionLocal() as db:
        if not db.query(User).filter(User.email == "ada@example.org").first():
            # the first administrator
            db.add(User(email="ada@example.org", name="ours"))
            db.commit()
            logger.info("created")
        else:
            # nothing to do
            logger.info("exists already")


@app.on_event("startup")
def startup():
    seed()
