from fastapi import FastAPI
from sqlmodel import SQLModel as Base

from app.api.users import router
from app.db.session import engine
from app.jobs import seen
from app.models import User as Incident

app = FastAPI()
app.include_router(router)
