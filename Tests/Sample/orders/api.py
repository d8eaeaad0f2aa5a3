"""The endpoints."""

import logging

from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy.orm import Session

from .database import get_db
from .models import Order

logger = logging.getLogger(__name__)
router = APIRouter()


def confirm(order: Order, db: Session) -> None:
    """Confirm an order, which takes a while."""
    order.is_confirmed = True
    db.commit()
    logger.info("confirmed the order of %s", order.customer)


@router.post("/orders")
def place_order(customer: str, tasks: BackgroundTasks, db: Session = Depends(get_db)) -> dict[str, bool]:
    order = Order(customer=customer)
    db.add(order)
    db.commit()
    tasks.add_task(confirm, order, db)
    return {"placed": True}


@router.post("/report")
def report(tasks: BackgroundTasks, db: Session = Depends(get_db)) -> dict[str, bool]:
    tasks.add_task(lambda: db.query(Order).count())
    return {"started": True}
