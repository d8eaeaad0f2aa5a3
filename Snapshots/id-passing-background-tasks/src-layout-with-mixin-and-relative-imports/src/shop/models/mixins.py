from sqlalchemy.orm import Mapped, mapped_column


class Identified:
    order_id: Mapped[int] = mapped_column(primary_key=True)
