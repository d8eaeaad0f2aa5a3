import os

from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])
SessionLocal = sessionmaker(bind=engine)
Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    email = Column(String, unique=True, nullable=False)
    name = Column(String)


def rename(email: str, name: str):
    with SessionLocal() as session:
        user = session.query(User).filter(User.email == email).first()
        if user is not None:
            user.name = name
        else:
            user = User(email=email, name=name)
            session.add(user)
        session.commit()
