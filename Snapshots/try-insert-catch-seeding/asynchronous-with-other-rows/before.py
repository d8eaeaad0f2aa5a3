import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("postgresql+asyncpg:///app")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)


async def seed(session: AsyncSession, owner: User) -> int:
    user = (await session.execute(select(User).where(User.email == owner.email))).scalar_one_or_none()
    if user is None:
        user = User(email=owner.email)
        session.add(user)
        await session.commit()
    return owner.id
