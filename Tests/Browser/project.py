"""A project in a git repository of its own, and a review of it that a server shows to browsers."""

import json
import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path

MODELS = """from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

SessionLocal = sessionmaker(create_engine("postgresql:///sample"))
Base = declarative_base()


class Role(Base):
    __tablename__ = "roles"
    id = Column(Integer, primary_key=True)
    name = Column(String, unique=True, nullable=False)
    label = Column(String)
"""

SEEDS = """from sqlalchemy.orm import Session

from app.models import Role


def ensure_role(db: Session, name: str):
    role = db.query(Role).filter(Role.name == name).first()
    if role is None:
        role = Role(name=name)
        db.add(role)
        db.commit()
    return role


def ensure_label(db: Session, label: str):
    role = db.query(Role).filter(Role.id == len(label)).filter(Role.label == label).first()
    if role is None:
        db.add(Role(name=label, label=label))
        db.commit()
"""

EXPORT = """import json


def read(path):
    source = open(path)
    data = json.load(source)
    return data


def write(path, rows):
    # A comment that is long, so that the line has to be wrapped on a narrow screen, where it would not fit otherwise
    target = open(path, "w")
    for row in rows:
        target.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\\n")
    target.close()


def read_again(path):
    source = open(path)
    data = json.load(source)
    return data


def kept(path):
    return open(path)
"""

SAMPLE = {"app/models.py": MODELS, "app/seeds.py": SEEDS, "app/export.py": EXPORT}


def reader(name):
    return f"def {name}(path):\n    source = open(path)\n    text_of_{name} = source.read()\n    return text_of_{name}\n"


class Project:
    def __init__(self, redline, files=SAMPLE):
        self.redline = redline
        self.folder = Path(tempfile.mkdtemp(prefix="redline-browser-"))
        for name, text in files.items():
            self.write(name, text)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Ada")
        self.git("config", "user.email", "ada@example.com")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Start")

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True, text=True).stdout

    def run(self, *arguments):
        return subprocess.run([self.redline, *arguments], cwd=self.folder, capture_output=True, text=True)

    def decisions(self):
        path = self.folder / ".redline/decisions.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def verdicts(self):
        return sorted(decision["decision"] for decision in self.decisions())


class Server:
    """`redline review --web`, until the end of a `with` block."""

    def __init__(self, project, *arguments):
        self.process = subprocess.Popen(
            [project.redline, "review", "--web", *arguments], cwd=project.folder, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        self.url = self.process.stdout.readline().strip()
        match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/#([0-9a-f]{64})", self.url)
        if not match:
            self.process.kill()
            raise AssertionError(f"no address: {self.url!r} {self.process.stderr.read()}")
        self.port, self.token = int(match[1]), match[2]
        self.origin = f"http://127.0.0.1:{self.port}"

    def end(self, number=signal.SIGINT):
        """Its exit code and what it has said at the end."""
        os.kill(self.process.pid, number)
        try:
            _, errors = self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("the server does not end")
        return self.process.returncode, errors

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()
