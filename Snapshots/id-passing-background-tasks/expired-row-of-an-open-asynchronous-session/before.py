import logging

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import declarative_base

SessionLocal = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"), expire_on_commit=False)
Base = declarative_base()
app = FastAPI()
logger = logging.getLogger(__name__)


class Incident(Base):
    __tablename__ = "incidents"

    id = Column(Integer, primary_key=True)
    title = Column(String, nullable=False)

    def label(self):
        return f"#{self.id} {self.title}"


async def get_db():
    async with SessionLocal() as db:
        yield db


async def analyze(incident: Incident):
    print(incident.label())


@app.post("/incidents")
async def create(title: str, tasks: BackgroundTasks, db: AsyncSession = Depends(get_db)):
    incident = Incident(title=title)
    db.add(incident)
    await db.commit()
    tasks.add_task(analyze, incident)
