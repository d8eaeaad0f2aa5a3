"""Runs random FastAPI and SQLAlchemy applications before and after the fixes: they must answer and store the same.

usage: applications.py REDLINE [--seed N] [--count N] [--keep DIR]

The Python that runs this runs the applications too: it needs FastAPI, httpx and SQLAlchemy 2. Each application is a
package with a database, models, services, routes and a main module. Its routes schedule background tasks and ensure
that rows exist, in many forms, some of them wrong on purpose. id-passing-background-tasks and try-insert-catch-seeding
run over all of them; then each application that was changed answers the same requests before and after the fix.
Status codes, bodies, the rows of every table and what the tasks saw are compared, in these runs:

- plain: nothing goes wrong beyond what the requests themselves provoke.
- exists: the row that a route ensures is inserted before its request.
- race: the row is inserted between lookup and insert, as another worker does. The original may fail; the fixed
  application must answer and store what the original does in the run "exists".
- violation: the insert violates another constraint. The fix must not hide that.
- request-commit, task-commit: a commit of the request or of the task fails.

A task of a fixed route must not use the session of its request. If the original fails because of the defect itself (a
detached instance, a transaction that a failed task left open), the run is not compared but counted as repaired.
Transactions work as on a server: a savepoint begins one, and the other worker's row stays through rollbacks.
"""

import argparse
import collections
import importlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import textwrap

CODEMODS = ("id-passing-background-tasks", "try-insert-catch-seeding")

# MARK: Parts of applications

IMPORTS = """import logging
import os
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Optional

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, HTTPException, Request
from sqlalchemy import Column, ForeignKey, Index, Integer, String, UniqueConstraint, create_engine, func, select, text
from sqlalchemy import insert, update
from sqlalchemy.orm import Session, declarative_base, joinedload, object_session, relationship, selectinload, sessionmaker
"""

MODELS = """
Base = declarative_base()


class Owner(Base):
    __tablename__ = "owners"

    id = Column(Integer, primary_key=True)
    name = Column(String, unique=True, nullable=False)
    seen = Column(Integer, default=0)
    events = relationship("Event", back_populates="owner", order_by="Event.id")

    def touch(self):
        self.seen = (self.seen or 0) + 1


class Event(Base):
    __tablename__ = "events"

    id = Column(Integer, primary_key=True)
    title = Column(String, nullable=False)
    status = Column(String, default="new")
    owner_id = Column(Integer, ForeignKey("owners.id"))
    owner = relationship("Owner", back_populates="events")
    items = relationship("Item", back_populates="event", order_by="Item.id", cascade="all, delete-orphan")

    def mark(self, status="marked"):
        self.status = status


class Item(Base):
    __tablename__ = "items"

    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    event_id = Column(Integer, ForeignKey("events.id"))
    event = relationship("Event", back_populates="items")


class Visit(Base):
    __tablename__ = "visits"

    id = Column(Integer, primary_key=True)
    path = Column(String, nullable=False)


class Role(Base):
    __tablename__ = "roles"

    id = Column(Integer, primary_key=True)
    name = Column(String, %(unique_role)s)
    level = Column(Integer)
    owner_id = Column(Integer, ForeignKey("owners.id"))
    owner = relationship("Owner")


class Plan(Base):
    __tablename__ = "plans"

    code = Column(String, primary_key=True)
    price = Column(Integer)


class Label(Base):
    __tablename__ = "labels"
    __table_args__ = (%(unique_label)s,)

    id = Column(Integer, primary_key=True)
    kind = Column(String, nullable=False)
    name = Column(String, nullable=False)
    colour = Column(String, %(colour)s)


class Badge(Base):
    __tablename__ = "badges"

    id = Column(Integer, primary_key=True)
    slug = Column(String, unique=True)
    text = Column(String)
"""

DEPENDENCIES = {
    "dependency-parameter": '    db = {open}\n    db.info["tenant"] = request.query_params.get("title")\n    try:\n'
    "        yield db\n    finally:\n        db.close()\n",
    "dependency": "    db = {open}\n    try:\n        yield db\n    finally:\n        db.close()\n",
    "dependency-with": "    with {open} as db:\n        yield db\n",
    "dependency-rollback": "    db = {open}\n    try:\n        yield db\n    except Exception:\n        db.rollback()\n"
    "        raise\n    finally:\n        db.close()\n",
    "dependency-commits": "    db = {open}\n    try:\n        yield db\n        db.commit()\n    except Exception:\n"
    "        db.rollback()\n        raise\n    finally:\n        db.close()\n",
    "dependency-prepares": '    db = {open}\n    db.info["tenant"] = "ours"\n    try:\n        yield db\n'
    "    finally:\n        db.close()\n",
}

SCOPE = """

@contextmanager
def session_scope():
    db = SessionLocal()
    try:
        yield db
%s    finally:
        db.close()
"""


def pick(source, weighted):
    """One of the names of a dictionary or of (name, weight) pairs."""
    pairs = list(weighted.items()) if isinstance(weighted, dict) else list(weighted)
    return source.choices([name for name, _ in pairs], [weight for _, weight in pairs])[0]


def indented(text, depth):
    return textwrap.indent(textwrap.dedent(text).strip("\n"), "    " * depth) + "\n"


class Application:
    """A package: its files, the requests that it is sent, and the rows that it makes sure of."""

    def __init__(self, number, source):
        self.name, self.random = f"app{number}", source
        self.services, self.routes, self.main = [], [], []
        self.requests, self.seedings, self.features = [], [], {}
        self.number = 0
        self.make_database()
        kinds = [pick(source, {"task": 6, "seeding": 5}) for _ in range(source.randrange(1, 4))]
        for kind in ["task", "seeding"] + kinds:
            self.number += 1
            self.features[self.number] = []
            (TaskRoute if kind == "task" else SeedingRoute)(self, self.number).write()

    def make_database(self):
        source = self.random
        self.options = source.choice(["", "", "", ", autoflush=False", ", expire_on_commit=False"])
        self.dependency = pick(
            source,
            [
                ("dependency", 6),
                ("dependency-with", 3),
                ("dependency-rollback", 3),
                ("dependency-commits", 1),
                ("dependency-prepares", 1),
                ("dependency-parameter", 1),
            ],
        )
        self.opening = source.choice(["SessionLocal()", "SessionLocal()", "SessionLocal()", "Session(engine)"])
        self.scope = pick(source, {"": 6, "scope": 1, "scope-commits": 1})
        self.aliased = source.random() < 0.4
        self.second = source.random() < 0.25
        self.split = source.random() < 0.6
        self.is_async = source.random() < 0.25
        self.constraints = self.model_options()

    def files(self):
        database = IMPORTS + '\nengine = create_engine(os.environ["DATABASE_URL"])\n'
        database += f"SessionLocal = sessionmaker(bind=engine{self.options})\nseen = []\n"
        parameter = "request: Request" if self.dependency == "dependency-parameter" else ""
        database += f"\n\ndef get_db({parameter}):\n" + DEPENDENCIES[self.dependency].format(open=self.opening)
        if self.scope:
            database += SCOPE % ("        db.commit()\n" if self.scope == "scope-commits" else "")
        if self.second:
            database += '\n\narchive_engine = create_engine(os.environ["ARCHIVE_URL"])\n'
            database += "ArchiveSession = sessionmaker(bind=archive_engine)\n"
            database += "\n\ndef get_archive():\n" + DEPENDENCIES["dependency"].format(open="ArchiveSession()")
        database += "\n\nDatabase = Annotated[Session, Depends(get_db)]\n"
        models = IMPORTS + MODELS % self.constraints
        names = "Badge, Base, Event, Item, Label, Owner, Plan, Role, Visit"
        base = f"from {self.name}.models import {names}\n"
        shared = f"from {self.name}.database import Database, SessionLocal, Session, engine, get_db, seen\n"
        if self.second:
            shared += f"from {self.name}.database import get_archive\n"
        head = IMPORTS + base + shared + "\nlogger = logging.getLogger(__name__)\n"
        services = head + "".join("\n\n" + chunk for chunk in self.services)
        called = sorted(
            set(re.findall(r"^(?:async )?(?:def|class) (\w+)", services, re.M))
            | set(re.findall(r"^([A-Z_0-9]+) =", services, re.M))
        )
        routes = head
        if called:
            routes += f"from {self.name}.services import {', '.join(called)}\n"
        routes += "\nrouter = APIRouter()\n" + "".join("\n\n" + chunk for chunk in self.routes)
        main = head + f"from {self.name} import services\nfrom {self.name}.routes import router\n"
        main += "\n" + "".join("\n\n" + chunk for chunk in self.main)
        if "lifespan" not in main.replace("lifespan=lifespan", "").split("logger =")[-1]:
            main += "\n\napp = FastAPI()\n"
        else:
            main += "\n\napp = FastAPI(lifespan=lifespan)\n"
        main += "app.include_router(router)\n"
        return {
            "__init__.py": "",
            "database.py": database,
            "models.py": models,
            "services.py": services,
            "routes.py": routes,
            "main.py": main,
        }

    def model_options(self):
        source = self.random
        return {
            "unique_role": source.choice(["unique=True", "unique=True, nullable=False", "unique=True, index=True"]),
            "unique_label": source.choice(
                ['UniqueConstraint("kind", "name")', 'Index("one_label", "kind", "name", unique=True)']
            ),
            "colour": source.choice(["default='red'", "nullable=False", "nullable=True"]),
        }

    def place(self, chunk):
        """A function goes to the services, or beside the routes."""
        (self.services if self.split else self.routes).append(chunk)

    def session_parameter(self):
        return "db: Database" if self.aliased else "db: Session = Depends(get_db)"


