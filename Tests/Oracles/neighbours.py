"""Breaks the conditions that the fix of a recorded case relies on, one at a time: no such neighbour may be fixed.

usage: neighbours.py REDLINE FOLDER… [--seed N] [--only CODEMOD] [--case NAME] [--mutation NAME] [--every N]
    [--keep FOLDER]

Every place that is fixed in a case under the folders is used. Each mutation looks in the syntax tree around it for something
to break (the handle is returned before its close, the row is changed and not committed, the key is no longer unique, the
announcement is about something else, …) and edits the text there, so that the layout stays. The place may then be refused
or not found, but not fixed; other places in the file are ignored.

A mutation may name a form of fix that is still right, such as a savepoint if there is other work in the transaction; the
result must then have that form. EXPECTED lists the few neighbours that may be fixed although they are broken, with reasons; a
reason that no run needs is an error as well, unless something is left out. With --seed N other than 0, the names that
mutations insert are generated.
"""

import ast
import collections
import math
import os
import random
import re
import shutil
import sys

from layouts import FALLBACKS, FILES, FUNCTIONS, SEEDINGS, TASKS, Outcome, Source, Turns, arguments, cases, first_line, suites

OPENERS = {"open", "fdopen", "ZipFile", "TemporaryFile", "NamedTemporaryFile", "GzipFile", "BZ2File", "TarFile"}
SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)

# (mutation, case): why the neighbour may be fixed
EXPECTED = {
    ("descriptor-is-closed-by-hand", "context-managed-files/descriptor-stays-open"):
        "closefd=False: closing the file leaves the descriptor open",
    ("other-work-in-the-transaction", "try-insert-catch-seeding/one-seeding-after-another"):
        "the seeding before the work rolls back, the one after it takes a savepoint",
    ("other-key-is-inserted", "try-insert-catch-seeding/one-seeding-after-another"):
        "what is broken is the second seeding, not the first",
}

Mutation = collections.namedtuple("Mutation", "codemod name make form")
MUTATIONS = []


def mutation(codemod, form=None):
    """Registers a function that yields lists of edits, each one neighbour; `form` says if a fix is right nevertheless."""
    def register(function):
        MUTATIONS.append(Mutation(codemod, function.__name__.replace("_", "-"), function, form))
        return function
    return register


class Names:
    """Names that nothing in the cases defines."""

    def __init__(self, seed):
        words = ["keep", "registry", "holder", "elsewhere", "audit", "other"]
        if seed:
            generator = random.Random(seed)
            words = ["".join(generator.choices("bcdfgklmnprstvz", k=6)) for _ in words]
        self.keep, self.registry, self.holder, self.elsewhere, self.audit, self.other = words


class Place:
    """A fixed finding: its statement, the suite that this is in, and the function around it."""

    def __init__(self, case, path, source, finding, names, original):
        self.case, self.path, self.source, self.names, self.original = case, path, source, names, original
        self.line = finding["line"]
        self.offset = source.starts[self.line - 1] + finding["column"] - 1
        self.suite, self.index = self.innermost()
        self.statement = self.suite[self.index]
        self.function = next((node for node in reversed(list(ast.walk(source.tree))) if isinstance(node, FUNCTIONS)
                              and node.lineno <= self.line <= node.end_lineno), None)

    def innermost(self):
        found = None
        for suite in suites(self.source.tree):
            for index, statement in enumerate(suite):
                start, end = self.source.span(statement)
                if start <= self.offset < end and (found is None or start >= found[0]):
                    found = start, suite, index
        return found[1:]

    @property
    def scope(self):
        return self.function or self.source.tree

    def text(self, node):
        start, end = self.source.span(node)
        return self.source.text[start:end]

    def indentation(self, statement):
        return self.source.indentation(first_line(statement))

    def on_own_lines(self, statement):
        start, end = self.source.span(statement)
        line = self.source.starts[first_line(statement) - 1]
        after = self.source.text[end:].partition("\n")[0].strip()
        return not self.source.text[line:start].strip() and (not after or after.startswith("#"))

    def before(self, statement, text):
        """Edits that put lines above a statement."""
        if self.source.text[self.source.starts[statement.lineno - 1]:self.source.span(statement)[0]].strip(" \t\f"):
            at = self.source.span(statement)[0]
            return [] if "\n" in text else [(self.path, at, at, text + "; ")]
        at = self.source.starts[first_line(statement) - 1]
        indentation = self.indentation(statement)
        return [(self.path, at, at, "".join(f"{indentation}{line}\n" for line in text.split("\n")))]

    def after(self, statement, text):
        """Edits that put lines below a statement."""
        end = self.source.span(statement)[1]
        rest = self.source.text[end:].partition("\n")[0]
        if rest.strip() and not rest.strip().startswith("#"):
            return [] if "\n" in text else [(self.path, end, end, "; " + text)]
        indentation = self.indentation(statement)
        at, lines = end + len(rest), "".join(f"\n{indentation}{line}" for line in text.split("\n"))
        return [(self.path, at, at, lines)]

    def replace(self, node, text):
        return [(self.path, *self.source.span(node), text)]


