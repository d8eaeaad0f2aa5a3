from fastapi import FastAPI

from app.api.scans import router
from app.db import Base, engine
from app.jobs import seen
from app.models import Scan as Incident

app = FastAPI()
app.include_router(router)