class Route:
    """One route, its number in every name that belongs to it."""

    def __init__(self, application, number):
        self.application, self.number, self.random = application, number, application.random
        self.lines, self.parameters = [], []

    def chance(self, share):
        return self.random.random() < share

    def feature(self, name):
        self.application.features[self.number].append(name)
        return name

    def choose(self, weighted):
        return self.feature(pick(self.random, weighted))

    def add(self, text):
        self.lines.append(indented(text.replace("NUMBER", str(self.number)), 1))

    def place(self, text):
        self.application.place(textwrap.dedent(text).strip("\n").replace("NUMBER", str(self.number)) + "\n")

    def request(self, **parameters):
        self.application.requests.append({"route": self.number, "parameters": parameters})

    def finish(self, is_async=False):
        head = "title: str, event_id: int, tasks: BackgroundTasks"
        parameters = ", ".join([head] + self.parameters)
        text = f'@router.post("/{self.number}")\n{"async " if is_async else ""}def route_{self.number}({parameters}):\n'
        self.application.routes.append(text + "".join(self.lines))


# MARK: Background tasks


class TaskRoute(Route):
    """A route that schedules tasks with a session, with instances, or with what holds them."""

    OBTAIN = {
        "new-committed": 8,
        "new-refreshed": 4,
        "new-flushed": 4,
        "new-added": 4,
        "get": 8,
        "first": 6,
        "one": 3,
        "select": 4,
        "helper-finds": 5,
        "helper-nested": 3,
        "helper-creates": 5,
        "helper-own-session": 2,
        "helper-own-nested": 1,
        "helper-default": 2,
        "dependency-loads": 4,
        "dependency-transient": 1,
        "from-relationship": 2,
        "either": 1,
        "given-key": 2,
        "rebound-optional": 1,
        "eager": 3,
        "merged": 1,
        "archive": 2,
        "archive-commits": 1,
    }
    BEFORE = {
        "": 30,
        "commit": 6,
        "changed-committed": 5,
        "changed": 3,
        "changed-by-helper": 2,
        "changed-by-method": 2,
        "changed-by-alias": 1,
        "setattr": 1,
        "other-row-changed": 2,
        "bulk-update": 1,
        "execute-update": 1,
        "helper-adds": 2,
        "refresh": 4,
        "rollback": 1,
        "expunge": 1,
        "added-child": 2,
        "read": 4,
        "flush": 2,
        "dependency-changes": 1,
        "deleted": 1,
        "conflict": 2,
        "incomplete-row": 1,
    }
    AFTER = {
        "": 26,
        "commit": 10,
        "changed-after": 2,
        "changed-after-committed": 3,
        "key-changed": 1,
        "deleted-after": 1,
        "rebound": 3,
        "answers-error": 4,
        "commit-in-try": 2,
        "early-return": 2,
        "joined-after": 1,
        "rollback-after": 1,
        "raises": 2,
        "other-commit": 2,
    }
    TASK = {
        "reads": 10,
        "modifies": 8,
        "modifies-uncommitted": 1,
        "queries": 6,
        "adds": 5,
        "relationship": 4,
        "raises": 4,
        "returns": 2,
        "object-session": 1,
        "refreshes": 2,
        "deletes": 1,
        "tenant": 1,
    }
    SCHEDULE = {
        "both": 12,
        "instance": 8,
        "session": 5,
        "id-and-session": 5,
        "keywords": 5,
        "plain-and-both": 5,
        "mixed-keywords": 3,
        "service": 5,
        "service-stateful": 2,
        "service-outside-state": 1,
        "service-items": 1,
        "service-constructor": 1,
        "list": 6,
        "list-appended": 1,
        "list-comprehension": 2,
        "partial": 1,
        "lambda": 1,
        "nested": 1,
        "dictionary": 1,
        "tuple-result": 1,
        "relationship": 2,
        "two": 5,
        "two-sharing": 3,
        "loop": 4,
        "loop-new": 3,
        "method-of-class": 2,
        "own-session-default": 2,
        "optional": 2,
        "global-service": 2,
        "attribute-data": 4,
    }

    def write(self):
        self.obtained = self.choose(self.OBTAIN)
        self.scheduled = self.choose(self.SCHEDULE)
        if self.obtained.startswith("archive") and not self.application.second:
            self.obtained = "get"
        self.kind = self.choose(self.TASK)
        self.coroutine = self.chance(0.25)
        self.annotated = self.chance(0.75)
        if not self.annotated:
            self.feature("unannotated")
        self.obtain()
        for _ in range(self.random.randrange(0, 3)):
            self.before(self.choose(self.BEFORE))
        self.schedule()
        if "incomplete-row" in self.application.features[self.number]:
            self.add("item.name = title\ndb.commit()")
        for _ in range(self.random.randrange(0, 3)):
            self.after(self.choose(self.AFTER))
        self.lines.append(
            f"    return {self.random.choice([chr(123) + chr(34) + 'ok' + chr(34) + ': True' + chr(125), *self.answers()])}\n"
        )
        self.parameters.append(self.application.session_parameter())
        if self.obtained.startswith("archive"):
            self.parameters = (
                [self.application.session_parameter()] if "=" not in self.parameters[-1] else self.parameters[-1:]
            )
            extra = "archive: Session = Depends(get_archive)"
            self.parameters = (
                self.parameters + [extra]
                if self.chance(0.6) or "=" not in self.parameters[0]
                else [extra] + self.parameters
            )
        if self.obtained.startswith("dependency-"):
            self.parameters.append(f"ev: Event = Depends(current_{self.number})")
        if "dependency-changes" in self.application.features[self.number]:
            self.parameters.append(f"owner: Owner = Depends(owner_{self.number})")
        self.finish(is_async=self.application.is_async and self.chance(0.6))
        self.request(title="first", event_id=1)
        self.request(title=self.random.choice(["bad", "second", "ada"]), event_id=self.random.choice([2, 3, 77]))
        if self.chance(0.3):
            self.request(title="third", event_id=self.random.choice([1, 2, 3, 77]))

    def answers(self):
        return ['{"id": ev.id}', '{"id": ev.id, "title": ev.title, "status": ev.status}'] if self.chance(0.3) else []

    # The instance

    def obtain(self):
        returns = " -> Event" if self.annotated or self.chance(0.5) else ""
        new, missing = "ev = Event(title=title)\ndb.add(ev)\n", self.missing()
        texts = {
            "new-committed": new + "db.commit()",
            "new-refreshed": new + "db.commit()\ndb.refresh(ev)",
            "new-flushed": new + "db.flush()",
            "new-added": new,
            "get": "ev = db.get(Event, event_id)\n" + missing,
            "first": self.random.choice(
                [
                    "ev = db.query(Event).filter(Event.id == event_id).first()\n",
                    "ev = db.query(Event).filter_by(id=event_id).first()\n",
                ]
            )
            + missing,
            "one": "ev = db.query(Event).filter(Event.id == event_id).one()",
            "select": self.random.choice(
                [
                    "ev = db.execute(select(Event).where(Event.id == event_id)).scalar_one_or_none()\n",
                    "ev = db.scalars(select(Event).where(Event.id == event_id)).first()\n",
                    "ev = db.scalar(select(Event).filter_by(id=event_id))\n",
                ]
            )
            + missing,
            "eager": f"ev = db.query(Event).options({self.random.choice(['selectinload', 'joinedload'])}(Event.owner))"
            ".filter(Event.id == event_id).first()\n" + missing,
            "from-relationship": "keeper = db.get(Owner, 1)\nev = keeper.events[0]",
            "either": "ev = db.get(Event, event_id) or Event(title=title)",
            "given-key": "ev = Event(id=event_id if event_id > 50 else None, title=title)\ndb.add(ev)\n"
            if self.chance(0.5)
            else "key = event_id if event_id > 50 else None\nev = Event(id=key, title=title)\ndb.add(ev)\n",
            "rebound-optional": "ev = db.get(Event, 1)\nseen.append(ev.title)\nev = db.get(Event, event_id)",
            "merged": "ev = db.merge(Event(id=event_id, title=title))\ndb.commit()",
            "archive": "ev = archive.get(Event, 1)",
            "archive-commits": new + "db.flush()\narchive.commit()",
            "helper-finds": "ev = find_NUMBER(db, event_id)\n" + missing,
            "helper-nested": "ev = find_NUMBER(db, event_id)\n" + missing,
            "helper-creates": "ev = create_NUMBER(db, title)",
            "helper-own-session": "ev = load_NUMBER(event_id)\n" + missing,
            "helper-own-nested": "ev = load_NUMBER(event_id)\n" + missing,
            "helper-default": "ev = find_NUMBER(db, event_id)",
        }
        self.define_source(returns)
        if self.obtained in texts:
            self.add(texts[self.obtained])

    def missing(self):
        return self.random.choice(
            [
                "if ev is None:\n    raise HTTPException(404)",
                'if not ev:\n    raise HTTPException(404, "gone")',
                'if not ev:\n    return {"none": True}',
            ]
        )

    def define_source(self, returns):
        optional = " -> Optional[Event]" if returns and self.chance(0.6) else returns
        create = pick(
            self.random,
            {
                "db.add(ev)\n    db.commit()": 4,
                "db.add(ev)\n    db.commit()\n    db.refresh(ev)": 3,
                "db.add(ev)\n    db.flush()": 2,
                "db.add(ev)": 1,
                "save_NUMBER(db, ev)": 2,
                "save_NUMBER(db, ev)\n    db.commit()": 1,
            },
        )
        save = self.random.choice(["db.add(row)\n    db.flush()", "db.add(row)\n    db.commit()", "db.add(row)"])
        default = "db.get(Event, event_id) or Event(title='nothing')" if self.chance(0.5) else "db.get(Event, event_id)"
        ends = '        if ev:\n            ev.status = "own"\n            own.commit()\n' if self.chance(0.4) else ""
        sources = {
            "helper-finds": f"def find_NUMBER(db: Session, event_id: int){optional}:\n    return db.get(Event, event_id)",
            "helper-nested": f"def fetch_NUMBER(session, key):\n    return session.get(Event, key)\n\n\n"
            f"def find_NUMBER(db: Session, event_id: int){optional}:\n    return fetch_NUMBER(db, event_id)",
            "helper-creates": f"def save_NUMBER(db: Session, row):\n    {save}\n\n\n"
            f"def create_NUMBER(db: Session, title: str){returns}:\n    ev = Event(title=title)\n    {create}\n    return ev",
            "helper-own-session": f"def load_NUMBER(event_id: int){optional}:\n    with SessionLocal() as own:\n        return own.get(Event, event_id)",
            "helper-own-nested": f"def open_NUMBER(key):\n    with SessionLocal() as own:\n        ev = own.get(Event, key)\n{ends}        return ev\n\n\n"
            f"def load_NUMBER(event_id: int){optional}:\n    return open_NUMBER(event_id)",
            "helper-default": f"def find_NUMBER(db: Session, event_id: int){returns}:\n    ev = {default}\n"
            "    if ev is None:\n        ev = Event(title='nothing')\n    return ev",
            "dependency-loads": f"def current_NUMBER(event_id: int, {self.application.session_parameter()}){returns}:\n"
            "    ev = db.get(Event, event_id)\n    if ev is None:\n        raise HTTPException(404)\n    return ev",
            "dependency-transient": f"def current_NUMBER(event_id: int, {self.application.session_parameter()}){returns}:\n"
            "    ev = db.get(Event, event_id)\n    if ev is None:\n        ev = Event(id=0, title='anonymous')\n    return ev",
        }
        if self.obtained in sources:
            self.place(sources[self.obtained])

    # What happens before and after

    def before(self, name):
        texts = {
            "commit": "db.commit()",
            "changed-committed": 'ev.status = "queued"\ndb.commit()',
            "changed": 'ev.status = "queued"',
            "changed-by-helper": "mark_NUMBER(ev)",
            "changed-by-method": 'ev.mark("method")',
            "changed-by-alias": 'same = ev\nsame.status = "alias"',
            "setattr": 'setattr(ev, "status", "set")',
            "other-row-changed": "other = db.get(Event, 3)\nother.status = title",
            "bulk-update": 'db.query(Event).filter(Event.id == 2).update({"status": title})',
            "execute-update": "db.execute(update(Event).where(Event.id == 2).values(status=title))",
            "helper-adds": "visit_NUMBER(db, title)",
            "refresh": "db.refresh(ev)",
            "rollback": "db.rollback()",
            "expunge": "db.expunge(ev)",
            "added-child": "db.add(Item(name=title, event=ev))\ndb.commit()",
            "read": "label = ev.title",
            "flush": "db.flush()",
            "deleted": "for item in db.query(Item).filter(Item.id == 1):\n    db.delete(item)\ndb.commit()",
            "conflict": "db.add(Owner(name=title))",
            "incomplete-row": "item = Item(event_id=1)\ndb.add(item)",
        }
        if name == "changed-by-helper":
            self.place('def mark_NUMBER(row):\n    row.status = "helper"')
        if name == "helper-adds":
            ends = self.random.choice(["", "", "    db.flush()\n", "    db.commit()\n"])
            self.place(f"def visit_NUMBER(db: Session, path):\n    db.add(Visit(path=path))\n{ends}")
        if name == "dependency-changes":
            self.place(
                f"def owner_NUMBER({self.application.session_parameter()}) -> Owner:\n    owner = db.get(Owner, 1)\n"
                "    owner.seen += 1\n    return owner"
            )
        if name in texts:
            self.add(texts[name])

    def after(self, name):
        texts = {
            "commit": "db.commit()",
            "changed-after": 'ev.status = "later"',
            "changed-after-committed": 'ev.status = "later"\ndb.commit()',
            "key-changed": "ev.id = ev.id + 500\ndb.commit()",
            "deleted-after": "db.delete(ev)\ndb.commit()\nev = Event(title='other', status='x')",
            "rebound": "ev = db.get(Event, 2)",
            "answers-error": 'if title == "bad":\n    raise HTTPException(418, "bad")',
            "commit-in-try": "try:\n    db.commit()\nexcept Exception:\n    db.rollback()\n    raise HTTPException(409)",
            "early-return": 'if title == "second":\n    return {"early": True}\ndb.commit()',
            "joined-after": "keeper = db.get(Owner, 1)\nkeeper.events.append(ev)\ndb.commit()",
            "rollback-after": "db.rollback()",
            "raises": 'if title == "bad":\n    raise RuntimeError("bad")',
            "other-commit": "db.add(Visit(path=title))\ndb.commit()",
        }
        if name in texts:
            self.add(texts[name])

    # The task and its call

    def body(self, instance="ev", session="db"):
        """What a task does with what it has; a name is None where it has not."""
        log, lines = 'seen.append(("NUMBER"', []
        if not instance and session:
            lines.append(
                f'seen.append(("NUMBER", {session}.query(Event).count(), sorted(str(row.status) for row in {session}.query(Event))))'
            )
            if self.kind in ("adds", "modifies", "raises"):
                lines.append(f'{session}.add(Visit(path="task"))\n{session}.commit()')
        elif instance:
            lines.append(f"{log}, {instance}.title, {instance}.status))")
        if instance:
            lines += self.work(instance, session)
        return "\n".join(lines)

    def work(self, ev, db):
        alone = {
            "reads": [f"seen.append({ev}.id is not None)"],
            "relationship": [
                f"seen.append({ev}.owner.name if {ev}.owner else None)",
                f"seen.append([item.name for item in {ev}.items])",
            ],
            "raises": [f'if {ev}.title == "bad":\n    raise ValueError("bad")', f"seen.append({ev}.owner_id)"],
            "returns": [f"return {ev}.title"],
            "object-session": [f"own = object_session({ev})", "if own is not None:\n    own.commit()"],
        }
        both = {
            "modifies": [f'{ev}.status = "done"', f"{db}.commit()", f"seen.append({ev}.status)"],
            "modifies-uncommitted": [f'{ev}.status = "half"', f"{db}.flush()"],
            "queries": [f"seen.append({db}.query(Item).filter(Item.event_id == {ev}.id).count())"],
            "adds": [f"{db}.add(Item(name={ev}.title, event={ev}))", f"{db}.commit()"],
            "refreshes": [f"{db}.refresh({ev})", f"seen.append({ev}.status)"],
            "deletes": [f"{db}.delete({ev})", f"{db}.commit()"],
            "tenant": [f'seen.append({db}.info.get("tenant"))'],
        }
        return (both.get(self.kind) if db else None) or alone.get(self.kind, [])

    def define_task(self, parameters, body, name="task_NUMBER"):
        if not self.annotated:
            parameters = re.sub(r": [A-Z]\w+(\[\w+\])?", "", parameters).replace(": list[Event]", "")
        head = f"{'async ' if self.coroutine else ''}def {name}({parameters}):"
        self.place(head + "\n" + indented(body, 1))

    def guarded(self, call):
        """The call, perhaps in a condition or a handler."""
        shape = self.choose({"": 10, "in-if": 2, "in-try": 1})
        if shape == "in-if":
            return f'if title != "second":\n    {call}'
        if shape == "in-try":
            return f'try:\n    {call}\nexcept ValueError:\n    seen.append("failed")'
        return call

    def schedule(self):
        getattr(self, "schedule_" + self.scheduled.replace("-", "_"))()

    def schedule_both(self):
        first = self.chance(0.5)
        self.define_task("db: Session, ev: Event" if first else "ev: Event, db: Session", self.body())
        self.add(self.guarded(f"tasks.add_task(task_NUMBER, {'db, ev' if first else 'ev, db'})"))

    def schedule_instance(self):
        self.define_task("ev: Event", self.body(session=None))
        self.add(self.guarded("tasks.add_task(task_NUMBER, ev)"))

    def schedule_session(self):
        self.define_task("db: Session", self.body(instance=None))
        self.add(self.guarded("tasks.add_task(task_NUMBER, db)"))

    def schedule_id_and_session(self):
        self.define_task("key: int, db: Session", "ev = db.get(Event, key)\nif ev is None:\n    return\n" + self.body())
        self.add("db.flush()" if self.obtained == "new-added" else "")
        self.add(self.guarded("tasks.add_task(task_NUMBER, ev.id, db)"))

    def schedule_keywords(self):
        self.define_task('ev: Event, db: Session, note: str = ""', self.body())
        self.add(
            self.guarded(
                self.random.choice(
                    [
                        "tasks.add_task(task_NUMBER, ev=ev, db=db)",
                        "tasks.add_task(task_NUMBER, db=db, ev=ev, note=title)",
                    ]
                )
            )
        )

    def schedule_mixed_keywords(self):
        self.define_task(
            'event_id: int, event: Event, ev_id: str = "", *, db: Session',
            self.body("event") if self.kind != "returns" else self.body("event"),
        )
        self.add("tasks.add_task(task_NUMBER, event_id, ev, title, db=db)")

    def schedule_plain_and_both(self):
        self.define_task(
            "note: str, ev: Event, numbers: list, db: Session", "seen.append((note, numbers))\n" + self.body()
        )
        self.add(
            f"tasks.add_task(task_NUMBER, title, ev, {self.random.choice(['[1, 2]', '[event_id]', 'list(range(event_id % 3))', '[ev.title]'])}, db)"
        )

    def schedule_attribute_data(self):
        self.define_task(
            "note: str, label: str, db: Session", "seen.append((note, label))\n" + self.body(instance=None)
        )
        self.add('tasks.add_task(task_NUMBER, ev.title, f"{ev.status}", db)')

    def service(self, constructor="        self.db = db\n", more="", attribute="self.db"):
        text = "class ServiceNUMBER:\n    def __init__(self, db: Session):\n" + constructor + more
        text += f"\n    {'async ' if self.coroutine else ''}def run(self, key: int):\n"
        text += indented(
            f"ev = {attribute}.get(Event, key)\nif ev is None:\n    return\n" + self.body(session=attribute), 2
        )
        self.place(text)

    def schedule_service(self):
        self.service()
        self.add("service = ServiceNUMBER(db)\ntasks.add_task(service.run, event_id)")

    def schedule_service_stateful(self):
        self.service(
            "        self.db = db\n        self.cache = {}\n",
            "\n    def prepare(self, key, value):\n        self.cache[key] = value\n"
            "\n    def show(self, key: int):\n        seen.append((self.cache, self.db.query(Event).count()))\n",
        )
        self.add(
            "service = ServiceNUMBER(db)\nservice.prepare(event_id, title)\ntasks.add_task(service.show, event_id)"
        )

    def schedule_service_outside_state(self):
        self.service(
            "        self.db = db\n        self.note = None\n",
            "\n    def show(self, key: int):\n        seen.append((self.note, self.db.query(Event).count()))\n",
        )
        self.add("service = ServiceNUMBER(db)\nservice.note = title\ntasks.add_task(service.show, event_id)")

    def schedule_service_items(self):
        self.service(
            "        self.db = db\n        self.items = []\n",
            "\n    def remember(self, item):\n        self.items.append(item)\n"
            "\n    def show(self, key: int):\n        seen.append((self.items, self.db.query(Event).count()))\n",
        )
        self.add("service = ServiceNUMBER(db)\nservice.remember(title)\ntasks.add_task(service.show, event_id)")

    def schedule_service_constructor(self):
        self.service('        self.db = db\n        self.db.add(Visit(path="constructor"))\n        self.db.commit()\n')
        self.add("service = ServiceNUMBER(db)\ntasks.add_task(service.run, event_id)")

    def schedule_global_service(self):
        self.place(
            f"class WorkerNUMBER:\n    {'async ' if self.coroutine else ''}def run(self, ev: Event, db: Session):\n"
            + indented(self.body(), 2)
            + "\n\nWORKER_NUMBER = WorkerNUMBER()"
        )
        self.add("tasks.add_task(WORKER_NUMBER.run, ev, db)")

    def schedule_method_of_class(self):
        kind = self.random.choice(["staticmethod", "classmethod"])
        first = "cls, " if kind == "classmethod" else ""
        self.place(
            f"class JobsNUMBER:\n    @{kind}\n    {'async ' if self.coroutine else ''}def run({first}ev: Event, db: Session):\n"
            + indented(self.body(), 2)
        )
        self.add("tasks.add_task(JobsNUMBER.run, ev, db)")

    def schedule_list(self):
        self.define_task("events: list[Event], db: Session", "for ev in events:\n" + indented(self.body(), 1))
        change = pick(
            self.random,
            {
                "": 8,
                'for one in events:\n    one.status = "listed"\n': 1,
                'for one in events:\n    one.status = "listed"\ndb.commit()\n': 2,
            },
        )
        query = self.random.choice(
            [
                "db.query(Event).order_by(Event.id).limit(3).all()",
                "db.query(Event).filter(Event.id < 3).order_by(Event.title).all()",
                "db.scalars(select(Event).order_by(Event.id.desc())).all()",
                "list(db.scalars(select(Event).order_by(Event.id)))",
            ]
        )
        self.add(f"events = {query}\n{change}tasks.add_task(task_NUMBER, events, db)")

    def schedule_list_appended(self):
        self.define_task("events: list[Event], db: Session", "for ev in events:\n" + indented(self.body(), 1))
        where = self.random.choice(["before", "after"])
        extra = "events.append(ev)\n"
        self.add(
            "events = db.query(Event).filter(Event.id < 2).all()\n"
            + (extra if where == "before" else "")
            + "tasks.add_task(task_NUMBER, events, db)\n"
            + (extra if where == "after" else "")
        )

    def schedule_list_comprehension(self):
        self.define_task("events: list[Event], db: Session", "for ev in events:\n" + indented(self.body(), 1))
        self.add(
            "found = db.query(Event).order_by(Event.id).all()\nevents = [one for one in found if one.id != 2]\ntasks.add_task(task_NUMBER, events, db)"
        )

    def schedule_partial(self):
        self.define_task("ev: Event, db: Session", self.body())
        self.add("tasks.add_task(partial(task_NUMBER, ev, db))")

    def schedule_lambda(self):
        self.coroutine = False
        self.define_task("ev: Event, db: Session", self.body())
        self.add("tasks.add_task(lambda: task_NUMBER(ev, db))")

    def schedule_nested(self):
        self.add("def work():\n" + indented(self.body(), 1) + "\ntasks.add_task(work)")

    def schedule_dictionary(self):
        self.define_task("data: dict, db: Session", 'ev = data["event"]\n' + self.body())
        self.add('tasks.add_task(task_NUMBER, {"event": ev}, db)')

    def schedule_tuple_result(self):
        self.place("def pair_NUMBER(row):\n    return row, 1")
        self.define_task("pair, db: Session", "ev = pair[0]\n" + self.body())
        self.add("tasks.add_task(task_NUMBER, pair_NUMBER(ev), db)")

    def schedule_relationship(self):
        self.define_task(
            "owner, db: Session", "seen.append(owner.name if owner else None)\n" + self.body(instance=None)
        )
        self.add("tasks.add_task(task_NUMBER, ev.owner, db)")

    def schedule_two(self):
        self.define_task("ev: Event, db: Session", self.body())
        self.define_task("db: Session", "seen.append(db.query(Visit).count())", "count_NUMBER")
        self.add("tasks.add_task(task_NUMBER, ev, db)\ntasks.add_task(count_NUMBER, db)")

    def schedule_two_sharing(self):
        self.define_task("ev: Event, db: Session", self.body())
        self.define_task("ev: Event", "seen.append((ev.title, ev.status))", "report_NUMBER")
        self.add("tasks.add_task(task_NUMBER, ev, db)\ntasks.add_task(report_NUMBER, ev)")

    def schedule_loop(self):
        self.define_task("ev: Event, db: Session, number: int", "seen.append(number)\n" + self.body())
        self.add(
            "for number, one in enumerate(db.query(Event).filter(Event.id < 4).order_by(Event.id)):\n    tasks.add_task(task_NUMBER, one, db, number)"
            if self.chance(0.5)
            else "for one in db.query(Event).filter(Event.id < 4).order_by(Event.id).all():\n    tasks.add_task(task_NUMBER, one, db, one.id)"
        )

    def schedule_loop_new(self):
        self.define_task("ev: Event, db: Session", self.body())
        ends = self.random.choice(
            [
                "    db.commit()\n    tasks.add_task(task_NUMBER, fresh, db)",
                "    tasks.add_task(task_NUMBER, fresh, db)\ndb.commit()",
                "    db.flush()\n    tasks.add_task(task_NUMBER, fresh, db)\ndb.commit()",
                "    tasks.add_task(task_NUMBER, fresh, db)\n    fresh.status = 'looped'\ndb.commit()",
            ]
        )
        self.add("for number in range(2):\n    fresh = Event(title=f'{title}{number}')\n    db.add(fresh)\n" + ends)

    def schedule_own_session_default(self):
        body = indented(self.body(), 2)
        self.coroutine = False
        self.place(
            "def task_NUMBER(key: int, db: Optional[Session] = None):\n    own = db is None\n    if own:\n        db = SessionLocal()\n    try:\n"
            "        ev = db.get(Event, key)\n        if ev is None:\n            return\n"
            + body
            + "    finally:\n        if own:\n            db.close()"
            if self.chance(0.5)
            else "def task_NUMBER(key: int, db: Session = None):\n    db = db or SessionLocal()\n    try:\n"
            "        ev = db.get(Event, key)\n        if ev is None:\n            return\n"
            + body
            + "    finally:\n        db.close()"
        )
        self.add("tasks.add_task(task_NUMBER, event_id, db)")

    def schedule_optional(self):
        self.define_task(
            "ev: Optional[Event], db: Session", "if ev is None:\n    seen.append('none')\n    return\n" + self.body()
        )
        self.add(
            "maybe = db.get(Event, event_id)\ntasks.add_task(task_NUMBER, maybe, db)"
            if self.chance(0.5)
            else "maybe = db.get(Event, event_id)\nif maybe:\n    tasks.add_task(task_NUMBER, maybe, db)"
        )


