from sqlalchemy.orm import Mapped, mapped_column

from ..database import Base
from .mixins import Identified


class Order(Identified, Base):
    __tablename__ = "orders"

    name: Mapped[str]