def last_name(node):
    """The name that a callee ends with."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def calls(tree, *names):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and last_name(node.func) in names]


def is_in(node, tree):
    return any(each is node for each in ast.walk(tree))


# Files


class Handle:
    """The handle that a statement opens, with its closes."""

    def __init__(self, place):
        self.place = place
        statement = place.statement
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        is_assignment = isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value
        opens = calls(statement.value, *OPENERS) if is_assignment else []
        value = getattr(statement, "value", None)
        value = value.value if isinstance(value, ast.Await) else value
        self.name = targets[0].id if opens and opens[0] is value and isinstance(targets[0], ast.Name) else None
        self.closes = [] if self.name is None else [
            node for node in ast.walk(place.scope) if isinstance(node, ast.Expr)
            and any(ast.unparse(call.func) == f"{self.name}.close" for call in calls(node, "close"))]
        self.closed_by_block = self.name is not None and any(
            isinstance(node, ast.Try) and is_in(statement, ast.Module(node.body, []))
            and any(is_in(close, ast.Module(node.finalbody, [])) for close in self.closes) for node in ast.walk(place.scope))
        self.is_used = self.name is not None and any(
            isinstance(node, ast.Name) and node.id == self.name and isinstance(node.ctx, ast.Load)
            and place.source.span(node)[0] > place.source.span(statement)[1] for node in ast.walk(place.scope))


def never_closed(place):
    handle = Handle(place)
    with_it = any(isinstance(node, ast.withitem) and ast.unparse(node.context_expr) == handle.name
                  for node in ast.walk(place.scope))
    return handle if handle.name and not handle.closes and not with_it else None


def left_open(place):
    """A handle in a function, closed by statements only: leaving before them leaves it open."""
    handle = Handle(place)
    if handle.name and place.function and not handle.closed_by_block and not is_asynchronous_generator(place.function):
        return handle


def is_asynchronous_generator(function):
    return isinstance(function, ast.AsyncFunctionDef) and any(isinstance(node, ast.Yield) for node in ast.walk(function))


def escapes(template, wanted):
    def make(place):
        handle = wanted(place)
        if handle:
            edits = place.after(place.statement, template.format(f=handle.name, **vars(place.names)))
            if edits:
                yield edits
    return make


# Statements after an opening that is never closed, by which the file stays open for somebody else.
ESCAPES = {
    "kept-by-a-call": "{keep}({f})",
    "kept-in-a-list": "{registry}.append({f})",
    "kept-in-an-attribute": "{holder}.handle = {f}",
    "kept-in-an-item": "{registry}['f'] = {f}",
    "kept-in-a-tuple": "{holder}.pair = ({f}, 1)",
    "kept-by-update": "{registry}.update(f={f})",
    "kept-by-a-bound-method": "{registry}.append({f}.read)",
    "kept-by-a-lambda": "{registry}.append(lambda: {f}.read())",
    "kept-by-a-keyword": "{keep}(stream={f})",
    "kept-by-stars": "{keep}(*[{f}])",
    "kept-by-double-stars": "{keep}(**{{'f': {f}}})",
    "kept-by-a-generator": "{holder}.lines = (line for line in {f})",
    "kept-by-map": "{holder}.lines = map(str, {f})",
    "kept-under-another-name": "{holder}.handle = kept = {f}",
    "kept-by-a-conditional": "{holder}.handle = {f} if {other} else None",
    "kept-by-a-walrus": "{keep}(kept := {f})",
    "kept-by-setattr": "setattr({holder}, 'handle', {f})",
    "kept-as-a-default": "{registry}.append(lambda f={f}: f.read())",
    "kept-by-a-function": "def {other}_reader():\n    return {f}.read()\n{registry}.append({other}_reader)",
    "standard-stream": "import sys; sys.stdout = {f}",
}

# Statements after an opening by which the function is left before its close.
DEPARTURES = {
    "returned": "if {other}: return {f}",
    "returned-in-a-tuple": "if {other}: return {f}, 1",
    "returned-method": "if {other}: return {f}.read",
    "returned-lazily": "if {other}: return (line for line in {f})",
    "returned-map": "if {other}: return map(str, {f})",
    "returned-lambda": "if {other}: return lambda: {f}.read()",
    "returned-in-a-dictionary": "if {other}: return {{'f': {f}}}",
    "returned-by-a-conditional": "if {other}: return {f} if {keep} else None",
    "returned-by-or": "if {other}: return {keep} or {f}",
    "returned-from-a-call": "if {other}: return {keep}({f})",
    "returned-iterator": "if {other}: return iter({f})",
    "returned-enumerate": "if {other}: return enumerate({f}, start=1)",
    "returned-object-around-it": "if {other}: reader = {keep}({f}); return reader",
    "left-after-a-call-keeps-it": "if {other}: {registry}.append({f}); return",
    "left-after-storing-it": "if {other}: {holder}.f = {f}; return",
    "left-after-storing-a-reader": "if {other}: {holder}.f = {keep}({f}); return",
    "left-after-keeping-a-reader": "if {other}: {registry}.append({keep}({f})); return",
    "left-after-a-partial": "if {other}: import functools; {holder}.f = functools.partial({keep}, {f}); return",
    "left-after-a-thread": "if {other}: import threading; threading.Thread(target={keep}, args=({f},)).start(); return",
    "left-after-a-bound-method": "if {other}: {holder}.write = {f}.write; return",
}

for title, text in ESCAPES.items():
    MUTATIONS.append(Mutation(FILES, title, escapes(text, never_closed), None))
for title, text in DEPARTURES.items():
    MUTATIONS.append(Mutation(FILES, title, escapes(text, left_open), None))


def can_yield(place):
    handle = never_closed(place)
    asynchronous = isinstance(place.function, ast.AsyncFunctionDef)
    returns = any(isinstance(node, ast.Return) and node.value for node in ast.walk(place.scope))
    return handle if place.function and not (asynchronous and returns) else None


MUTATIONS.append(Mutation(FILES, "yielded", escapes("yield {f}", can_yield), None))


@mutation(FILES)
def rebound(place):
    """`close()` would close the other file."""
    handle = Handle(place)
    if handle.name and handle.closes:
        yield place.after(place.statement, f"{handle.name} = {place.names.elsewhere}({handle.name})")
        yield place.after(place.statement, f"if {place.names.other}: {handle.name} = {place.names.elsewhere}()")
        yield place.after(place.statement, f"for {handle.name} in {place.names.elsewhere}(): pass")
        yield place.after(place.statement, f"({handle.name} := {place.names.elsewhere}())")


@mutation(FILES)
def closed_on_one_path(place):
    handle = Handle(place)
    if handle.name and len(handle.closes) == 1:
        yield place.replace(handle.closes[0], f"if {place.names.other}: {place.text(handle.closes[0])}") if (
            place.on_own_lines(handle.closes[0])) else []


@mutation(FILES)
def close_is_gone_and_it_is_kept(place):
    """Without its close the file is kept open by somebody else."""
    handle = Handle(place)
    if handle.name and handle.closes and not handle.closed_by_block:
        gone = [edit for close in handle.closes for edit in place.replace(close, "pass")]
        yield gone + place.after(place.statement, f"{place.names.registry}.append({handle.name})")
        yield gone + place.after(place.statement, f"{place.names.holder}.handle = {handle.name}")


@mutation(FILES)
def descriptor_is_closed_by_hand(place):
    """A descriptor that is closed twice is an error, or another file's."""
    handle = never_closed(place)
    opening = calls(place.statement.value, "open", "fdopen")[:1] if handle else []
    last = place.suite[-1]
    for call in opening:
        if not (isinstance(call.func, ast.Name) or ast.unparse(call.func) == "os.fdopen") or not call.args:
            continue
        keyword = "fd" if ast.unparse(call.func) == "os.fdopen" else "file"
        for descriptor in ("{other}", "{holder}.fd", "{registry}[0]", "{holder}.fileno()"):
            descriptor = descriptor.format(**vars(place.names))
            for given in (descriptor, f"({descriptor})") + ((f"{keyword}={descriptor}",) if len(call.args) == 1 else ()):
                close = f"import os; os.close({descriptor})"
                put = place.before(last, close) if isinstance(last, ast.Return) else place.after(last, close)
                returns = any(isinstance(each, ast.Return) for each in ast.walk(last))
                leaves = returns and (handle.name in ast.unparse(last) or not isinstance(last, ast.Return))
                bound = place.before(place.statement, f"{place.names.other} = {place.names.elsewhere}()")
                if last is not place.statement and not leaves:
                    yield bound + place.replace(call.args[0], given) + put


