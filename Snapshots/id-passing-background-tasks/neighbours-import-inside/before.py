from contextlib import contextmanager

from fastapi import BackgroundTasks, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

import app.db
from app.db import Base, get_db
from app.incidents import router, seen
from app.models import Incident

app_db = app.db
app = FastAPI()
app.include_router(router)

# What a test does: requests and everything else work in its own database.
engine = create_engine("sqlite:///test.db", connect_args={"check_same_thread": False})
TestingSession = sessionmaker(bind=engine)


def get_test_db():
    db = TestingSession()
    try:
        yield db
    finally:
        db.close()


app.dependency_overrides[get_db] = get_test_db
app_db.get_db_manager = contextmanager(get_test_db)
