from sqlalchemy import Column, String

from .base import Base, Identified


class Role(Identified, Base):
    __tablename__ = "roles"

    name = Column(String, unique=True, nullable=False)
