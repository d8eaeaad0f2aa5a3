from sqlalchemy import Column, Integer, String, ForeignKey, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker, relationship, Session
Base = declarative_base()
engine = create_engine("postgresql://x")
SessionLocal = sessionmaker(bind=engine)


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)


class Event(Base):
    __tablename__ = "ev"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"))
    owner = relationship("User")
    items = relationship("Item")


class Item(Base):
    __tablename__ = "it"
    id = Column(Integer, primary_key=True)
    ev_id = Column(ForeignKey("ev.id"))
    s = Column(String)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