# MARK: Seedings


class SeedingRoute(Route):
    """A route, a helper or a start-up function that looks a row up and inserts it."""

    MODELS = {"Role": ["name"], "Plan": ["code"], "Label": ["kind", "name"], "Badge": ["slug"], "Owner": ["name"]}
    TABLES = {"Role": "roles", "Plan": "plans", "Label": "labels", "Badge": "badges", "Owner": "owners"}
    FILLED = {"Role": "level", "Plan": "price", "Label": "colour", "Badge": "text", "Owner": "seen"}
    PLACE = {
        "route": 7,
        "helper": 7,
        "helper-commits": 4,
        "class": 4,
        "startup": 4,
        "lifespan": 0,
        "import": 1,
        "own-session": 4,
        "nested": 1,
        "current-session": 1,
    }
    WORK = {
        "": 24,
        "pending-visit": 4,
        "flushed-visit": 3,
        "committed-visit": 3,
        "changed-row": 3,
        "changed-by-method": 2,
        "bulk-update": 2,
        "execute-update": 2,
        "execute-insert": 1,
        "helper-adds": 2,
        "relationship-append": 2,
        "setattr": 1,
        "read": 4,
        "incomplete-row": 1,
        "closure": 1,
        "dependency-adds": 1,
        "changed-list": 1,
        "deleted-row": 1,
        "bulk-delete": 1,
    }
    BETWEEN = {"": 20, "logs": 2, "counts": 2, "appends": 2, "logger": 3, "computes": 2}
    SHAPE = {
        "if-absent": 10,
        "variable": 12,
        "early-return": 6,
        "else-logs": 4,
        "else-binds": 1,
        "loop": 8,
        "loop-continue": 4,
    }
    AROUND = {"": 20, "broad-handler": 2, "later-handler": 1, "other-handler": 1}

    def write(self):
        self.model = pick(self.random, {"Role": 6, "Plan": 3, "Label": 4, "Badge": 2, "Owner": 3})
        self.where = self.choose(self.PLACE)
        self.shape = self.choose(self.SHAPE)
        self.feature(self.model)
        self.loops = self.shape.startswith("loop")
        if self.where in ("startup", "import", "lifespan") and not self.loops:
            self.constant = True
        else:
            self.constant = self.chance(0.3)
        self.between = self.choose(self.BETWEEN)
        self.returns = self.shape in ("variable", "early-return") and self.chance(0.6)
        self.session = "self.db" if self.where == "class" else "db"
        getattr(self, "write_" + self.where.replace("-", "_"))()

    # The key and the row

    def key(self, column):
        if column == "kind":
            return '"kind"'
        if self.loops:
            return "name"
        return f'"seed{self.number}"' if self.constant else "title"

    def competitor(self):
        row = {column: "kind" if column == "kind" else f"seed{self.number}" for column in self.MODELS[self.model]}
        row[self.FILLED[self.model]] = "theirs" if self.model in ("Label", "Badge") else 7
        if self.model != "Plan":
            # Below all others, so that it does not matter to the ids of other rows when it comes.
            row["id"] = -5
        return {
            "table": self.TABLES[self.model],
            "row": row,
            "keys": self.MODELS[self.model],
            "route": self.number,
            "between": self.between not in ("", "computes"),
            "startup": self.where in ("startup", "import", "lifespan"),
            "import": self.where == "import",
        }

    def lookup(self):
        columns, model, db = self.MODELS[self.model], self.model, self.session
        equal = ", ".join(f"{model}.{column} == {self.key(column)}" for column in columns)
        if len(columns) == 2 and self.chance(0.3):
            equal = " & ".join(f"({model}.{column} == {self.key(column)})" for column in columns)
        named = ", ".join(f"{column}={self.key(column)}" for column in columns)
        forms = [
            f"{db}.query({model}).filter({equal}).first()",
            f"{db}.query({model}).filter_by({named}).first()",
            f"{db}.query({model}).filter_by({named}).one_or_none()",
            f"{db}.execute(select({model}).where({equal})).scalar_one_or_none()",
            f"{db}.scalars(select({model}).where({equal})).first()",
            f"{db}.scalar(select({model}).filter_by({named}))",
        ]
        if model == "Plan":
            forms += [f"{db}.get(Plan, {self.key('code')})"] * 3
        if self.shape in ("if-absent", "else-logs", "loop") and not self.returns:
            forms += [
                f"{db}.query({db}.query({model}).filter({equal}).exists()).scalar()",
                f"{db}.query({model}).filter({equal}).count() > 0",
                f"{db}.query({model}.{columns[-1]}).filter({equal}).first()",
            ]
        return self.random.choice(forms)

    def row(self):
        filled = self.FILLED[self.model]
        value = {"Label": '"blue"', "Badge": '"ours"'}.get(self.model, "1")
        named = [f"{column}={self.key(column)}" for column in self.MODELS[self.model]]
        if self.chance(0.8):
            named.append(f"{filled}={value}")
            self.later = None
        else:
            self.feature("column-later")
            self.later = f"row.{filled} = {value}"
        return f"{self.model}({', '.join(named)})"

    def absent(self, lookup):
        lookup = lookup.strip()
        if lookup.endswith("count() > 0"):
            return lookup.replace("> 0", "== 0")
        return f"not {lookup}" if self.chance(0.7) or "exists()" in lookup else f"{lookup} is None"

    def statements(self, ends, variable="row"):
        """The statements from making the row to what follows its insert."""
        db, row = self.session, self.row()
        between = {
            "logs": 'seen.append("creating")',
            "counts": "created += 1",
            "appends": "names.append(title)",
            "logger": 'logger.info("creating")',
            "computes": "size = len(title)",
        }
        lines = []
        early = self.chance(0.6)
        if self.between and early:
            lines.append(between[self.between])
        if self.later is None and variable == "row" and self.chance(0.4) and not self.returns:
            lines.append(f"{db}.add({row})")
        else:
            lines.append(f"{variable} = {row}")
            if self.later and self.chance(0.5):
                lines.append(self.later.replace("row.", variable + "."))
                self.later = None
            lines.append(f"{db}.add({variable})")
        if self.later:
            lines.append(self.later.replace("row.", variable + "."))
        if self.between and not early:
            lines.append(between[self.between])
        lines += [
            f"{db}.{end}({variable if end == 'refresh' else ''})"
            for end in ends
            if end != "refresh" or variable in "".join(lines[-3:])
        ]
        return lines

    def endings(self, commits):
        if commits:
            return self.random.choice([["commit"], ["commit"], ["commit", "refresh"], ["flush", "commit"]])
        return self.random.choice([[], [], ["flush"], ["flush", "refresh"]])

    def code(self, commits):
        """The check and the insert; `row` is what they return."""
        ends = self.endings(commits)
        if self.loops:
            return self.loop_code(ends)
        lookup = self.lookup()
        if self.shape == "variable":
            lines = [f"row = {lookup}", f"if {self.random.choice(['not row', 'row is None'])}:"]
            lines += ["    " + line for line in self.statements(ends)]
        elif self.shape == "early-return":
            leave = "return row" if self.returns else self.random.choice(["return", "return None"])
            lines = [
                f"row = {lookup}",
                f"if {self.random.choice(['row', 'row is not None'])}:",
                f"    {leave}",
            ] + self.statements(ends)
        elif self.shape == "else-binds":
            lines = (
                [f"old = {lookup}", "if not old:"]
                + ["    " + line for line in self.statements(ends)]
                + ["else:", "    row = old"]
            )
        else:
            lines = [f"if {self.absent(lookup)}:"] + ["    " + line for line in self.statements(ends)]
            if self.shape == "else-logs":
                lines += [
                    "else:",
                    f"    {self.random.choice(['seen.append(chr(120))', 'logger.info(chr(120))', 'print(end=str())'])}",
                ]
        return lines

    def loop_code(self, ends):
        ends = [end for end in ends if end != "refresh"]
        names = f'["seed{self.number}", "more{self.number}"]'
        head = self.random.choice([f"for name in {names}:", f"names_list = {names}\nfor name in names_list:"])
        lookup = self.lookup()
        if self.shape == "loop-continue":
            lines = [f"found = {lookup}", "if found:", "    continue"] + self.statements(ends)
        elif self.chance(0.5):
            lines = [f"found = {lookup}", "if not found:"] + ["    " + line for line in self.statements(ends)]
        else:
            lines = [f"if {self.absent(lookup)}:"] + ["    " + line for line in self.statements(ends)]
        return head.split("\n") + ["    " + line for line in lines]

    # Work in the same session

    def work(self, db):
        name = self.choose(self.WORK)
        if name == "helper-adds":
            self.place("def note_NUMBER(db: Session, path):\n    db.add(Visit(path=path))")
        if name == "dependency-adds":
            if self.where != "route":
                return []
            self.place(f'def audit_NUMBER({self.application.session_parameter()}):\n    db.add(Visit(path="audit"))')
            self.parameters.append("audit: None = Depends(audit_NUMBER)".replace("NUMBER", str(self.number)))
        owner = f"owner = {db}.get(Owner, 1)"
        texts = {
            "pending-visit": [f'{db}.add(Visit(path="work"))'],
            "flushed-visit": [f'{db}.add(Visit(path="work"))', f"{db}.flush()"],
            "committed-visit": [f'{db}.add(Visit(path="work"))', f"{db}.commit()"],
            "changed-row": [owner, "owner.seen += 1"],
            "changed-by-method": [owner, "owner.touch()"],
            "bulk-update": [f'{db}.query(Owner).filter(Owner.id == 1).update({{"seen": Owner.seen + 1}})'],
            "execute-update": [f"{db}.execute(update(Owner).where(Owner.id == 1).values(seen=Owner.seen + 1))"],
            "execute-insert": [f'{db}.execute(insert(Visit).values(path="work"))'],
            "helper-adds": [f'note_NUMBER({db}, "helper")'],
            "relationship-append": [owner, 'owner.events.append(Event(title="appended"))'],
            "setattr": [owner, 'setattr(owner, "seen", 40)'],
            "read": [owner, "seen.append(owner.name)"],
            "closure": ["def note():", f'    {db}.add(Visit(path="closure"))', "note()"],
            "incomplete-row": ["visit = Visit()", f"{db}.add(visit)"],
            "changed-list": [f"for owner in {db}.query(Owner).all():", "    owner.seen = 5"],
            "deleted-row": [f"{db}.delete({db}.get(Event, 3))"] if self.chance(0.5) else [],
            "bulk-delete": [f"{db}.query(Event).filter(Event.id == 3).delete()"],
        }
        self.unfinished = (
            ['visit.path = "late"']
            if name == "incomplete-row" and not self.returns and self.shape != "early-return"
            else []
        )
        if name == "incomplete-row" and not self.unfinished:
            return []
        if name in ("closure", "incomplete-row") and db != "db":
            self.unfinished = []
            return []
        return texts.get(name, [])

    def around(self, lines, db):
        name = self.choose(self.AROUND)
        inner = ["    " + line for line in lines]
        if name == "broad-handler":
            return (
                ["try:"]
                + inner
                + ["except Exception:", f"    {db}.rollback()", '    seen.append("failed")']
                + (["    row = None"] if self.returns else [])
            )
        if name == "other-handler":
            return (
                ["try:"]
                + inner
                + ["except ValueError:", f"    {db}.rollback()"]
                + (["    row = None"] if self.returns else [])
            )
        if name == "later-handler":
            self.unfinished += [
                "try:",
                f"    {db}.commit()",
                "except Exception:",
                f"    {db}.rollback()",
                '    seen.append("later")',
            ]
        return lines

    def counters(self):
        return {"counts": ["created = 0"], "appends": ["names = []"]}.get(self.between, [])

    def report(self):
        return {"counts": ["seen.append(created)"], "appends": ["seen.append(names)"]}.get(self.between, [])

    def whole(self, db, commits, with_work=True):
        self.unfinished = []
        work = self.work(db) if with_work else []
        lines = self.counters() + work + self.around(self.code(commits), db)
        if not (self.shape == "early-return" and self.between):
            lines += self.report()
        lines += self.unfinished
        return lines

    def result(self):
        return [f"return row.{self.FILLED[self.model]}"] if self.returns else []

    # Where it stands

    def requests_and_spec(self):
        self.application.seedings.append(self.competitor())
        for title in ("seed" + str(self.number), "again", "seed" + str(self.number)):
            self.request(title=title, event_id=1)

    def write_route(self):
        commits = self.chance(0.6)
        lines = self.whole("db", commits)
        if not commits or self.unfinished:
            lines.append("db.commit()")
        if self.shape == "early-return":
            lines = [line.replace("return row", 'return {"old": True}') for line in lines]
        lines.append(f'return {{"value": row.{self.FILLED[self.model]}}}' if self.returns else 'return {"ok": True}')
        self.add("\n".join(lines))
        self.parameters.insert(0, self.application.session_parameter())
        if "=" not in self.parameters[0]:
            self.parameters = [self.parameters[0]] + self.parameters[1:]
        self.finish()
        self.requests_and_spec()

    def call_in_route(self, call, commits):
        before = ""
        if self.chance(0.3):
            self.feature("caller-works")
            before = 'db.add(Visit(path="caller"))\n' + self.random.choice(["", "db.flush()\n"])
        self.add(
            before
            + f"row = {call}\n"
            + ("" if commits else "db.commit()\n")
            + self.random.choice(
                [
                    'return {"value": row.%s if row else None}' % self.FILLED[self.model]
                    if self.returns
                    else 'return {"ok": True}'
                ]
            )
        )
        self.parameters.append(self.application.session_parameter())
        self.finish()
        self.requests_and_spec()

    def helper(self, commits, name="ensure_NUMBER"):
        lines = self.whole("db", commits)
        if self.returns:
            lines.append("return row")
        self.place(f"def {name}(db: Session, title: str):\n" + indented("\n".join(lines), 1))

    def write_helper(self):
        self.helper(False)
        self.call_in_route("ensure_NUMBER(db, title)", False)

    def write_helper_commits(self):
        self.helper(True)
        self.call_in_route("ensure_NUMBER(db, title)", True)

    def write_nested(self):
        self.returns = False
        self.shape = "if-absent" if self.shape == "early-return" else self.shape
        lines = self.whole("db", True)
        self.place(
            "def ensure_NUMBER(db: Session, title: str):\n    def make():\n"
            + indented("\n".join(lines), 2)
            + "\n    make()"
        )
        self.call_in_route("ensure_NUMBER(db, title)", True)

    def write_current_session(self):
        """The function that gives the session does not open it: it belongs to a caller."""
        self.place("CURRENT_NUMBER = []\n\n\ndef current_NUMBER() -> Session:\n    return CURRENT_NUMBER[-1]")
        self.returns = False
        self.shape = "if-absent" if self.shape == "early-return" else self.shape
        lines = ["db = current_NUMBER()"] + self.whole("db", True, with_work=False)
        self.place("def ensure_NUMBER(title: str):\n" + indented("\n".join(lines), 1))
        self.add('CURRENT_NUMBER.append(db)\ndb.add(Visit(path="caller"))')
        self.call_in_route("ensure_NUMBER(title)", True)

    def write_class(self):
        commits = self.chance(0.5)
        lines = self.whole("self.db", commits)
        if self.returns:
            lines.append("return row")
        self.place(
            "class StoreNUMBER:\n    def __init__(self, db: Session):\n        self.db = db\n\n    def ensure(self, title: str):\n"
            + indented("\n".join(lines), 2)
        )
        self.call_in_route("StoreNUMBER(db).ensure(title)", commits)

    def write_own_session(self):
        self.own_session("ensure_NUMBER", "title: str", self.place)
        self.add('result = ensure_NUMBER(title)\nreturn {"value": result}')
        self.finish()
        self.requests_and_spec()

    def own_session(self, name, parameters, place):
        commits = self.chance(0.7)
        lines = self.whole("db", commits)
        if not commits or self.unfinished:
            lines.append("db.commit()")
        if self.shape == "early-return":
            lines = [line.replace("return row", f"return row.{self.FILLED[self.model]}") for line in lines]
        lines += self.result()
        if self.chance(0.7):
            text = "    with SessionLocal() as db:\n" + indented("\n".join(lines), 2)
        else:
            text = (
                "    db = SessionLocal()\n    try:\n"
                + indented("\n".join(lines), 2)
                + "    finally:\n        db.close()\n"
            )
        place(f"def {name}({parameters}):\n" + text)

    def at_start(self, call_text):
        self.own_session("seed_NUMBER", 'title: str = "start"', self.place_in_services)
        self.application.main.append(call_text.replace("NUMBER", str(self.number)))
        self.application.seedings.append(self.competitor())

    def place_in_services(self, text):
        self.application.services.append(text.replace("NUMBER", str(self.number)))

    def write_startup(self):
        if any("lifespan" in chunk for chunk in self.application.main):
            return self.write_import()
        self.at_start(
            "@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    services.seed_NUMBER()\n    yield\n"
        )

    def write_import(self):
        self.where = "import"
        self.at_start("services.seed_NUMBER()\n")


