"""The list of cases: a group, a name, and the function that builds one situation in a `Box` and runs redline in it."""

from typing import NamedTuple


class Case(NamedTuple):
    group: str
    name: str
    body: object


CASES = []


def add(group, name, body, *arguments, **options):
    """Adds a case that calls `body(box, *arguments, **options)`."""
    CASES.append(Case(group, name, lambda box: body(box, *arguments, **options)))


def case(group, name):
    """Adds the function below it as a case."""
    def register(body):
        add(group, name, body)
        return body
    return register