@mutation(FILES)
def declared_global(place):
    handle = Handle(place)
    if handle.name and place.function and not any(arg.arg == handle.name for arg in ast.walk(place.function.args)
                                                  if isinstance(arg, ast.arg)):
        yield place.before(first_after_docstring(place.function), f"global {handle.name}")


def first_after_docstring(function):
    has = ast.get_docstring(function, clean=False) is not None and len(function.body) > 1
    return function.body[1 if has else 0]


def closes_before_the_use(place, text):
    """The close stays where it was, before the use: what is closed twice is closed."""
    name = Handle(place).name
    return bool(re.search(rf"\b{name}\.close\(\)[^\n]*\n\s*print\({name}\.read", text))


@mutation(FILES, closes_before_the_use)
def used_after_close(place):
    handle = Handle(place)
    for close in handle.closes if handle.name and only_one_opening(place, handle.name) else ():
        if not handle.closed_by_block:
            yield place.after(close, f"print({handle.name}.read())")


def only_one_opening(place, name):
    return sum(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
               for node in ast.walk(place.scope)) == 1


def unnamed_opening(place):
    if isinstance(place.statement, SIMPLE) and not Handle(place).name:
        found = calls(place.statement, *OPENERS)
        return found[0] if len(found) == 1 else None


@mutation(FILES)
def unnamed_and_kept(place):
    opening = unnamed_opening(place)
    if opening:
        text = place.text(opening)
        for wrapped in ("{keep}({0})", "{registry}.setdefault('f', {0})", "{keep}(stream={0})"):
            yield place.replace(opening, wrapped.format(text, **vars(place.names)))


@mutation(FILES)
def unnamed_and_not_always_opened(place):
    opening = unnamed_opening(place)
    if opening:
        text, names = place.text(opening), place.names
        yield place.replace(opening, f"({names.other} or {text})")
        yield place.replace(opening, f"({text} if {names.other} else {names.elsewhere})")
        yield place.replace(opening, f"(lambda: {text})()")
        yield place.replace(opening, f"[{text} for _ in {names.other}][0]")


# Background tasks


SESSION_METHODS = {"commit", "flush", "query", "execute", "scalars", "scalar", "add", "get", "exec"}


class Task:
    """The call that adds a task, its instances and its session."""

    def __init__(self, place):
        self.place = place
        self.call = next(iter(calls(place.statement, "add_task", "BackgroundTask")), None)
        self.callee = self.call.args[0] if self.call and self.call.args else None
        values = [] if self.call is None else self.call.args[1:] + [keyword.value for keyword in self.call.keywords]
        names = [value.id for value in values if isinstance(value, ast.Name)]
        loaded = set(re.findall(r"\.get\(\s*(\w+)", place.original.files[place.path].decode()))
        self.session = next((name for name in self.sessions()), None)
        self.passes_session = self.session in names
        self.instances = {name: cls for name in names for cls in [self.class_of(name)] if cls in loaded}

    def sessions(self):
        scope = self.place.scope
        for node in ast.walk(scope):
            func = getattr(node, "func", None)
            if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.attr in SESSION_METHODS:
                if func.value.id not in ("app", "router"):
                    yield func.value.id
        for arg in ast.walk(scope):
            if isinstance(arg, ast.arg) and arg.annotation is not None and "Session" in ast.unparse(arg.annotation):
                yield arg.arg

    def class_of(self, name):
        """The class that is read or constructed where the name is bound."""
        for node in ast.walk(self.place.scope):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
                found = [each.id for each in ast.walk(node.value) if isinstance(each, ast.Name) and each.id[:1].isupper()
                         and each.id not in ("None", "True", "False")]
                if found:
                    return found[0]

    @property
    def commits_later(self):
        place = self.place
        end = place.source.span(place.statement)[1]
        return any(place.source.span(call)[0] > end for call in calls(place.scope, "commit", "begin"))

    @property
    def awaits(self):
        return any("AsyncSession" in each or "async_sessionmaker" in each for each in
                   (data.decode() for path, data in self.place.case.files.items() if path.endswith(".py")))


def class_definitions(place, name):
    for path in place.case.sources:
        source = Source(place.case.files[path])
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and node.name == name:
                yield path, source, node


def plain_column(place, name):
    for _, source, node in class_definitions(place, name):
        for statement in node.body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)):
                target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                text = ast.unparse(statement)
                is_column = "Column(" in text or isinstance(statement, ast.AnnAssign)
                if is_column and isinstance(target, ast.Name) and not re.search("primary_key|relationship|__", text):
                    return target.id


def is_list(place, name):
    """The fix reads the keys of a list of instances."""
    return bool(re.search(rf"for \w+ in {name}\]", place.original.files[place.path].decode()))


@mutation(TASKS)
def row_is_not_committed(place):
    task = Task(place)
    if task.session and not task.commits_later:
        for name, cls in task.instances.items():
            if is_list(place, name):
                continue
            yield place.before(place.statement, f"{name} = {cls}()\n{task.session}.add({name})")
            flush = f"{'await ' if task.awaits else ''}{task.session}.flush()"
            yield place.before(place.statement, f"{name} = {cls}()\n{task.session}.add({name})\n{flush}")
            yield place.before(place.statement, f"{name} = {cls}()\n{task.session}.add_all([{name}])\n{flush}")
            yield place.before(place.statement, f"{task.session}.add({name} := {cls}())\n{flush}")


