import logging

import psycopg

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()
app = FastAPI()
seen = []


class Incident(Base):
    __tablename__ = "incidents"

    id = Column(Integer, primary_key=True)
    title = Column(String)
    status = Column(String, default="new")


def get_connection():
    with psycopg.connect() as connection:
        yield connection


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def analyze(number: int, db: psycopg.Connection) -> None:
    seen.append(number)


@app.post("/numbers/{number}")
def again(number: int, tasks: BackgroundTasks, db: psycopg.Connection = Depends(get_connection)):
    tasks.add_task(analyze, number, db)
    return {"ok": True}
