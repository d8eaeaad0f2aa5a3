import logging
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, selectinload

logger = logging.getLogger(__name__)
engine = create_async_engine("sqlite+aiosqlite:///app.db")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()
seen = []


class Base(DeclarativeBase):
    pass


class Incident(Base):
    __tablename__ = "incidents"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


async def get_db():
    async with SessionLocal() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_db)]


async def analyze(incident: Incident, session: AsyncSession):
    seen.append(incident)


@app.post("/incidents/{incident_id}")
async def again(incident_id: int, tasks: BackgroundTasks, session: SessionDep):
    stmt = select(Incident).options(selectinload("*")).where(Incident.id == incident_id)
    incident = (await session.execute(stmt)).scalar_one()
    tasks.add_task(analyze, incident, session)
    return {"ok": True}