@mutation(TASKS)
def change_is_not_committed(place):
    task = Task(place)
    if task.session and not task.commits_later:
        for name, cls in task.instances.items():
            column = plain_column(place, cls)
            if column:
                if is_list(place, name):
                    yield place.before(place.statement, f"for each in {name}: each.{column} = 'x'")
                    yield place.before(place.statement, f"{name}[0].{column} = 'x'")
                    continue
                for text in ("{0}.{1} = 'x'", "{0}.{1} += 'x'", "setattr({0}, '{1}', 'x')", "({0}).{1} = 'x'",
                             "if {0}: {0}.{1} = 'x'", "{0}.{1}, rest = 'x', 1", "for {0}.{1} in 'xy': pass",
                             "with {2}() as {0}.{1}: pass", "{0}.{1} : str = 'x'"):
                    yield place.before(place.statement, text.format(name, column, place.names.elsewhere))


@mutation(TASKS)
def row_is_gone(place):
    task = Task(place)
    if task.session:
        wait = "await " if task.awaits else ""
        for name in task.instances:
            yield place.before(place.statement, f"{wait}{task.session}.delete({name})")
            yield place.before(place.statement, f"{wait}{task.session}.delete(({name}))")
            yield place.before(place.statement, f"{wait}{task.session}.delete(instance={name})")
            yield place.before(place.statement, f"if {place.names.other}: {wait}{task.session}.delete({name})")


@mutation(TASKS)
def session_is_closed_before(place):
    task = Task(place)
    if task.session:
        wait = "await " if task.awaits else ""
        for name in task.instances:
            yield place.before(place.statement, f"{wait}{task.session}.close()")


@mutation(TASKS)
def instance_from_elsewhere(place):
    task, names = Task(place), place.names
    for name in task.instances:
        for text in ("{0} = {elsewhere}(1)", "{0} = {0} or {elsewhere}(1)", "if {other}: {0} = {elsewhere}(1)",
                     "for {0} in {elsewhere}(): pass", "({0} := {elsewhere}(1))", "{0}, rest = {elsewhere}(1)",
                     "with {elsewhere}() as {0}: pass", "from {elsewhere} import {0}"):
            yield place.before(place.statement, text.format(name, **vars(names)))


@mutation(TASKS)
def session_from_elsewhere(place):
    task, names = Task(place), place.names
    if task.passes_session:
        for text in ("{0} = {elsewhere}(1)", "if {other}: {0} = {elsewhere}(1)", "{0} = {0} or {elsewhere}(1)"):
            yield place.before(place.statement, text.format(task.session, **vars(names)))


@mutation(TASKS)
def instance_inside_something(place):
    task, names = Task(place), place.names
    for value in [] if task.call is None else task.call.args[1:] + [keyword.value for keyword in task.call.keywords]:
        if isinstance(value, ast.Name) and value.id in task.instances:
            for text in ("{keep}({0})", "{{'row': {0}}}", "({0}, {elsewhere}(1))", "[{0}, {elsewhere}(1)]", "lambda: {0}",
                         "{0} or {elsewhere}(1)", "{0} if {other} else {elsewhere}(1)", "{keep}(row={0})", "{0}.{elsewhere}"):
                yield place.replace(value, text.format(value.id, **vars(names)))


@mutation(TASKS)
def session_inside_something(place):
    task, names = Task(place), place.names
    for value in [] if task.call is None else task.call.args[1:] + [keyword.value for keyword in task.call.keywords]:
        if isinstance(value, ast.Name) and value.id == task.session:
            for text in ("{keep}({0})", "{{'db': {0}}}", "[{0}]", "lambda: {0}", "{0} or {elsewhere}(1)", "{0}.{elsewhere}"):
                yield place.replace(value, text.format(value.id, **vars(names)))


@mutation(TASKS)
def task_is_unknown(place):
    task, names = Task(place), place.names
    if task.callee is not None:
        text = place.text(task.callee)
        yield place.replace(task.callee, f"{names.keep}({text})")
        yield place.replace(task.callee, f"{names.elsewhere}")
        yield place.replace(task.callee, f"{text} if {names.other} else {names.elsewhere}")
        yield place.replace(task.callee, f"{names.registry}['task']")
        yield place.replace(task.callee, f"{names.registry}.{names.keep}")
    if isinstance(task.callee, ast.Name):
        yield place.before(place.statement, f"{task.callee.id} = {names.elsewhere}")
        yield place.before(place.statement, f"if {names.other}: from {names.elsewhere} import {task.callee.id}")


@mutation(TASKS)
def task_is_decorated(place):
    task = Task(place)
    for path in place.case.sources if isinstance(task.callee, ast.Name) else ():
        source = Source(place.case.files[path])
        for node in source.tree.body:
            if isinstance(node, FUNCTIONS) and node.name == task.callee.id:
                at = source.starts[first_line(node) - 1]
                yield [(path, at, at, f"@{place.names.elsewhere}\n")]
                yield [(path, at, at, f"@{place.names.elsewhere}.{place.names.keep}(1)\n")]


@mutation(TASKS)
def arguments_are_unpacked(place):
    task = Task(place)
    if task.call and task.call.args[1:]:
        at = place.source.span(task.call.args[1])[0]
        yield [(place.path, at, at, f"*{place.names.other}, ")]
    if task.call and task.call.args:
        end = place.source.span((task.call.args + [keyword.value for keyword in task.call.keywords])[-1])[1]
        yield [(place.path, end, end, f", **{place.names.other}")]


def names_the_new_key(place, text):
    return "second_key" in text


@mutation(TASKS, names_the_new_key)
def key_has_another_column(place):
    for cls in set(Task(place).instances.values()):
        for path, source, node in class_definitions(place, cls):
            at = source.starts[node.body[-1].end_lineno - 1] + len(source.lines[node.body[-1].end_lineno - 1])
            text = ast.unparse(node)
            column = "second_key: Mapped[int] = mapped_column(primary_key=True)" if "Mapped[" in text else (
                "second_key = Column(Integer, primary_key=True)" if "Column(" in text else "")
            if column:
                yield [(path, at, at, f"\n{source.indentation(node.body[-1].lineno)}{column}")]


