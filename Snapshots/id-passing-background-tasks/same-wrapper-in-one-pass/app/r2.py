from typing import Optional
from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy.orm import Session
from app.db import get_db
router = APIRouter()


def search(db: Session, sid: Optional[int]):
    db.commit()


def find(db: Session, sid: Optional[int], st: Optional[str]):
    db.commit()


def now(db: Session):
    search(db, 1)
    find(db, 1, None)


@router.get("/a/{i}")
def a(i: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(search, db, i)


@router.get("/b/{i}")
def b(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(search, db, None)


@router.get("/c/{i}")
def c(i: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(find, db, i, None)


@router.get("/d/{i}")
def d(i: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(find, db, i, None)
