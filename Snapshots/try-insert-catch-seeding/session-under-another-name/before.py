from sqlalchemy import Column, Integer, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

engine = create_engine("postgresql:///app")
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)


class Audit(Base):
    __tablename__ = "audit"

    id = Column(Integer, primary_key=True)


class Journal:
    def __init__(self, session):
        self.session = session

    def note(self):
        self.session.add(Audit())


def seed_by_its_name():
    with SessionLocal() as db:
        db.add(Audit())
        if not db.query(User).filter(User.id == 1).first():
            db.add(User(id=1))
            db.commit()


def seed_by_another_name():
    with SessionLocal() as db:
        s = db
        s.add(Audit())
        if not db.query(User).filter(User.id == 1).first():
            db.add(User(id=1))
            db.commit()


def seed_with_a_helper():
    with SessionLocal() as db:
        journal = Journal(db)
        journal.note()
        if not db.query(User).filter(User.id == 1).first():
            db.add(User(id=1))
            db.commit()


def seed_alone():
    with SessionLocal() as db:
        if not db.query(User).filter(User.id == 1).first():
            db.add(User(id=1))
            db.commit()