@mutation(TASKS)
def key_is_gone(place):
    for cls in set(Task(place).instances.values()):
        for path, source, node in class_definitions(place, cls):
            keys = [each for each in ast.walk(node) if isinstance(each, ast.keyword) and each.arg == "primary_key"]
            if keys:
                yield [(path, *source.span(keyword), "index=True") for keyword in keys]
                yield [(path, *source.span(keyword.value), "False") for keyword in keys]


def is_used_between(scope, name, first, last):
    return any(isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
               and first < node.lineno < last for node in ast.walk(scope))


@mutation(TASKS)
def may_be_none(place):
    """The query finds nothing, perhaps. Where an attribute of the row is used before the task is added, None would raise."""
    task = Task(place)
    for name in task.instances:
        for node in ast.walk(place.scope):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
                if is_used_between(place.scope, name, node.end_lineno, place.line):
                    continue
                for call in calls(node.value, "one", "scalar_one"):
                    new = {"one": "first", "scalar_one": "scalar_one_or_none"}[call.func.attr]
                    end = place.source.span(call.func)[1]
                    yield [(place.path, end - len(call.func.attr), end, new)]


def opens_no_session(place, text):
    """The argument is left out: the task opens a session itself."""
    return "_in_background" not in text


@mutation(TASKS, opens_no_session)
def session_factory_is_unknown(place):
    """What opens the session is a function that nothing is known of."""
    task = Task(place)
    is_parameter = place.function and any(isinstance(node, ast.arg) and node.arg == task.session
                                          for node in ast.walk(place.function.args))
    for path in place.case.sources if task.passes_session and is_parameter else ():
        source = Source(place.case.files[path])
        edits = []
        for node in ast.walk(source.tree):
            if isinstance(node, FUNCTIONS) and any(isinstance(each, ast.Yield) for each in ast.walk(node)):
                edits += [(path, *source.span(call.func), place.names.elsewhere) for call in ast.walk(node)
                          if isinstance(call, ast.Call) and "Session" in last_name(call.func)]
        if edits:
            yield edits


@mutation(TASKS)
def task_waits_no_longer(place):
    """A function that is not a coroutine cannot use an asynchronous session."""
    task = Task(place)
    for path in place.case.sources if isinstance(task.callee, ast.Name) and task.awaits and task.passes_session else ():
        source = Source(place.case.files[path])
        for node in source.tree.body:
            if isinstance(node, ast.AsyncFunctionDef) and node.name == task.callee.id:
                start = source.span(node)[0]
                waits = [each for each in ast.walk(node) if isinstance(each, ast.Await)]
                # One that waits for nothing does not use the session.
                if waits:
                    yield [(path, start, start + len("async "), "")] + [
                        (path, source.span(each)[0], source.span(each.value)[0], "") for each in waits]


# Seedings


def first_of_lookup(suite, index):
    """The first of the statements above a test that make what it tests."""
    names = {node.id for node in ast.walk(suite[index].test) if isinstance(node, ast.Name)}
    while index and isinstance(suite[index - 1], ast.Assign) and last_name(suite[index - 1].targets[0]) in names:
        index -= 1
        names |= {node.id for node in ast.walk(suite[index].value) if isinstance(node, ast.Name)}
    return index


class Seeding:
    """A lookup and the insert after it."""

    def __init__(self, place):
        self.place = place
        near = place.suite[place.index:place.index + 4]
        self.test = next((statement for statement in near if isinstance(statement, ast.If)), None)
        start = place.index if self.test is None else first_of_lookup(place.suite, place.suite.index(self.test))
        self.region = ast.Module(place.suite[start:] if self.test is not None else [], [])
        self.lookup_statements = place.suite[start:place.suite.index(self.test) + 1] if self.test is not None else []
        self.first = place.suite[start]
        self.adds = [call for call in calls(self.region, "add") if isinstance(call.func, ast.Attribute)]
        self.session = ast.unparse(self.adds[0].func.value) if self.adds else None
        self.constructions = [call for call in ast.walk(self.region) if isinstance(call, ast.Call)
                              and isinstance(call.func, ast.Name) and any(class_definitions(place, call.func.id))]
        self.model = self.constructions[0].func.id if self.constructions else None
        # Rows of other classes may have a column of the same name.
        self.rows = [call for call in self.constructions if call.func.id == self.model]
        in_branch = self.test is not None and self.adds and is_in(self.adds[0], ast.Module(self.test.body, []))
        self.inserts = self.test if in_branch else None

    @property
    def add_statement(self):
        for suite in suites(self.place.scope):
            for statement in suite:
                if isinstance(statement, ast.Expr) and self.adds and is_in(self.adds[0], statement):
                    return statement

    def lookup_nodes(self):
        """What is evaluated to look the row up and to test what was found."""
        for statement in self.lookup_statements:
            yield from ast.walk(statement.test if isinstance(statement, ast.If) else statement)

    def keys(self):
        """The columns that the lookup asks for."""
        found = set()
        for node in self.lookup_nodes():
            left = getattr(node, "left", None)
            if isinstance(node, ast.Compare) and isinstance(left, ast.Attribute) and last_name(left.value)[:1].isupper():
                found.add(left.attr)
            elif isinstance(node, ast.Call) and last_name(node.func) == "filter_by":
                found.update(keyword.arg for keyword in node.keywords)
            elif isinstance(node, ast.Call) and last_name(node.func) == "get" and len(node.args) == 2:
                found.add("id")
        return found


@mutation(SEEDINGS)
def key_is_not_unique(place):
    seeding = Seeding(place)
    for path, source, node in class_definitions(place, seeding.model) if seeding.model else ():
        edits = []
        for each in ast.walk(node):
            if isinstance(each, ast.keyword) and each.arg in ("unique", "primary_key"):
                edits.append((path, *source.span(each), "index=True" if each.arg == "unique" else "nullable=True"))
            elif isinstance(each, ast.Call) and last_name(each.func) == "UniqueConstraint":
                start, end = source.span(each.func)
                edits.append((path, end - len("UniqueConstraint"), end, "Index"))
        if edits:
            yield edits


@mutation(SEEDINGS)
def other_key_is_inserted(place):
    seeding = Seeding(place)
    keys = seeding.keys()
    for call in seeding.rows:
        for keyword in call.keywords:
            if keyword.arg in keys:
                yield place.replace(keyword.value, f"{place.names.elsewhere}({place.text(keyword.value)})")
                yield place.replace(keyword.value, place.names.other)
                yield [(place.path, *place.source.span(keyword), f"**{place.names.other}")]


