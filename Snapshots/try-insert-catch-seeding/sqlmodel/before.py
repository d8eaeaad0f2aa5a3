from typing import Optional

from sqlmodel import Field, Session, SQLModel, create_engine, select

engine = create_engine("sqlite:///app.db")
Base = SQLModel


class Hero(SQLModel, table=True):
    __tablename__ = "heroes"

    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    age: int = 0


def seed() -> int:
    with Session(engine) as session:
        hero = session.exec(select(Hero).where(Hero.name == "Ada")).first()
        if not hero:
            hero = Hero(name="Ada", age=1)
            session.add(hero)
            session.commit()
            session.refresh(hero)
        return hero.age
