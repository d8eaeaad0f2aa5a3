from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy.orm import Session
from app.db import get_db, User, Event, Item
router = APIRouter()


def helper(db, i):
    return db.get(Event, i)


def search(db: Session, sid: int, state: str):
    db.commit()


@router.get("/a/{i}")
def a(i: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(search, db=db, sid=i, state=None)


@router.get("/b")
def b(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    tasks.add_task(search, db=db, sid=None, state='R')


def work(db: Session, user):
    db.commit()


@router.post("/g")
def g(tasks: BackgroundTasks, db: Session = Depends(get_db), i: int = 1):
    request = helper(db, i)
    tasks.add_task(work, db, request.owner)
