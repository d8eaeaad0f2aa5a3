from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from .database import get_session
from .models import Order
from .tasks import ship

router = APIRouter()


@router.post("/orders/{name}")
async def start(name: str, tasks: BackgroundTasks, session: AsyncSession = Depends(get_session)):
    order = (await session.execute(select(Order).where(Order.name == name))).scalar_one()
    tasks.add_task(ship, session, order)
    return {"ok": True}