# MARK: Running an application


class Simulation:
    """What goes wrong from outside while an application answers, and what is seen of its sessions."""

    def __init__(self):
        self.in_task, self.task_used_request_session = False, False
        self.race = self.violation = None
        self.inserted_in_transaction = False
        self.failing = None
        self.happened, self.errors = False, []
        self.sessions = []

    def begin(self, connection):
        """A savepoint begins a transaction, as on a server."""
        raw = connection.connection.dbapi_connection
        if not raw.in_transaction:
            raw.execute("BEGIN")

    def before_statement(self, connection, statement, parameters):
        wanted = self.race or self.violation
        if (
            not wanted
            or not statement.startswith(f"INSERT INTO {wanted['table']} ")
            or not is_insert_of(wanted, statement, parameters)
        ):
            return
        self.happened = True
        if self.violation:
            from sqlalchemy.exc import IntegrityError

            self.violation = None
            raise IntegrityError(statement, parameters, ValueError("another constraint"))
        self.competitor, self.race = self.race, None
        raw = connection.connection.dbapi_connection
        self.inserted_in_transaction = raw.in_transaction
        insert_row(raw, self.competitor)
        if not self.inserted_in_transaction:
            raw.commit()

    def after_rollback(self, raw):
        """The other worker's row stays."""
        if self.inserted_in_transaction:
            self.inserted_in_transaction = False
            insert_row(raw, self.competitor)
            raw.commit()

    def after_rollback_to_savepoint(self, raw):
        if self.inserted_in_transaction:
            insert_row(raw, self.competitor)

    def fail_perhaps(self, rollback):
        """A server that cannot commit rolls back."""
        if self.failing is not None and self.failing == self.in_task:
            from sqlalchemy.exc import OperationalError

            self.failing, self.happened = None, True
            rollback()
            raise OperationalError("COMMIT", {}, ValueError("connection lost"))


