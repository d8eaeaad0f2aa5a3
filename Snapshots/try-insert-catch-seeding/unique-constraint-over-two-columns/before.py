import logging

from sqlalchemy import Column, Integer, String, UniqueConstraint, create_engine, select
from sqlalchemy.orm import Session, declarative_base, sessionmaker

logger = logging.getLogger(__name__)
engine = create_engine("sqlite:///app.db")
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    email = Column(String, unique=True, nullable=False)
    name = Column(String)


class Role(Base):
    __tablename__ = "roles"

    id = Column(Integer, primary_key=True)
    name = Column(String(50), unique=True)
    rank = Column(Integer, default=0)


class Member(Base):
    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("team", "user"),)

    id = Column(Integer, primary_key=True)
    team = Column(Integer, nullable=False)
    user = Column(Integer, nullable=False)


def seed(team: int, user: int):
    with SessionLocal() as session:
        member = session.query(Member).filter(Member.team == team, Member.user == user).first()
        if member is None:
            session.add(Member(team=team, user=user))
            session.commit()
