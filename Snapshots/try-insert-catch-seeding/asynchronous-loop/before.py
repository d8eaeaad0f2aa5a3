import asyncio
import os

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine(os.environ["ASYNC_DATABASE_URL"])
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)


async def seed() -> None:
    async with SessionLocal() as session:
        for number, email in enumerate(["a@example.org", "b@example.org"], start=1):
            existing = await session.scalar(select(User).where(User.email == email))
            if existing is None:
                session.add(User(id=number, email=email))
        await session.commit()
