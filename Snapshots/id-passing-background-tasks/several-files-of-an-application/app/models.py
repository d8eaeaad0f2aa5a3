from typing import Optional

from sqlmodel import Field, SQLModel


class UserBase(SQLModel):
    email: str


class User(UserBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
