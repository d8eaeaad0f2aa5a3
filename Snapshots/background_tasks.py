"""Support of the proofs of id-passing-background-tasks: serves a case with FastAPI's TestClient and a SQLite file.

A proof is called with the path of a module that has `app`, `engine`, `Base`, `Incident` and the list `seen`, in which its
tasks leave what they saw. It exits with 1 where the defect shows itself: the task fails on a detached instance or a spoilt
session, leaves a session in a transaction that nobody ends, holds the only connection while other requests wait, or
does not see what it should. It exits with 0 where everything is as it should be.
"""

import asyncio
import importlib.util
import os
import sys
import tempfile
import traceback

from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session


def _load(path):
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location("case", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["case"] = module
    spec.loader.exec_module(module)
    return module


def _run(case, work):
    """Runs `work(connection)` and commits, whatever kind the engine is."""
    if hasattr(case.engine, "sync_engine"):

        async def inner():
            async with case.engine.begin() as connection:
                result = await connection.run_sync(work)
            await case.engine.dispose()
            return result

        return asyncio.run(inner())
    with case.engine.begin() as connection:
        return work(connection)


def _prepare(case, rows):
    def work(connection):
        case.Base.metadata.create_all(connection)
        for row in rows:
            connection.execute(case.Incident.__table__.insert().values(**row))

    _run(case, work)


def _delete_before_task(case):
    """The rows go between the response and the task."""
    original = case.BackgroundTasks.__call__

    async def run(tasks):
        with case.engine.begin() as connection:
            connection.execute(case.Incident.__table__.delete())
        await original(tasks)

    case.BackgroundTasks.__call__ = run


def _serve(case, client, method, url, meanwhile, body):
    if meanwhile:
        name, other = meanwhile
        # What the case's function would do takes as long as another request needs.
        setattr(case, name, lambda: TestClient(case.app).get(other).status_code)
    response = client.request(method, url, json=body)
    if response.status_code >= 400:
        print("the request failed:", response.status_code, response.text)
        return False
    return True


def prove(method, url, json=None, rows=(), seen=(), stored=None, deleting=None, meanwhile=None):
    path = os.path.abspath(sys.argv[1])
    begun = []
    event.listen(Session, "after_begin", lambda session, *_: begun.append(session))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        case = _load(path)
        _prepare(case, rows)
        if deleting:
            _delete_before_task(case)
        passed = False
        try:
            passed = _serve(case, TestClient(case.app), method, url, meanwhile, json)
        except SQLAlchemyError:
            traceback.print_exc(limit=3)
        except Exception:
            # Not the defect, whatever it is.
            traceback.print_exc(limit=3)
            sys.exit(2)
        open_sessions = [session for session in begun if session.in_transaction()]
        if open_sessions:
            print("left in a transaction:", len(open_sessions))
        if list(case.seen) != list(seen):
            print("the tasks saw", case.seen, "and not", list(seen))
        if stored is not None:
            found = [row.title for row in _run(case, lambda c: c.execute(case.Incident.__table__.select()).fetchall())]
            passed = passed and found == stored
        sys.exit(0 if passed and not open_sessions and list(case.seen) == list(seen) else 1)
