"""Support of the proofs of try-insert-catch-seeding: another worker inserts the row right before the insert of the case.

A proof is called with the path of a module that has `engine`, `Base` and a function. It exits with 1 where the function fails
with the violation of the unique key, or leaves other rows than it should; with 0 where everything is as it should be; with
2 where something else went wrong; with 77 where the proof needs PostgreSQL and that cannot be started here, having printed why.
"""

import asyncio
import glob
import importlib.util
import inspect
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import IntegrityError


def _load(path):
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location("case", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["case"] = module
    spec.loader.exec_module(module)
    return module


def _call(case, function, arguments=()):
    result = getattr(case, function)(*arguments)
    return asyncio.run(result) if inspect.iscoroutine(result) else result


def _compete(case, other, table, row):
    """Inserts a row over a connection of its own, once, when the case is about to insert into the table."""
    engine = getattr(case.engine, "sync_engine", case.engine)
    done = []

    @event.listens_for(engine, "before_cursor_execute")
    def compete(connection, cursor, statement, parameters, context, executemany):
        if done or not statement.upper().startswith(f"INSERT INTO {table.upper()}"):
            return
        done.append(True)
        columns = ", ".join(f'"{name}"' for name in row)
        values = ", ".join(f":{name}" for name in row)
        with other.begin() as theirs:
            theirs.execute(text(f'INSERT INTO {table} ({columns}) VALUES ({values})'), row)


def _work(path, function, barrier, failures):
    case = _load(path)
    barrier.wait(30)
    try:
        _call(case, function)
    except IntegrityError as error:
        failures.put(str(error.orig))


def _race(path, function, workers):
    """Several processes call the function at the same time. False where one of them fails."""
    context = multiprocessing.get_context("fork")
    barrier, failures = context.Barrier(workers), context.Queue()
    processes = [context.Process(target=_work, args=(path, function, barrier, failures)) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    while not failures.empty():
        print("a worker failed:", failures.get())
        return False
    return all(process.exitcode == 0 for process in processes)


def prove(
    function, table, competitor=None, arguments=(), result=None, stored=(), columns="*", then=None, workers=0,
    database="sqlite",
):
    path = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder, _database(database, folder) as url:
        os.chdir(folder)
        os.environ["DATABASE_URL"] = url
        os.environ["ASYNC_DATABASE_URL"] = url.replace("sqlite:", "sqlite+aiosqlite:")
        other = create_engine(url)
        case = _load(path)
        case.Base.metadata.create_all(other)
        passed = _run(case, path, function, table, competitor, arguments, result, then, workers, other)
        with other.connect() as connection:
            found = sorted(tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM {table}")))
        if found != sorted(stored):
            print("the table holds", found, "and not", sorted(stored))
        sys.stdout.flush()
        status = 0 if passed and found == sorted(stored) else 1
        other.dispose()
        if not hasattr(case.engine, "sync_engine"):
            case.engine.dispose()
    sys.exit(status)


def _run(case, path, function, table, competitor, arguments, result, then, workers, other):
    if workers:
        other.dispose()
        return _race(path, function, workers)
    _compete(case, other, table, competitor)
    try:
        given = _call(case, function, arguments)
        if then:
            _call(case, then)
    except IntegrityError as error:
        print("the row was inserted in between:", error.orig)
        return False
    except Exception:
        # Not the defect, whatever it is.
        traceback.print_exc(limit=4)
        sys.exit(2)
    if result is not None and given != result:
        print("the call gave", given, "and not", result)
        return False
    return True


class _database:
    """SQLite in a file, or a PostgreSQL server of the proof's own, reached over a socket in its folder."""

    def __init__(self, kind, folder):
        self.kind, self.folder = kind, folder

    def __enter__(self):
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder}/app.db"
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        if not programs:
            self._skip("PostgreSQL is not installed")
        self.programs = os.path.dirname(programs[-1])
        self.prefix = []
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            if not shutil.which("runuser") or subprocess.run(["id", "postgres"], capture_output=True).returncode:
                self._skip("there is no user 'postgres' to run the server as")
            self.prefix = ["runuser", "-u", "postgres", "--"]
        os.chmod(self.folder, 0o777)
        self.data = self.folder + "/data"
        self._server("initdb", "--pgdata", self.data, "--auth", "trust", "--username", "postgres", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self._server("pg_ctl", "--pgdata", self.data, "--wait", "--log", self.data + "/log", "--options", options, "start")
        return f"postgresql+psycopg2://postgres@/postgres?host={self.folder}"

    def _server(self, program, *arguments):
        command = [*self.prefix, f"{self.programs}/{program}", *arguments]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder)
        if done.returncode:
            self._skip(f"{program} failed: {done.stderr.decode()[-200:]}")

    def _skip(self, reason):
        print("skipped:", reason)
        sys.exit(77)

    def __exit__(self, *_):
        if self.kind != "sqlite":
            command = [*self.prefix, f"{self.programs}/pg_ctl", "--pgdata", self.data, "--mode", "immediate", "stop"]
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
