from fastapi import APIRouter, BackgroundTasks, Depends
from sqlalchemy.orm import Session
from pydantic import BaseModel
from app.db import get_db, User, Event, Item
router = APIRouter()


class UserOut(BaseModel):
    id: int


def current(db: Session = Depends(get_db)) -> User:
    return db.get(User, 1)


def current_dict(db: Session = Depends(get_db)) -> dict:
    return {"user": db.get(User, 1)}


def work(db: Session, user: User):
    user.x = 1
    db.commit()


def work_list(db: Session, items: list[Item]):
    db.commit()


def work_untyped(db: Session, x):
    db.commit()


def bulk(db: Session) -> tuple[int, list[Item]]:
    return 1, db.query(Item).all()


@router.post("/a")
def a_annot(tasks: BackgroundTasks, user: UserOut = Depends(current), db: Session = Depends(get_db)):
    tasks.add_task(work, db, user)


@router.post("/b")
def b_dict(tasks: BackgroundTasks, d: dict = Depends(current_dict), db: Session = Depends(get_db)):
    u = d.get("user")
    tasks.add_task(work, db, u)


@router.post("/c")
def c_tuple(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    n, rows = bulk(db)
    tasks.add_task(work_list, db, rows)


@router.post("/d")
def d_comp(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    ev = db.get(Event, 1)
    rows = [i for i in ev.items if i.s]
    tasks.add_task(work_list, db, rows)


@router.post("/e")
def e_rel(tasks: BackgroundTasks, db: Session = Depends(get_db)):
    ev = db.query(Event).first()
    tasks.add_task(work, db, ev.owner)


@router.post("/f")
def f_relvar(tasks: BackgroundTasks, db: Session = Depends(get_db), ev_id: int = 1):
    ev = db.get(Event, ev_id)
    if not ev:
        return
    o = ev.owner
    tasks.add_task(work, db, o)


@router.post("/g")
def g_untyped(tasks: BackgroundTasks, db: Session = Depends(get_db), ev_id: int = 1):
    d = current_dict(db)
    tasks.add_task(work_untyped, db, d["user"])
