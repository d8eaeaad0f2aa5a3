"""Runs random programs before and after context-managed-files: they must print and write the same.

usage: equivalence.py REDLINE [--seed N] [--count N]

Each program opens, reads, writes and closes files through branches, loops, handlers and finally clauses, some of it wrong
on purpose, and is run from several starting points. Its output and the contents of its files are compared. Each opening for
writing has its own path: if two handles write one file at once, the order of garbage collection decides its content before
the fix, but not after it. If the original run ends with an unbound name (a `close()` in a finally clause whose `open`
failed), the rest is not compared: that is a defect that the fix may repair.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile

HEAD = '''import gc, os, warnings
warnings.simplefilter("ignore")
state = written = 0


def fresh():
    """The path of an output that nothing has opened yet."""
    global written
    written += 1
    return f"out{written}"


def chance(sides):
    """A number that the starting point decides, and now and then an exception."""
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    value = (state >> 16) % sides
    if sides == 7 and value == 0:
        raise ZeroDivisionError
    return value


def work():
    x = 0
'''

TAIL = '''
    return x


for start in range(12):
    state, written = start * 7919 + 13, 0
    try:
        print("returned", work())
    except ZeroDivisionError:
        print("raised")
    except NameError:
        print("unbound")
        break
    except ValueError as error:
        print("closed", error)
    gc.collect()
    for name in sorted(os.listdir(".")):
        if name.startswith("out"):
            with open(name) as file:
                print(name, repr(file.read()))
            os.remove(name)
'''


class Program:
    """Lines of a function body; `handles` maps the names that may hold an open file to their modes."""

    def __init__(self, source):
        self.random = source

    def block(self, indentation, depth, handles, length):
        lines = []
        for _ in range(self.random.randrange(1, length)):
            lines += self.statement(indentation, depth, handles, length)
        return lines or ["    " * indentation + "pass"]

    def statement(self, indentation, depth, handles, length):
        roll, prefix = self.random.random(), "    " * indentation
        if roll < 0.22:
            return [prefix + self.opening(handles)]
        if roll < 0.45 and handles:
            return [prefix + self.use(handles)]
        if roll < 0.62 and handles:
            name = self.random.choice(list(handles))
            if self.random.random() < 0.85:
                handles.pop(name)
            return [f"{prefix}{name}.close()"]
        if roll < 0.70:
            return [prefix + self.random.choice(['print("step")', "x = 1", "print(chance(3))", "chance(7)"])]
        if roll < 0.74:
            leave = [f"{prefix}    return {self.random.choice(['1', 'x', 'None'])}"]
            if handles and self.random.random() < 0.5:
                leave.insert(0, f"{prefix}    {self.random.choice(list(handles))}.close()")
            return [f"{prefix}if chance(2):"] + leave
        if roll < 0.80:
            return [prefix + self.expression()]
        if depth == 0:
            return [prefix + "x += 1"]
        if roll < 0.87:
            return self.handled(indentation, depth, handles, length)
        if roll < 0.93:
            return self.branch(indentation, depth, handles, length)
        return self.loop(indentation, depth, handles, length)

    def opening(self, handles):
        name = self.random.choice("ffgghhk")
        handles[name] = mode = self.random.choice("rrw")
        path = self.random.choice(['"in1"', '"in2"']) if mode == "r" else "fresh()"
        return f'{name} = open({path}, "{mode}"){self.random.choice(["", "  # opened"])}'

    def use(self, handles):
        name = self.random.choice(list(handles))
        reads = [f"print({name}.readline())", f"x = {name}.read()", f"for line in {name}: print(line)",
                 f"lines = [line for line in {name}]", f"lines = iter({name})", f"other = {name}"]
        writes = [f'{name}.write("text")', f'print("line", file={name})', f"size = {name}.tell()", f"other = {name}"]
        return self.random.choice(reads if handles[name] == "r" else writes)

    def expression(self):
        return self.random.choice(['x = open("in1").read()', 'open(fresh(), "w").write("short")',
                                   'for line in open("in2"): print(line)', 'open(fresh(), "w").close()'])

    def handled(self, indentation, depth, handles, length):
        prefix, inner = "    " * indentation, dict(handles)
        lines = [prefix + "try:"] + self.block(indentation + 1, depth - 1, inner, length - 1)
        has_handler = self.random.random() < 0.5
        if has_handler:
            lines += [prefix + "except ZeroDivisionError:"] + self.block(indentation + 1, 0, dict(handles), 2)
            if self.random.random() < 0.3:
                lines += [prefix + "else:"] + self.block(indentation + 1, 0, dict(inner), 2)
        if not has_handler or self.random.random() < 0.4:
            closes = [f"{prefix}    {name}.close()" for name in inner if self.random.random() < 0.8]
            lines += [prefix + "finally:"] + (closes or [prefix + '    print("at last")'])
        handles.clear()
        handles.update({name: mode for name, mode in inner.items() if self.random.random() < 0.3})
        return lines

    def branch(self, indentation, depth, handles, length):
        prefix, inner = "    " * indentation, dict(handles)
        lines = [prefix + "if chance(2):"] + self.block(indentation + 1, depth - 1, inner, length - 1)
        if self.random.random() < 0.5:
            lines += [prefix + "else:"] + self.block(indentation + 1, depth - 1, dict(handles), length - 1)
        handles.update({name: mode for name, mode in inner.items() if self.random.random() < 0.4})
        return lines

    def loop(self, indentation, depth, handles, length):
        prefix = "    " * indentation
        lines = [prefix + "for number in range(2):"] + self.block(indentation + 1, depth - 1, dict(handles), length - 1)
        if self.random.random() < 0.3:
            lines.append(f"{prefix}    if chance(2): {self.random.choice(['break', 'continue'])}")
        return lines


def outcome(path):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("in1", "a\nb\nc\n"), ("in2", "d\ne\n")):
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        done = subprocess.run([sys.executable, "-S", "-E", path], cwd=folder, capture_output=True, text=True)
        # Of a traceback only the exception counts: its line numbers differ.
        return done.stdout + "".join(done.stderr.splitlines(keepends=True)[-1:])


def same(before, after):
    """Equal as far as the first run of the original that ended with an unbound name."""
    compared = before.partition("unbound\n")[0]
    return after.startswith(compared) and (compared != before or after == before)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("redline")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=150)
    options = parser.parse_args()
    source = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as root:
        for folder in ("before", "after"):
            os.mkdir(os.path.join(root, folder))
        for number in range(options.count):
            text = HEAD + "\n".join(Program(source).block(1, 3, {}, 7)) + TAIL
            for folder in ("before", "after"):
                with open(os.path.join(root, folder, f"program{number}.py"), "w") as file:
                    file.write(text)
        command = [os.path.abspath(options.redline), "apply", "--in-place", "--only", "context-managed-files", "."]
        done = subprocess.run(command, cwd=os.path.join(root, "after"), capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        changed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("fixed ")]
        different = 0
        for name in changed:
            paths = [os.path.join(root, folder, name) for folder in ("before", "after")]
            if not same(*map(outcome, paths)):
                different += 1
                print(f"{name} of seed {options.seed} behaves in another way after the fix:")
                subprocess.run(["diff", *paths])
    print(f"{options.count} programs, {len(changed)} changed by fixes, {different} of them behave in another way")
    if not changed:
        sys.exit("no program was changed: nothing was compared")
    sys.exit(1 if different else 0)


main()
