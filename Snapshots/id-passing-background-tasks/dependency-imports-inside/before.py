from fastapi import BackgroundTasks, FastAPI

from app.base import Base
from app.incidents import Incident, router, seen
from app.db import engine

app = FastAPI()
app.include_router(router)
