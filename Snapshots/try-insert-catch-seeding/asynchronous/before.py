import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite:///app.db")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)


async def seed() -> str:
    async with SessionLocal() as session:
        result = await session.execute(select(User).where(User.email == "ada@example.org"))
        user = result.scalar_one_or_none()
        if user is None:
            user = User(id=1, email="ada@example.org")
            session.add(user)
            await session.commit()
        return user.id
