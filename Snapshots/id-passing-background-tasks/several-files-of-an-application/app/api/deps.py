from typing import Annotated, Generator

from fastapi import Depends, HTTPException
from sqlmodel import Session

from app.db.session import engine
from app.models import User


def get_db() -> Generator[Session, None, None]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_db)]


def get_current_user(session: SessionDep) -> User:
    user = session.get(User, 1)
    if not user:
        raise HTTPException(status_code=404)
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]