def is_insert_of(spec, statement, parameters):
    """True if one of the inserted rows has the key."""
    columns = [name.strip() for name in re.search(r"\(([^)]*)\)", statement)[1].split(",")]
    rows = parameters if isinstance(parameters, list) else [parameters]
    width = len(columns)
    parts = [
        dict(zip(columns, tuple(row)[start : start + width])) for row in rows for start in range(0, len(row), width)
    ]
    return any(all(part.get(key) == spec["row"][key] for key in spec["keys"]) for part in parts)


def install(engine):
    """Lets the current simulation take part in what an engine does."""
    from sqlalchemy import event

    dialect = engine.dialect
    commit, rollback, back_to = dialect.do_commit, dialect.do_rollback, dialect.do_rollback_to_savepoint

    def do_commit(raw):
        if raw.in_transaction:
            current.fail_perhaps(lambda: rollback(raw))
        commit(raw)
        current.inserted_in_transaction = False

    def do_rollback(raw):
        rollback(raw)
        current.after_rollback(raw)

    def do_rollback_to_savepoint(connection, name):
        back_to(connection, name)
        current.after_rollback_to_savepoint(connection.connection.dbapi_connection)

    dialect.do_commit, dialect.do_rollback = do_commit, do_rollback
    dialect.do_rollback_to_savepoint = do_rollback_to_savepoint
    event.listen(engine, "savepoint", lambda connection, _: current.begin(connection))
    event.listen(
        engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, parameters, context, many: current.before_statement(
            connection, statement, parameters
        ),
    )