@mutation(SEEDINGS)
def key_is_bound_again(place):
    """The row is inserted with another key than was looked up."""
    seeding = Seeding(place)
    keys = seeding.keys()
    for call in seeding.constructions:
        for keyword in call.keywords:
            if keyword.arg in keys and isinstance(keyword.value, ast.Name) and seeding.inserts:
                rebinding = f"{keyword.value.id} = {place.names.elsewhere}(1)"
                yield place.before(seeding.inserts.body[0], rebinding)
                yield place.before(seeding.inserts.body[0], f"if {place.names.other}: {rebinding}")


@mutation(SEEDINGS)
def key_is_set_afterwards(place):
    seeding = Seeding(place)
    add = seeding.add_statement
    if add is not None and seeding.adds[0].args and isinstance(seeding.adds[0].args[0], ast.Name):
        for key in sorted(seeding.keys()):
            yield place.before(add, f"{seeding.adds[0].args[0].id}.{key} = {place.names.elsewhere}(1)")
            yield place.before(add, f"setattr({seeding.adds[0].args[0].id}, '{key}', {place.names.elsewhere}(1))")


# What may write in the transaction; {1} is `await ` for an asynchronous session.
OTHER_WORK = (
    "{0}.add({elsewhere}(1))", "{1}{0}.execute({elsewhere}(1))", "{1}{0}.delete({elsewhere}(1))", "{keep}({0})",
    "{0}.add_all([{elsewhere}(1)])", "{1}{0}.merge({elsewhere}(1))", "{keep}(session={0})", "{holder}.db = {0}; {keep}()",
    "if {other}: {0}.add({elsewhere}(1))", "{0}.bulk_save_objects([{elsewhere}(1)])", "{1}{0}.scalar({elsewhere}(1))",
    "for row in {elsewhere}(): {0}.add(row)", "{0}.query({elsewhere}).update({{'x': 1}})", "{0}.query({elsewhere}).delete()",
)


def keeps_the_transaction(place, text):
    """A savepoint, and no rollback that was not there before: a handler further out may have one."""
    original = place_text(place.source, place.function) if place.function else place.source.text
    return "begin_nested" in text and text.count("rollback()") <= original.count("rollback()")


@mutation(SEEDINGS, keeps_the_transaction)
def other_work_in_the_transaction(place):
    """A rollback would take it back: only a savepoint is right."""
    seeding, names = Seeding(place), place.names
    if seeding.session:
        wait = "await " if isinstance(place.function, ast.AsyncFunctionDef) else ""
        for text in OTHER_WORK:
            yield place.before(seeding.first, text.format(seeding.session, wait, **vars(names)))


@mutation(SEEDINGS)
def session_is_bound_again(place):
    seeding = Seeding(place)
    if seeding.session and seeding.session.isidentifier() and seeding.inserts:
        yield place.before(seeding.inserts.body[0], f"{seeding.session} = {place.names.elsewhere}()")


@mutation(SEEDINGS)
def other_session_adds(place):
    seeding = Seeding(place)
    if seeding.adds:
        yield place.replace(seeding.adds[0].func.value, place.names.other)


@mutation(SEEDINGS)
def result_is_bound_again(place):
    """What is tested is not what was looked up."""
    seeding = Seeding(place)
    if seeding.test is not None and seeding.first is not seeding.test:
        name = last_name(place.suite[place.suite.index(seeding.test) - 1].targets[0])
        if any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(seeding.test.test)):
            yield place.before(seeding.test, f"{name} = {place.names.elsewhere}(1)")
            yield place.before(seeding.test, f"if {place.names.other}: {name} = {place.names.elsewhere}(1)")
            yield place.before(seeding.test, f"{name} = {name} or {place.names.elsewhere}(1)")


@mutation(SEEDINGS)
def lookup_asks_for_more(place):
    seeding = Seeding(place)
    for node in seeding.lookup_nodes() if seeding.model else ():
        values = node.args + [keyword.value for keyword in node.keywords] if isinstance(node, ast.Call) else []
        if values and last_name(node.func) in ("filter", "where", "filter_by"):
            end = place.source.span(values[-1])[1]
            model = seeding.model
            more = "is_deleted=False" if last_name(node.func) == "filter_by" else f"{model}.is_deleted.is_(False)"
            yield with_column(place, model, [(place.path, end, end, ", " + more)])
            end = place.source.span(node)[1]
            yield with_column(place, model, [(place.path, end, end, f".filter({model}.is_deleted == False)")])
            yield with_column(place, model, [(place.path, end, end, ".filter_by(is_deleted=False)")])


def with_column(place, model, edits):
    for path, source, node in class_definitions(place, model):
        line = node.body[-1].end_lineno
        at = source.starts[line - 1] + len(source.lines[line - 1])
        text = ast.unparse(node)
        namespace = "db." if "db.Column" in text else ""
        column = "is_deleted: Mapped[bool] = mapped_column(default=False)" if "Mapped[" in text else (
            "is_deleted: bool = False" if "Field(" in text else f"is_deleted = {namespace}Column({namespace}Boolean)")
        return edits + [(path, at, at, f"\n{source.indentation(node.body[-1].lineno)}{column}")]
    return []


@mutation(SEEDINGS)
def lookup_compares_otherwise(place):
    for node in Seeding(place).lookup_nodes():
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq) and isinstance(node.left, ast.Attribute):
            gap = place.source.span(node.left)[1], place.source.span(node.comparators[0])[0]
            for operator in ("!=", ">=", "<"):
                yield [(place.path, *gap, f" {operator} ")]
            yield place.replace(node, f"{place.text(node.left)}.ilike({place.text(node.comparators[0])})")
            yield place.replace(node, f"{place.text(node.left)}.in_([{place.text(node.comparators[0])}])")
            yield place.replace(node, f"~({place.text(node)})")
            yield place.replace(node, f"({place.text(node)}) | {place.names.other}")
            yield place.replace(node, f"{place.names.keep}({place.text(node.left)}) == {place.text(node.comparators[0])}")


def keeps_the_check(place, text):
    """The check stays: no try statement stands where it was."""
    tree = ast.parse(text)
    name = getattr(place.function, "name", None)
    function = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS) and node.name == name]
    wanted = ast.unparse(Seeding(place).test.test)
    found = [ast.unparse(node.test) for each in function for node in ast.walk(each)
             if isinstance(node, ast.If) and not in_handler(node, each)]
    return wanted in found


