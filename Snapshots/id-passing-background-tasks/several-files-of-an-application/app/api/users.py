from typing import Any

from fastapi import APIRouter, BackgroundTasks

from app import jobs
from app.api.deps import CurrentUser, SessionDep

router = APIRouter()


@router.post("/welcome")
def welcome(user: CurrentUser, session: SessionDep, background_tasks: BackgroundTasks) -> Any:
    """Welcomes the user in the background."""
    session.commit()
    background_tasks.add_task(jobs.welcome, user, text="hello")
    return {"ok": True}