def insert_row(raw, spec):
    """The other worker's row, unless it is there."""
    marks = ", ".join("?" for _ in spec["row"])
    raw.execute(
        f"INSERT OR IGNORE INTO {spec['table']} ({', '.join(spec['row'])}) VALUES ({marks})", list(spec["row"].values())
    )


current = None


def watch_sessions():
    """Tells which sessions were opened by requests and used by tasks."""
    import weakref

    from sqlalchemy import event
    from sqlalchemy.orm import Session
    from starlette.background import BackgroundTask

    create, call = Session.__init__, BackgroundTask.__call__

    def initialize(self, *arguments, **keywords):
        create(self, *arguments, **keywords)
        self.opened_by_task = current.in_task
        current.sessions.append(weakref.ref(self))

    def used(session, *_):
        if current.in_task and not session.opened_by_task:
            current.task_used_request_session = True

    async def run(self):
        if type(self) is not BackgroundTask:
            return await call(self)
        current.in_task = True
        try:
            await call(self)
        except Exception as error:
            current.errors.append(type(error).__name__)
            raise
        finally:
            current.in_task = False

    Session.__init__, BackgroundTask.__call__ = initialize, run
    event.listen(Session, "do_orm_execute", lambda state: used(state.session))
    event.listen(Session, "after_begin", used)
    event.listen(Session, "before_flush", used)