def in_handler(node, function):
    return any(is_in(node, handler) for handler in ast.walk(function) if isinstance(handler, ast.ExceptHandler))


@mutation(SEEDINGS, keeps_the_check)
def insert_has_side_effects(place):
    """They would run each time if the check went."""
    seeding = Seeding(place)
    if seeding.inserts:
        yield place.before(seeding.inserts.body[0], f"{place.names.keep}(1)")
        yield place.before(seeding.inserts.body[0], f"{place.names.holder}.count += 1")
        yield place.before(seeding.inserts.body[0], f"row_count = {place.names.elsewhere}()")
        for call in seeding.constructions:
            for keyword in call.keywords:
                if keyword.arg and keyword.arg not in seeding.keys():
                    yield place.replace(keyword.value, f"{place.names.elsewhere}(1)")


@mutation(SEEDINGS)
def else_does_more(place):
    seeding = Seeding(place)
    if seeding.inserts and not seeding.inserts.orelse and place.on_own_lines(seeding.inserts):
        indentation = place.indentation(seeding.inserts)
        unit = "\t" if "\t" in indentation or "\n\t" in place.source.text else "    "
        yield place.after(seeding.inserts, f"else:\n{unit}{place.names.keep}(1)")
        yield place.after(seeding.inserts, f"else:\n{unit}{seeding.session}.add({place.names.elsewhere}(1))")
        yield place.after(seeding.inserts, f"elif {place.names.other}:\n{unit}{place.names.keep}(1)")


@mutation(SEEDINGS)
def test_asks_for_more(place):
    """The row is inserted for another reason, or is not inserted although it is not there."""
    seeding = Seeding(place)
    if seeding.test is not None:
        text = place.text(seeding.test.test)
        yield place.replace(seeding.test.test, f"({text}) or {place.names.other}")
        yield place.replace(seeding.test.test, f"({text}) and {place.names.keep}()")
        yield place.replace(seeding.test.test, f"not ({text})")


# Fallbacks


def target_of(assignment):
    return assignment.targets[0] if isinstance(assignment, ast.Assign) else assignment.target


class Fallback:
    """The branch that announces a fallback, and the assignment after it."""

    def __init__(self, place):
        self.place = place
        self.branch = self.assignment = None
        for index in range(place.index, -1, -1):
            if isinstance(place.suite[index], (ast.If, ast.Try)):
                self.branch = place.suite[index]
                break
        if self.branch is None:
            return
        start = place.suite.index(self.branch) + 1
        self.assignment = next((each for each in place.suite[start:] if isinstance(each, (ast.Assign, ast.AnnAssign))), None)
        self.body = self.branch.body if isinstance(self.branch, ast.If) else self.branch.handlers[0].body
        self.target = None if self.assignment is None else ast.unparse(target_of(self.assignment))


def fallbacks(place):
    fallback = Fallback(place)
    if fallback.branch is not None and fallback.assignment is not None:
        yield fallback


@mutation(FALLBACKS)
def announcement_is_about_something_else(place):
    for fallback in fallbacks(place):
        edits = []
        for statement in fallback.body:
            whole = [node for node in ast.walk(statement) if isinstance(node, ast.JoinedStr)]
            whole += [node for node in ast.walk(statement) if isinstance(node, ast.Constant) and isinstance(node.value, str)
                      and not any(is_in(node, string) for string in whole)]
            for node in whole:
                edits += place.replace(node, '"nothing was found"')
        yield edits


@mutation(FALLBACKS)
def branch_leaves(place):
    for fallback in fallbacks(place):
        leave = ["raise ValueError"] + (["return", "return None"] if place.function else [])
        for text in leave:
            if text != "return None" or not is_asynchronous_generator(place.function):
                yield place.after(fallback.body[-1], text)
                yield place.before(fallback.body[-1], text)
                yield place.after(fallback.body[-1], f"if {place.names.other}: {text}")
        yield place.after(fallback.body[-1], "import sys; sys.exit(1)")
        yield place.after(fallback.body[-1], "assert False")


@mutation(FALLBACKS)
def branch_goes_on(place):
    for fallback in fallbacks(place):
        yield place.after(fallback.body[-1], f"{place.names.keep}(1)")
        yield place.after(fallback.body[-1], f"{fallback.target} = {place.names.elsewhere}()")


@mutation(FALLBACKS)
def other_case_is_handled(place):
    for fallback in fallbacks(place):
        if isinstance(fallback.branch, ast.If) and not fallback.branch.orelse and place.on_own_lines(fallback.branch):
            unit = "\t" if "\n\t" in place.source.text else "    "
            around = "\n" + place.indentation(fallback.branch)
            for path, start, end, _ in place.after(fallback.body[-1], ""):
                yield [(path, start, end, f"{around}else:{around}{unit}{place.names.keep}(1)")]


@mutation(FALLBACKS)
def condition_asks_for_something_else(place):
    for fallback in fallbacks(place):
        if isinstance(fallback.branch, ast.If):
            text = place.text(fallback.branch.test)
            for new in (place.names.other, f"{place.names.keep}()", f"not ({text})", f"({text}) or {place.names.other}",
                        f"{fallback.target}.age > 60", f"{fallback.target} is not None"):
                yield place.replace(fallback.branch.test, new)


@mutation(FALLBACKS)
def fallback_reads_the_result(place):
    for fallback in fallbacks(place):
        value = fallback.assignment.value
        value = value.value if isinstance(value, ast.Await) else value
        if isinstance(value, ast.Call):
            text = place.text(value)
            if text.endswith(")"):
                given = bool(value.args or value.keywords) and not re.search(r",\s*\)$", text)
                end = place.source.span(value)[1] - 1
                if given and not any(isinstance(each, ast.GeneratorExp) for each in value.args):
                    last = place.source.span((value.args + [keyword.value for keyword in value.keywords])[-1])[1]
                    yield [(place.path, last, last, f", before={fallback.target}")]
                elif not given and not value.args and not value.keywords:
                    yield [(place.path, end, end, f"before={fallback.target}")]
            yield place.replace(value, f"{place.names.keep}({fallback.target}, {text})")
            yield place.replace(value, f"{fallback.target} or {text}")


