from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import Session, declarative_base, relationship

Base = declarative_base()


class Owner(Base):
    __tablename__ = "owners"

    id = Column(Integer, primary_key=True)


class Task(Base):
    __tablename__ = "tasks"

    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    state = Column(String, nullable=False, default="new")
    owner_id = Column(Integer, ForeignKey("owners.id"), nullable=False)
    owner = relationship(Owner)


def filled_behind(db: Session, i: int, name: str) -> Task:
    t = db.get(Task, i)
    if t is None:
        t = Task(id=i)
        db.add(t)
    t.name = name
    return t


def never_filled(db: Session, i: int) -> None:
    if db.get(Task, i) is None:
        db.add(Task(id=i))


def filled_in_the_constructor(db: Session, i: int, name: str, owner: Owner) -> Task:
    t = db.get(Task, i)
    if t is None:
        t = Task(id=i, name=name, owner=owner)
        db.add(t)
    return t


def filled_before_the_insert(db: Session, i: int, name: str) -> Task:
    t = db.get(Task, i)
    if t is None:
        t = Task(id=i)
        t.name = name
        db.add(t)
    return t