class Package:
    """An imported application with databases of its own."""

    def __init__(self, name, folder):
        self.name = name
        for module in [module for module in sys.modules if module == name or module.startswith(name + ".")]:
            del sys.modules[module]
        self.paths = [os.path.join(folder, file + ".db") for file in ("main", "archive")]
        for path in self.paths:
            for extra in ("", "-journal"):
                if os.path.exists(path + extra):
                    os.remove(path + extra)
        os.environ["DATABASE_URL"], os.environ["ARCHIVE_URL"] = ("sqlite:///" + path for path in self.paths)
        database = importlib.import_module(name + ".database")
        self.tables = importlib.import_module(name + ".models").Base.metadata
        self.seen = database.seen
        self.engines = [database.engine] + ([database.archive_engine] if hasattr(database, "archive_engine") else [])
        for engine in self.engines:
            self.tables.create_all(engine)
            install(engine)

    def clear(self):
        """Back to the rows that every run begins with."""
        import sqlite3

        self.seen.clear()
        for path, prefix in zip(self.paths[: len(self.engines)], ("", "archived ")):
            raw = sqlite3.connect(path)
            for table in self.tables.tables:
                raw.execute(f"DELETE FROM {table}")
            raw.execute("INSERT INTO owners (id, name, seen) VALUES (1, ?, 0)", [prefix + "ada"])
            for number in (1, 2, 3):
                raw.execute(
                    "INSERT INTO events (id, title, status, owner_id) VALUES (?, ?, 'new', ?)",
                    [number, f"{prefix}event{number}", 1 if number < 3 else None],
                )
            raw.execute("INSERT INTO items (id, name, event_id) VALUES (1, 'item', 1)")
            raw.commit()
            raw.close()

    def rows(self):
        import sqlite3

        found = {}
        for path in self.paths[: len(self.engines)]:
            raw = sqlite3.connect(path)
            for table in self.tables.tables:
                found[os.path.basename(path) + " " + table] = [
                    list(row) for row in sorted(raw.execute(f"SELECT * FROM {table}"), key=repr)
                ]
            raw.close()
        return found

    def insert(self, spec):
        import sqlite3

        raw = sqlite3.connect(self.paths[0])
        insert_row(raw, spec)
        raw.commit()
        raw.close()


class Run:
    """One run of an application."""

    def __init__(self, specification, kind, package):
        self.kind, self.package = kind, package
        self.seeding = specification["seedings"][kind["seeding"]] if "seeding" in kind else None
        route = kind.get("route", self.seeding["route"] if self.seeding else None)
        self.requests = [one for one in specification["requests"] if route is None or one["route"] == route]

    def outcome(self):
        global current
        current = self.simulation = Simulation()
        self.package.clear()
        answers = self.answer()
        for engine in self.package.engines:
            engine.dispose()
        return {"answers": answers, "happened": self.simulation.happened}

    def disturb(self, route):
        """Called before a request, or before the start (route None)."""
        kind, spec = self.kind["kind"], self.seeding
        if self.done:
            return
        if spec and (spec["startup"] if route is None else spec["route"] == route):
            self.done = True
            if kind == "exists":
                self.package.insert(spec)
            elif kind == "race":
                self.simulation.race = spec
            elif kind == "violation":
                self.simulation.violation = spec
        if kind in ("request-commit", "task-commit") and route == self.kind["route"]:
            self.done = True
            self.simulation.failing = kind == "task-commit"

    def answer(self):
        from fastapi.testclient import TestClient

        self.done, answers = False, []
        self.disturb(None)
        try:
            main = importlib.import_module(self.package.name + ".main")
            with TestClient(main.app, raise_server_exceptions=False) as client:
                answers.append({"route": None, "status": "started", **self.traces()})
                for request in self.requests:
                    answers.append(self.send(client, request))
        except Exception as error:
            answers.append({"route": None, "status": type(error).__name__, **self.traces()})
        return answers

    def traces(self):
        """What is stored now, and what was logged since the last call."""
        logged = [repr(item) for item in self.package.seen]
        self.package.seen.clear()
        return {"rows": self.package.rows(), "seen": logged}

    def send(self, client, request):
        simulation = self.simulation
        self.disturb(request["route"])
        simulation.task_used_request_session, simulation.errors = False, []
        response = client.post(f"/{request['route']}", params=request["parameters"])
        if self.done:
            simulation.race = simulation.violation = simulation.failing = None
        # A session that nobody holds any more has no transaction.
        open_ones = [
            session
            for session in (one() for one in simulation.sessions)
            if session is not None and session.in_transaction()
        ]
        simulation.sessions = [one for one in simulation.sessions if one() is not None]
        return {
            "route": request["route"],
            "status": response.status_code,
            "body": response.text,
            "errors": simulation.errors,
            "open": len(open_ones),
            "shared": simulation.task_used_request_session,
            **self.traces(),
        }


def run_all(specification, databases):
    """The outcomes of an application: imported again where its start or its import is what a run is about."""
    package, found = None, []
    imports = any(spec["import"] for spec in specification["seedings"])
    for kind in specification["runs"]:
        starts = "seeding" in kind and specification["seedings"][kind["seeding"]]["startup"]
        if package is None or starts or imports:
            package = Package(specification["name"], databases)
        found.append(Run(specification, kind, package).outcome())
    return found


def run_applications(folder, specifications):
    """Runs applications of a folder and prints the outcome of each as a line of JSON."""
    import logging
    import warnings

    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True

    @event.listens_for(Engine, "connect")
    def fast(raw, _):
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA busy_timeout = 50")

    watch_sessions()
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    output, sys.stdout = sys.stdout, sys.stderr
    with tempfile.TemporaryDirectory(dir=base) as databases:
        for line in open(specifications):
            specification = json.loads(line)
            print(json.dumps(run_all(specification, databases)), file=output, flush=True)


# MARK: Comparing

DEFECTS = {"DetachedInstanceError", "PendingRollbackError", "InvalidRequestError"}


# Nothing refers to rows of the other tables by number. The rival's row, there from the start or later, changes which is free.
NUMBERED = ("owners", "events", "items")
COMPARED = ("route", "status", "body", "errors", "rows", "seen")


def first_difference(before, after, compared):
    """The first answers of two outcomes that differ, or None."""
    for one, other in zip(before["answers"], after["answers"]):
        if any(one.get(key) != other.get(key) for key in compared):
            return one, other
    return None