@mutation(FALLBACKS)
def result_is_used(place):
    for fallback in fallbacks(place):
        for text in ("{keep}({0})", "{holder}.first = {0}", "saved = {0}", "if {0}: {keep}()", "print(f'{{{0}}}')"):
            yield place.after(fallback.branch, text.format(fallback.target, **vars(place.names)))
            # Before a try statement there is no result yet, so printing it is pointless.
            if isinstance(fallback.branch, ast.If) and not text.startswith("print"):
                yield place.before(fallback.branch, text.format(fallback.target, **vars(place.names)))


@mutation(FALLBACKS)
def target_is_another(place):
    for fallback in fallbacks(place):
        target = target_of(fallback.assignment)
        yield place.replace(target, f"{place.names.other}")
        yield place.replace(target, f"{place.names.other}.{fallback.target.split('.')[-1].split('[')[0]}")


# Running


def edited(case, edits):
    files = dict(case.files)
    by_path = collections.defaultdict(list)
    for path, start, end, text in edits:
        by_path[path].append((start, end, text))
    for path, each in by_path.items():
        source = Source(files[path])
        try:
            source.set(source.edited(each))
        except (SyntaxError, AssertionError):
            return None
        try:
            compile(source.tree, path, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError:
            return None
        files[path] = with_mark(source.data(), case.files[path])
    return files


def with_mark(data, original):
    mark = b"\xef\xbb\xbf"
    return mark + data if original.startswith(mark) and not data.startswith(mark) else data


def mapped_line(place, edits, line):
    """Where a line of the original is in the neighbour."""
    offset = place.source.starts[line - 1] + len(place.source.indentation(line))
    text = place.source.text
    return line + sum(new.count("\n") - text[start:end].count("\n")
                      for path, start, end, new in edits if path == place.path and end <= offset)


def fixed_places(outcome, path):
    return [finding["line"] for finding in outcome.findings if finding["path"] == path and finding["outcome"] == "fixed"]


def is_still_fixed(place, edits, varied):
    """A fix where the mutated place is now; of a seeding also one that begins elsewhere in the function."""
    before = fixed_places(place.original, place.path)
    others = {mapped_line(place, edits, line) for line in before if line != place.line}
    first, last = 1, len(place.source.lines)
    if place.function is not None:
        first, last = place.function.lineno, place.function.end_lineno
    reach = range(mapped_line(place, edits, first), mapped_line(place, edits, last) + 1)
    same_line = [line for line in before if line == place.line]
    found = fixed_places(varied, place.path)
    here = mapped_line(place, edits, place.line)
    return found.count(here) >= len(same_line) or place.case.codemod == SEEDINGS and any(
        line in reach and line not in others and line != here for line in found)


def fixed_text(place, varied):
    """What a fix made of the function, or of the files where it adds another one."""
    if place.case.codemod == TASKS or place.function is None:
        return "\n".join(varied.files[path].decode() for path in place.case.sources)
    source = Source(varied.files[place.path])
    return next((place_text(source, node) for node in ast.walk(source.tree)
                 if isinstance(node, FUNCTIONS) and node.name == place.function.name), source.text)


def place_text(source, node):
    first = source.starts[first_line(node) - 1]
    lines = source.text[first:source.span(node)[1]].split("\n")
    indentation = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[indentation:] if not line[:indentation].strip() else line for line in lines)


def places(case, original, names):
    for finding in original.findings:
        if finding["outcome"] == "fixed" and finding["codemod"] == case.codemod:
            source = Source(case.files[finding["path"]])
            yield Place(case, finding["path"], source, finding, names, original)


def keep(folder, case, title, number, files, varied):
    target = os.path.join(folder, case.codemod, case.name, f"{title}-{number}")
    shutil.rmtree(target, ignore_errors=True)
    for kind, contents in (("before", files), ("after", varied.files)):
        for path, data in contents.items():
            os.makedirs(os.path.dirname(os.path.join(target, kind, path)), exist_ok=True)
            with open(os.path.join(target, kind, path), "wb") as file:
                file.write(data)


def main():
    parser = arguments(__doc__)
    parser.add_argument("--mutation", metavar="NAME")
    options = parser.parse_args()
    redline = options.redline
    # Each case costs a run of its own before it is mutated, so that both are sampled.
    share = math.isqrt(options.every)
    turns, neighbours = Turns(options.seed, share), Turns(options.seed, options.every // share)
    runs, wrong, forms, expected = (collections.Counter() for _ in range(4))
    for case in filter(lambda _: turns.take(), cases(options)):
        original = Outcome(redline, case.codemod, case.files)
        for place in places(case, original, Names(options.seed)):
            for each in MUTATIONS:
                if each.codemod != case.codemod or options.mutation not in (None, each.name):
                    continue
                for number, edits in enumerate(filter(None, each.make(place))):
                    if not neighbours.take():
                        continue
                    files = edited(case, edits)
                    if files is None or files == case.files:
                        continue
                    varied = Outcome(redline, case.codemod, files)
                    runs[each.codemod, each.name] += 1
                    if not is_still_fixed(place, edits, varied):
                        continue
                    if each.form and each.form(place, fixed_text(place, varied)):
                        forms[each.codemod, each.name] += 1
                        continue
                    if (each.name, f"{case.codemod}/{case.name}") in EXPECTED:
                        expected[each.name, f"{case.codemod}/{case.name}"] += 1
                        continue
                    wrong[each.codemod, each.name] += 1
                    shown = "; ".join(repr(new) for _, _, _, new in edits)
                    print(f"{case.codemod}/{case.name}/{place.path}:{place.line} is fixed after {each.name} {number}: {shown} "
                          f"(--seed {options.seed} --only {case.codemod} --case {case.name} --mutation {each.name})")
                    if options.keep:
                        keep(options.keep, case, f"{each.name}-line-{place.line}", number, files, varied)
    for codemod, name in runs:
        print(f"{codemod}, {name}: {runs[codemod, name]} neighbours, {forms[codemod, name]} fixed in another form, "
              f"{wrong[codemod, name]} wrong")
    unused = EXPECTED.keys() - expected.keys()
    if unused and not (options.only or options.case or options.mutation or options.every > 1):
        print("exceptions that no run needs:", *sorted(unused), sep="\n    ")
        wrong["exceptions"] = len(unused)
    if not runs:
        sys.exit("no neighbour was made")
    print(f"{runs.total()} neighbours, {forms.total()} fixed in another form, {expected.total()} expected, "
          f"{wrong.total()} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