def explained(one, other):
    """What differs in two answers."""
    lines = [f"    route {one['route']}"]
    for key in COMPARED + ("open", "shared"):
        if key == "rows":
            for table in one[key]:
                if one[key][table] != other[key].get(table):
                    lines.append(f"    {table} before: {one[key][table]}\n    {table} after:  {other[key].get(table)}")
        elif one.get(key) != other.get(key):
            lines.append(f"    {key} before: {one.get(key)}\n    {key} after:  {other.get(key)}")
    return "\n".join(lines)


def without_numbers(outcome):
    """An outcome without the primary keys of rows that nothing refers to."""

    def stripped(rows):
        return {
            name: found if name.split()[-1] in NUMBERED else sorted((row[1:] for row in found), key=repr)
            for name, found in rows.items()
        }

    answers = [{**answer, "rows": stripped(answer["rows"])} for answer in outcome["answers"]]
    return {**outcome, "answers": answers}


class Comparison:
    """Compares the outcomes of all applications and keeps count."""

    def __init__(self, options):
        self.options, self.counts, self.blamed = options, collections.Counter(), collections.Counter()

    def application(self, application, runs, before, after):
        self.reported = set()
        exists = {kind["seeding"]: outcome for kind, outcome in zip(runs, before) if kind["kind"] == "exists"}
        for kind, original, fixed in zip(runs, before, after):
            self.counts["runs"] += 1
            self.check_sessions(application, kind, original, fixed)
            if kind["kind"] == "race":
                self.check_race(application, kind, original, fixed, exists[kind["seeding"]])
            elif kind["kind"] == "task-commit" and fixed["happened"] and not original["happened"]:
                # The dependency committed for the task, which now does it itself: there was nothing to fail.
                self.counts["commits of a task that only the fixed application has"] += 1
            else:
                self.check(application, kind, original, fixed, self.compared(application, kind))

    def compared(self, application, kind):
        """What a failing insert leaves in a log depends on whether the code logs before or after it is sent."""
        logs = kind["kind"] in ("race", "violation") and application.seedings[kind["seeding"]]["between"]
        return ("status", "rows") if logs else COMPARED

    def check(self, application, kind, wanted, fixed, compared):
        """True if the fixed application does what is wanted."""
        found = first_difference(wanted, fixed, compared)
        if found is None:
            return True
        if set(found[0].get("errors", [])) & DEFECTS:
            self.counts["repaired tasks"] += 1
        else:
            self.differs(application, kind, *found)
        return False

    def differs(self, application, kind, one, other):
        """Reports a route once, whatever the number of runs in which it differs."""
        route = one["route"]
        if route is None:
            route = next((spec["route"] for spec in application.seedings if spec["startup"]), None)
        if route in self.reported:
            return
        self.reported.add(route)
        self.counts["differences"] += 1
        features = application.features.get(route, [])
        self.blamed.update(set(features))
        print(
            f"{application.name} of seed {self.options.seed}, run {json.dumps(kind)}: the fixed application behaves in another way"
        )
        print(
            f"    features: {' '.join(filter(None, features))}, {application.dependency}{application.options} {application.scope}"
        )
        print(explained(one, other))

    def check_race(self, application, kind, original, fixed, wanted):
        if not original["happened"] and not fixed["happened"]:
            self.counts["races that did not come about"] += 1
            return
        if first_difference(original, wanted, ("status",)):
            self.counts["races that the original lost"] += 1
        wanted, fixed = without_numbers(wanted), without_numbers(fixed)
        if self.check(application, kind, wanted, fixed, self.compared(application, kind)):
            self.counts["races that the fixed application won"] += 1

    def check_sessions(self, application, kind, original, fixed):
        for one, other in zip(original["answers"], fixed["answers"]):
            self.counts["tasks with the request's session, before"] += bool(one.get("shared"))
            self.counts["tasks with the request's session, after"] += bool(other.get("shared"))
            if other.get("shared") and other["route"] in application.clean or other.get("open", 0) > one.get("open", 0):
                self.differs(application, kind, one, other)


# MARK: The whole


def write(folder, applications):
    for application in applications:
        for name, text in application.files().items():
            path = os.path.join(folder, application.name, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)


def redline(options, folder, *arguments):
    command = [os.path.abspath(options.redline), *arguments, "."]
    for codemod in CODEMODS:
        command += ["--only", codemod]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.stdout


def route_of(folder, path, line):
    """The number in the name of the function or class around a line."""
    with open(os.path.join(folder, path)) as file:
        lines = file.read().split("\n")[:line]
    for text in reversed(lines):
        found = re.match(r"(?:async )?(?:def|class) [A-Za-z_]+?_?(\d+)\b", text)
        if found:
            return int(found[1])
    return None


def assign(findings, folder, applications):
    """Gives each application the routes that are fixed, and counts fixes and refusals."""
    by_name = {application.name: application for application in applications}
    counts, refusals = collections.Counter(), collections.Counter()
    for application in applications:
        application.fixed, application.codemods, refused = set(), set(), set()
        application.refused = refused
    for finding in findings:
        application = by_name[os.path.normpath(finding["path"]).split(os.sep)[0]]
        route = route_of(folder, finding["path"], finding["line"])
        if finding["outcome"] == "fixed":
            counts[f"{finding['codemod']}, {finding['level']}"] += 1
            application.fixed.add(route)
            application.codemods.add(finding["codemod"])
        else:
            refusals[f"{finding['codemod']}, {finding.get('reason', finding['outcome'])}"] += 1
            application.refused.add(route)
    for application in applications:
        application.clean = application.fixed - application.refused
    return counts, refusals


def runs_of(application, source):
    """The runs that an application is worth."""
    runs = [{"kind": "plain"}]
    for number, spec in enumerate(application.seedings):
        if spec["route"] in application.fixed:
            kinds = ["exists", "race", "violation"]
            # What the route does to all rows before it looks one up it does not do to a row that comes after.
            if spec["table"] == "owners" and "changed-list" in application.features.get(spec["route"], []):
                kinds.remove("race")
            runs += [{"kind": kind, "seeding": number} for kind in kinds]
    scheduled = sorted(application.fixed)
    if scheduled and source.random() < 0.5:
        runs.append({"kind": source.choice(["request-commit", "task-commit"]), "route": source.choice(scheduled)})
    return runs


def outcomes(folder, specifications):
    command = [sys.executable, os.path.abspath(__file__), "--run", folder, specifications]
    done = subprocess.run(command, capture_output=True, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode:
        sys.exit(f"an application ended the run: {done.stderr[-3000:]}")
    return lines


def test(options, root):
    source = random.Random(options.seed)
    applications = [Application(number, random.Random(source.randrange(2**32))) for number in range(options.count)]
    folders = [os.path.join(root, name) for name in ("before", "after")]
    for folder in folders:
        write(folder, applications)
    findings = read_findings(redline(options, folders[1], "preview", "--refusals", "--format", "json"))
    counts, refusals = assign(findings, folders[1], applications)
    redline(options, folders[1], "apply", "--in-place", "--level", "review", "--allow-dirty")
    changed = [application for application in applications if application.fixed]
    specifications = os.path.join(root, "specifications")
    with open(specifications, "w") as file:
        for application in changed:
            application.runs = runs_of(application, source)
            file.write(
                json.dumps(
                    {
                        "name": application.name,
                        "requests": application.requests,
                        "seedings": application.seedings,
                        "runs": application.runs,
                    }
                )
                + "\n"
            )
    comparison = Comparison(options)
    before, after = (outcomes(folder, specifications) for folder in folders)
    for application, one, other in zip(changed, before, after):
        comparison.application(application, application.runs, one, other)
    report(applications, counts, refusals, comparison)
    return verdict(options, applications, comparison)


def read_findings(text):
    return json.loads(text)["findings"]


def report(applications, counts, refusals, comparison):
    print(f"{len(applications)} applications, {sum(bool(one.fixed) for one in applications)} changed by fixes")
    for codemod in CODEMODS:
        print(f"    with a fix of {codemod}: {sum(codemod in one.codemods for one in applications)}")
    for title, counter in (("fixes", counts), ("refusals", refusals), ("runs", comparison.counts)):
        print(title + ":")
        for name, number in counter.most_common():
            print(f"    {number:6} {name}")
    if comparison.blamed:
        print(
            "features of fixed routes in applications that differ: "
            + ", ".join(f"{name} {number}" for name, number in comparison.blamed.most_common(25) if name)
        )


def verdict(options, applications, comparison):
    for codemod in CODEMODS:
        share = sum(codemod in one.codemods for one in applications) / len(applications)
        if share < 0.4:
            print(f"only {share:.0%} of the applications have a fix of {codemod}: too little was tested")
            return 1
    if comparison.counts["races that the fixed application won"] == 0:
        print("no race was won: too little was tested")
        return 1
    if comparison.counts["differences"]:
        print(
            f"reproduce with --seed {options.seed} --count {options.count} --keep DIR; the applications are in DIR/before and DIR/after"
        )
        return 1
    return 0


def main():
    if sys.argv[1:2] == ["--run"]:
        return run_applications(*sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("redline")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--keep", help="write the applications here and keep them")
    options = parser.parse_args()
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
        sys.exit(test(options, options.keep))
    with tempfile.TemporaryDirectory() as root:
        sys.exit(test(options, root))


if __name__ == "__main__":
    main()
