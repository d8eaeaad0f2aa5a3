"""Lays out the recorded cases in other ways: the outcome must stay the same.

usage: layouts.py REDLINE FOLDER… [--seed N] [--only CODEMOD] [--case NAME] [--layout LAYOUT] [--every N]
    [--keep FOLDER]

Every case under the folders is copied with all of its files and settings, laid out in another way, and run. Compared with
the original case are:

- the findings, in order: file, outcome, level and reason;
- the fixed files: once the layout is undone, their syntax trees are equal;
- comments: each of the laid-out file still exists after the fix; line endings are of one kind; the result compiles.

Most layouts keep the syntax tree, which is asserted. Those that change it define how it is undone: aliases are renamed back,
classes, coroutines and branches around a function or its body are removed, `async def` becomes `def`.

ALLOWED lists, with reasons, the differences that are expected, OTHER_FIXES the cases whose fix is another one, and SKIPPED the
layouts that a case is not given. A reason that no run needs is an error as well, unless --case or --layout leaves something out.
"""

import argparse
import ast
import collections
import io
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPOUND = FUNCTIONS + (ast.ClassDef, ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
OPEN, CLOSE = set("([{"), set(")]}")
BLANK = {tokenize.NL, tokenize.COMMENT}
NOT_ON_A_LINE = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER} | BLANK

# Layouts that nobody writes: a place may be missed or refused there for another reason. It must not be fixed if it was not,
# and where the findings are the same, the fix is.
MAY_MISS = {"parentheses-arguments", "parentheses-calls", "parentheses-names", "parentheses-operands", "parentheses-targets",
            "wide-spaces"}

# Layouts in which what is no longer read may stay, with its import: a comment or a semicolon stands beside it, or an endpoint is none.
KEEPING = {"comments-above", "comments-at-the-margin", "comments-at-line-ends", "comments-in-brackets", "semicolons",
           "semicolons-at-line-ends", "semicolons-here-and-there", "static-method", "method", "nested-in-coroutine",
           "function-in-branch", "body-in-branch", "backslashes", "one-argument-per-line", "blank-lines-everywhere"} | MAY_MISS

# (layout, codemod): {code of the refusal, "withdrawn", or "nothing", that may take the place of a finding: why}
SHARED = "statements that share a line are not taken apart"
SPREAD = "a statement over several lines has no place for the block"
TOGETHER = "the fixes of files that are open together are made together, and one of them met a comment"
AWAITED = "what a call in a coroutine makes may be awaited later"
NEEDLES = "only files with certain texts, such as `session.get(`, `select(` or `BackgroundTask(`, are looked at"
NAMES = "`Annotated`, `relationship`, `warnings` and `click` are known by their own names only"
PARENTHESES = "a test or a construction in parentheses is not seen: a miss, not a wrong fix"
LAST = "only in the function's own last statement does a call that nothing is known of end the file's use"
LONGER = "the header of two files does not fit its line"
COMMENTED = "an argument with a comment beside it is not deleted: the message says what to delete"
SEMICOLONS = ("semicolons", "semicolons-here-and-there", "semicolons-at-line-ends")
FILES, FALLBACKS = "context-managed-files", "fallback-indentation"
TASKS, SEEDINGS = "id-passing-background-tasks", "try-insert-catch-seeding"
ALLOWED = {
    **{(layout, FALLBACKS): {"shared-line": SHARED, "nothing": SHARED} for layout in SEMICOLONS[:2]},
    ("semicolons-at-line-ends", FALLBACKS): {"shared-line": SHARED},
    **{(layout, SEEDINGS): {"layout-unclear": SHARED} for layout in SEMICOLONS},
    **{(layout, FILES): {"shared-line": SHARED, "withdrawn": SHARED, "other-opener": SHARED} for layout in SEMICOLONS[:2]},
    ("semicolons-at-line-ends", FILES): {"withdrawn": SHARED, "other-opener": SHARED},
    ("one-argument-per-line", FILES): {"over-several-lines": SPREAD, "other-opener": LONGER},
    ("backslashes", FILES): {"over-several-lines": SPREAD, "evaluation-order": SPREAD, "other-opener": LONGER},
    ("comments-in-brackets", FILES): {
        "over-several-lines": SPREAD, "not-settled": TOGETHER, "withdrawn": SHARED, "other-opener": LONGER},
    ("comments-in-brackets", TASKS): {"never-read": COMMENTED},
    ("async-def", FILES): {"handle-passed": AWAITED, "handle-stored": AWAITED},
    ("backslashes", SEEDINGS): {"nothing": NEEDLES},
    ("aliases", FALLBACKS): {"nothing": NAMES},
    ("aliases", SEEDINGS): {"nothing": NEEDLES, "column-filled-later": NAMES},
    ("aliases", TASKS): {"nothing": NEEDLES, "no-session-factory": NAMES, "eager-loading": NAMES},
    ("parentheses-statements", SEEDINGS): {"nothing": PARENTHESES},
    ("parentheses-statements", FILES): {
        "closed-conditionally": PARENTHESES, "handle-passed": PARENTHESES, "handle-stored": PARENTHESES},
    ("parentheses-statements", TASKS): {"session-hidden": PARENTHESES},
    **{(layout, FILES): {"handle-passed": LAST, "other-opener": LONGER} for layout in ("body-in-branch", "body-in-setting")},
    **{(layout, FILES): {"other-opener": LONGER}
       for layout in ("aliases", "static-method", "method", "nested-in-coroutine", "function-in-branch")},
}


# (layout, case): why the case is not laid out that way
KEPT = "the comment or semicolon keeps a line that is removed otherwise"
ALONE = "a line of a backslash alone sets the indentation"
AROUND = "if a statement is over several lines, the block is around another part of it"
NOT_OPENED = "a session in parentheses is not known to be opened here: a savepoint, which is right as well"
BY_DEPENDENCY = "the session is opened by the dependency, and needs other names"
AGAIN = "a class that is imported under another name is imported once more"
CHECKED = "the check stays where what is awaited stands in parentheses, which is right as well"
INSTEAD = "a wrapper, which edits no suppressed place, takes the place of the change that is withdrawn otherwise"
COUNTED = "it is long by its number of lines"
METHOD = "what a dependency opens is not known if it is a method: a savepoint, or nothing on SQLite"
# Where the fix may have another form, which is right as well.
OTHER_FORMS = {
    **{(layout, TASKS): "what shares its line or holds comments is not moved: a wrapper takes the place of the change"
       for layout in (*SEMICOLONS, "comments-in-brackets")},
    ("parentheses-names", SEEDINGS): NOT_OPENED,
}
SKIPPED = {
    **{(layout, f"{TASKS}/{case}"): KEPT
       for layout in ("comments-above", "comments-at-the-margin", "comments-at-line-ends", "semicolons-at-line-ends", "semicolons",
                      "semicolons-here-and-there")
       for case in ("bound-method-of-a-service-with-the-session", "import-inside-the-endpoint")},
    **{(layout, f"{FALLBACKS}/joined-line-before-the-assignment"): ALONE
       for layout in ("tabs", "two-spaces", "static-method", "method", "nested-in-coroutine", "function-in-branch",
                      "body-in-branch", "body-in-setting")},
    **{(layout, f"{FILES}/dictionary-of-texts"): AROUND
       for layout in ("one-argument-per-line", "comments-in-brackets", "backslashes")},
    **{("parentheses-names", f"{SEEDINGS}/{case}"): NOT_OPENED
       for case in ("concurrent-workers", "savepoints-and-the-database", "session-under-another-name", "several-objects",
                    "statement-behind-the-commit")},
    **{("parentheses-names", f"{TASKS}/{case}"): BY_DEPENDENCY
       for case in ("names-collide", "dependency-imports-inside", "instances-of-unclear-origin", "dependency-commits-and-so-does-the-endpoint",
                    "same-wrapper-in-one-pass")},
    **{("aliases", f"{TASKS}/{case}"): AGAIN
       for case in ("src-layout-with-mixin-and-relative-imports", "dependency-imports-inside")},
    ("backslashes", f"{FILES}/comprehension-over-open"): AROUND,
    ("comments-in-brackets", f"{FILES}/refused-calls-after-the-write"): AROUND,
    ("parentheses-operands", f"{SEEDINGS}/asynchronous-seeding"): CHECKED,
    **{("static-method", f"{SEEDINGS}/{case}"): METHOD for case in ("endpoint", "endpoint-alone", "handler-that-goes-on")},
    **{(layout, f"{TASKS}/one-place-is-suppressed"): INSTEAD for layout in (*SEMICOLONS, "comments-in-brackets")},
    **{(layout, f"{FILES}/long-try-that-closes-it"): COUNTED for layout in SEMICOLONS[:2]},
}

# (layout, case): why another fix is right as well. The findings, the comments and what is found afterwards are compared all the same.
REACHES = "the block reaches to the close where statements share a line"
OPENING = "the file is opened where it was if comments or line breaks tie the opening to its place"
UNTIED = "the comment is no longer right above the opening, which may go farther down"
BROKEN = "a header or a statement that goes over several lines is not put on one"
APART = "what stands between two statements, or around one, keeps them from becoming one"
OTHER_FIXES = {
    **{(layout, f"{FILES}/{case}"): REACHES for layout in SEMICOLONS[:2]
       for case in ("closed-later", "done-with-before-the-close", "lifetimes-of-reads-cross")},
    ("semicolons-here-and-there", f"{FILES}/opened-in-every-branch"): REACHES,
    **{(layout, f"{FILES}/opened-where-it-is-used"): OPENING
       for layout in ("one-argument-per-line", "comments-above", "comments-at-the-margin", "comments-at-line-ends",
                      "comments-in-brackets", "backslashes", "semicolons-at-line-ends")},
    **{(layout, f"{FILES}/opened-before-what-may-fail"): UNTIED
       for layout in ("blank-lines-everywhere", "body-in-branch", "body-in-setting")},
    **{("one-argument-per-line", f"{FILES}/{case}"): BROKEN for case in ("two-files-in-one-header", "statement-in-a-block")},
    **{(layout, f"{FILES}/{case}"): BROKEN for layout in ("one-argument-per-line", "backslashes")
       for case in ("the-file-s-own-name-for-a-handle", "statement-of-a-few-lines-that-fits-one")},
    **{("comments-in-brackets", f"{FILES}/{case}"): BROKEN for case in ("setup-call", "statement-of-a-few-lines-that-fits-one")},
    **{(layout, f"{FILES}/redundant-parentheses"): APART
       for layout in ("comments-above", "comments-at-the-margin", "comments-at-line-ends", "comments-in-brackets",
                      "parentheses-statements", "semicolons-at-line-ends", "blank-lines-everywhere")},
}


class Source:
    """A file's text with `\\n` as line ending, its tokens and its tree."""

    def __init__(self, data):
        self.encoding, _ = tokenize.detect_encoding(io.BytesIO(data.replace(b"\r", b"\n")).readline)
        text = data.decode(self.encoding)
        endings = set(re.findall("\r\n|\r|\n", text))
        self.ending = endings.pop() if len(endings) == 1 else "\n"
        self.set(re.sub("\r\n?", "\n", text))

    def set(self, text):
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.tree = ast.parse(text)
        self.tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))

    def data(self, ending=None):
        return self.text.replace("\n", ending or self.ending).encode(self.encoding)

    def at(self, place):
        """The offset of a token's place."""
        return self.starts[place[0] - 1] + place[1]

    def byte_at(self, line, column):
        """The offset of a node's place, whose column counts bytes."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def span(self, node):
        return self.byte_at(node.lineno, node.col_offset), self.byte_at(node.end_lineno, node.end_col_offset)

    def edited(self, edits):
        """The text with `(start, end, replacement)` applied; insertions at one place keep their order."""
        pieces, last = [], 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            assert start >= last, "edits overlap"
            pieces += [self.text[last:start], new]
            last = end
        return "".join(pieces) + self.text[last:]

    def indentation(self, line):
        return re.match(r"[ \t\f]*", self.lines[line - 1]).group()

    def first_line(self, line):
        """The line above that a line continues after backslashes, if any."""
        while line > 1 and self.lines[line - 2].endswith("\\"):
            line -= 1
        return line

    def string_lines(self):
        """Lines that begin inside a string."""
        found, opened = set(), []
        for token in self.tokens:
            name = tokenize.tok_name[token.type]
            if name == "STRING":
                found.update(range(token.start[0] + 1, token.end[0] + 1))
            elif name in ("FSTRING_START", "TSTRING_START"):
                opened.append(token.start[0])
            elif name in ("FSTRING_END", "TSTRING_END"):
                found.update(range(opened.pop() + 1, token.end[0] + 1))
        return found

    def code_tokens(self):
        """Tokens, with the depth of brackets that each is in; an f-string is one token."""
        depth, opened = 0, []
        for token in self.tokens:
            name = tokenize.tok_name[token.type]
            if name in ("FSTRING_START", "TSTRING_START"):
                opened.append(token.start)
            elif name in ("FSTRING_END", "TSTRING_END"):
                start = opened.pop()
                text = self.text[self.at(start):self.at(token.end)]
                token = tokenize.TokenInfo(tokenize.STRING, text, start, token.end, token.line)
            if opened:
                continue
            if token.type == tokenize.OP and token.string in CLOSE:
                depth -= 1
            yield token, depth
            if token.type == tokenize.OP and token.string in OPEN:
                depth += 1

    def statement_starts(self):
        """The first token of each logical line."""
        first = True
        for token in self.tokens:
            if token.type == tokenize.NEWLINE:
                first = True
            elif first and token.type not in NOT_ON_A_LINE:
                first = False
                yield token


def suites(tree):
    """Every list of statements."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            value = getattr(node, field, None)
            if isinstance(value, list) and value:
                yield value


def comments(text):
    text = re.sub("\r\n?", "\n", text)
    return collections.Counter(
        token.string.rstrip() for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT)


# Layouts that keep the tree: each takes a source and a random generator, and returns the text.


def same(source, _):
    return source.text


def one_argument_per_line(source, _):
    """Each argument of a call and parameter of a def on a line of its own, with a trailing comma."""
    calls = {source.span(node.func)[1]: node for node in ast.walk(source.tree) if isinstance(node, ast.Call)}
    tokens = [(token, depth) for token, depth in source.code_tokens()]
    solid = [index for index, (token, _) in enumerate(tokens) if token.type not in BLANK]
    edits = []
    for place, index in enumerate(solid[2:], 2):
        token, depth = tokens[index]
        before, first = tokens[solid[place - 1]][0], tokens[solid[place - 2]][0]
        call = calls.get(source.at(before.end)) if before.type != tokenize.NEWLINE else None
        if token.string == "(" and (first.string == "def" or call):
            edits += lines_of_arguments(source, tokens, index, depth, call)
    return source.edited(set(edits))


def lines_of_arguments(source, tokens, opening, depth, call):
    closing = next(i for i in range(opening + 1, len(tokens)) if tokens[i][1] == depth and tokens[i][0].string == ")")
    inner = [token for token, _ in tokens[opening + 1:closing] if token.type not in BLANK]
    if not inner:
        return
    indentation = source.indentation(tokens[opening][0].start[0]) + "    "
    yield from line_break(source, tokens, opening, indentation)
    for index in range(opening + 1, closing):
        if tokens[index][0].string == "," and tokens[index][1] == depth + 1 and tokens[index][0] is not inner[-1]:
            yield from line_break(source, tokens, index, indentation)
    sole = call is not None and len(call.args) == 1 and not call.keywords and isinstance(call.args[0], ast.GeneratorExp)
    comma = "" if sole or inner[-1].string == "," else ","
    end = source.at(inner[-1].end)
    if tokens[closing - 1][0] is inner[-1]:
        yield end, source.at(tokens[closing][0].start), f"{comma}\n{indentation[:-4]}"
    elif comma:
        yield end, end, comma


def line_break(source, tokens, index, indentation):
    if tokens[index + 1][0].type not in BLANK:
        yield source.at(tokens[index][0].end), source.at(tokens[index + 1][0].start), "\n" + indentation


def has_cookie(source):
    return any(re.match(r"[ \t\f]*#.*?coding[:=]", line) for line in source.lines[:2])


def own_line_comments(source, _):
    """A comment above every logical line, at its indentation."""
    return comments_above(source, source.indentation)


def comments_at_the_margin(source, _):
    return comments_above(source, lambda line: "")


def comments_above(source, indentation):
    edits = []
    for number, token in enumerate(source.statement_starts()):
        line = source.first_line(token.start[0])
        if not (has_cookie(source) and line <= 2):
            at = source.starts[line - 1]
            edits.append((at, at, f"{indentation(line)}# note {number}\n"))
    return source.edited(edits)


def comments_after_blocks(source, _):
    """A comment below the last line of each block, as deep as the block."""
    edits = []
    for number, suite in enumerate(suites(source.tree)):
        first, last = suite[0], suite[-1]
        line = first.lineno - len(getattr(first, "decorator_list", []))
        if first is not source.tree.body[0] and source.lines[line - 1][:first.col_offset].strip() == "":
            end = logical_end(source, last)
            edits.append((end, end, f"\n{source.indentation(line)}# below {number}"))
    # Deeper blocks end first where several end on one line.
    edits.sort(key=lambda edit: (edit[0], -len(re.match(r"\n[ \t]*", edit[2]).group())))
    return source.edited(edits)


def logical_end(source, node):
    """The end of the last line that a statement is on, before its line ending."""
    _, end = source.span(node)
    for token in source.tokens:
        if token.type == tokenize.NEWLINE and source.at(token.start) >= end:
            return source.at(token.start)
    return len(source.text)


def comments_at_line_ends(source, _):
    """A comment at the end of every logical line that has none."""
    edits, before = [], None
    for number, token in enumerate(source.tokens):
        if token.type == tokenize.NEWLINE and before.type != tokenize.COMMENT:
            at = source.at(token.start)
            edits.append((at, at, f"  # end {number}"))
        before = token
    return source.edited(edits)


def comments_in_brackets(source, _):
    """A comment after each bracket that opens and each comma inside, which ends the line."""
    edits, tokens = [], list(source.code_tokens())
    for number, ((token, depth), (after, _)) in enumerate(zip(tokens, tokens[1:])):
        if token.type != tokenize.OP or not (token.string in OPEN or token.string == "," and depth):
            continue
        if after.type == tokenize.NL:
            edits.append((source.at(token.end), source.at(token.end), f"  # in {number}"))
        elif after.type != tokenize.COMMENT:
            indentation = source.indentation(token.start[0]) + "    "
            edits.append((source.at(token.end), source.at(after.start), f"  # in {number}\n{indentation}"))
    return source.edited(edits)


def indented_with(unit):
    def layout(source, _):
        depth, levels, edits, inside = 0, [""], [], source.string_lines()
        new_line = True
        for token in source.tokens:
            if token.type == tokenize.INDENT:
                depth += 1
                levels = levels[:depth] + [token.string]
            elif token.type == tokenize.DEDENT:
                depth -= 1
            elif token.type == tokenize.COMMENT and token.line[:token.start[1]].strip() == "" and new_line:
                edits.append(level_of_comment(source, token, levels, unit))
            elif new_line and token.type not in NOT_ON_A_LINE:
                new_line = False
                start = source.starts[token.start[0] - 1]
                edits.append((start, source.at(token.start), unit * depth))
            if token.type == tokenize.NEWLINE:
                new_line = True
        return source.edited([edit for edit in edits if edit])
    return layout


def level_of_comment(source, token, levels, unit):
    written = token.line[:token.start[1]]
    start = source.starts[token.start[0] - 1]
    if written in levels:
        return start, source.at(token.start), unit * levels.index(written)


def parenthesised(chosen):
    """Parentheses around the expressions that `chosen` gives for a node."""
    def layout(source, _):
        starts, ends = collections.defaultdict(set), collections.defaultdict(set)
        hidden = {id(inner) for node in ast.walk(source.tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
        annotations = {id(node.annotation) for node in ast.walk(source.tree) if getattr(node, "annotation", None)}
        hidden |= annotations
        for node in ast.walk(source.tree):
            if id(node) in hidden:
                continue
            for child in chosen(node):
                if child is not None and (id(child) not in hidden or isinstance(child, ast.JoinedStr)):
                    start, end = source.span(child)
                    starts[start].add(id(child))
                    ends[end].add(id(child))
        edits = [(start, start, "(" * len(found)) for start, found in starts.items()]
        return source.edited(edits + [(end, end, ")" * len(found)) for end, found in ends.items()])
    return layout


def of_statements(node):
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return)):
        yield node.value
    elif isinstance(node, (ast.If, ast.While)):
        yield node.test
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.iter
    elif isinstance(node, ast.withitem):
        yield node.context_expr


def of_calls(node):
    if isinstance(node, ast.Expr) and not isinstance(node.value, (ast.Constant, ast.JoinedStr)):
        yield node.value


def of_names(node):
    if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.value, ast.Name):
        yield node.value


def of_arguments(node):
    if isinstance(node, ast.Call):
        sole = len(node.args) == 1 and not node.keywords
        yield from (arg for arg in node.args if not isinstance(arg, ast.Starred)
                    and not (sole and isinstance(arg, ast.GeneratorExp)))
        yield from (keyword.value for keyword in node.keywords)


def of_operands(node):
    if isinstance(node, (ast.Await, ast.Attribute, ast.Subscript)) and not isinstance(node.value, ast.Name):
        yield node.value
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, ast.Compare):
        yield from [node.left, *node.comparators]
    elif isinstance(node, ast.BinOp):
        yield from [node.left, node.right]


def of_targets(node):
    if isinstance(node, ast.Assign):
        yield from node.targets
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.target
    elif isinstance(node, ast.withitem):
        yield node.optional_vars


def backslashes(source, _):
    """The line is continued after `=`, `return`, `await` and the like, and before a dot."""
    after = {"=", "return", "await", "and", "or", "not", "in", "is", "as", "if", "+=", "==", "raise", "with", "for", "import"}
    tokens, edits = list(source.code_tokens()), []
    for (token, depth), (follows, _) in zip(tokens, tokens[1:]):
        if depth or follows.type in NOT_ON_A_LINE or token.type in NOT_ON_A_LINE or token.end[0] != follows.start[0]:
            continue
        if token.string in after or follows.string == "." and token.string != ".":
            indentation = source.indentation(token.start[0]) + "        "
            edits.append((source.at(token.end), source.at(follows.start), " \\\n" + indentation))
    return source.edited(edits)


def joined_by_semicolons(share):
    def layout(source, generator):
        edits = []
        for suite in suites(source.tree):
            for first, second in zip(suite, suite[1:]):
                if isinstance(first, COMPOUND) or isinstance(second, COMPOUND):
                    continue
                end, start = source.span(first)[1], source.span(second)[0]
                if re.fullmatch(r"[ \t)]*;?[ \t]*\n[ \t\f\n]*", source.text[end:start]) and generator.random() < share:
                    gap = source.text[end:start]
                    edits.append((end, start, gap[:gap.rfind(")") + 1] + "; "))
        return source.edited(edits)
    return layout


def semicolons_at_line_ends(source, _):
    edits = []
    for suite in suites(source.tree):
        for statement in suite:
            end = source.span(statement)[1]
            tail = re.match(r"[ \t)]*(?=[ \t]*(#|\n|$))", source.text[end:])
            if not isinstance(statement, COMPOUND) and tail:
                edits.append((end + tail.end(), end + tail.end(), ";"))
    return source.edited(edits)


def doubled_blank_lines(source, _):
    inside = source.string_lines()
    return "\n".join(line + "\n" if not line.strip() and number not in inside and not after_backslash(source, number) else line
                     for number, line in enumerate(source.lines, 1))


def after_backslash(source, number):
    return source.first_line(number) != number


def blank_lines_everywhere(source, _):
    """A blank line above every logical line."""
    places = [source.starts[source.first_line(token.start[0]) - 1] for token in source.statement_starts()]
    return source.edited([(place, place, "\n") for place in places])


def no_blank_lines(source, _):
    inside = source.string_lines()
    kept = [line for number, line in enumerate(source.lines, 1)
            if line.strip() or number in inside or number == len(source.lines) or after_backslash(source, number)]
    return "\n".join(kept)


def other_quotes(source, _):
    edits = []
    for token, _ in source.code_tokens():
        if token.type != tokenize.STRING:
            continue
        prefix, quotes, text = re.fullmatch(r"(?s)([a-zA-Z]*)('''|\"\"\"|'|\")(.*)\2", token.string).groups()
        if "\\" not in text and "'" not in text and '"' not in text:
            other = quotes.translate(str.maketrans("'\"", "\"'"))
            edits.append((source.at(token.start), source.at(token.end), prefix + other + text + other))
    return source.edited(edits)


def wide_spaces(source, _):
    """A space more between all tokens of a line."""
    tokens, edits = list(source.code_tokens()), []
    for (token, _), (follows, _) in zip(tokens, tokens[1:]):
        if token.type not in NOT_ON_A_LINE and follows.type not in NOT_ON_A_LINE and token.end[0] == follows.start[0]:
            edits.append((source.at(token.end), source.at(token.end), " "))
    return source.edited(edits)


def spaces_at_line_ends(source, _):
    places = [source.at(token.start) for token in source.tokens
              if token.type in (tokenize.NEWLINE, tokenize.NL) and token.string]
    return source.edited([(place, place, "  ") for place in places])


def no_final_newline(source, _):
    return source.text.rstrip("\n")


# Layouts that change the tree: each takes a source, the lines of the findings and the names that other files import.


def judged_functions(source, lines, elsewhere):
    """The module's own functions in which something is found, and that no other file names: those would no longer be found there."""
    return [node for node in source.tree.body
            if isinstance(node, FUNCTIONS) and node.name not in elsewhere
            and any(first_line(node) <= line <= node.end_lineno for line in lines)]


def first_line(node):
    return min([node.lineno] + [decorator.lineno for decorator in getattr(node, "decorator_list", [])])


def indented(source, first, last, unit="    "):
    """Edits that move lines to the right; what is inside a string stays."""
    inside = source.string_lines()
    if any(line.startswith("\t") for line in source.lines):
        unit = "\t"
    for number in range(first, last + 1):
        if source.lines[number - 1].strip() and number not in inside:
            # A form feed starts the count of columns again.
            at = source.starts[number - 1] + source.indentation(number).rfind("\f") + 1
            yield at, at, unit


def unit_of(source):
    return "\t" if any(line.startswith("\t") for line in source.lines) else "    "


def wrapped(header, decorator="", receiver=False, access=None):
    """The function stands in something else. Who names it goes through a class; nobody reaches into a coroutine."""
    def layout(source, lines, elsewhere):
        edits, nodes = [], []
        for node in judged_functions(source, lines, elsewhere):
            uses = [each for each in ast.walk(source.tree) if isinstance(each, ast.Name) and each.id == node.name]
            outside = [each for each in uses if not first_line(node) <= each.lineno <= node.end_lineno]
            if access and not in_formatted_strings(source.tree, uses) or not access and not outside:
                nodes.append((node, uses if access else []))
        for number, (node, uses) in enumerate(nodes):
            edits += [(*source.span(use), f"{access.format(number)}.{node.name}") for use in uses]
            first = first_line(node)
            at = source.starts[first - 1]
            above = header.format(number) + "\n" + (unit_of(source) + decorator + "\n" if decorator else "")
            edits += [(at, at, above), *indented(source, first, node.end_lineno)]
            if receiver:
                edits.append(self_parameter(source, node))
        return source.edited(edits)
    return layout


def in_formatted_strings(tree, names):
    """Their places are not known before Python 3.12."""
    inside = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    return any(id(name) in inside for name in names)


def self_parameter(source, node):
    start = source.span(node)[0]
    at = start + re.match(r"(?:async\s+)?def\s+\w+\s*\(", source.text[start:]).end()
    arguments = node.args
    given = arguments.posonlyargs or arguments.args or arguments.vararg or arguments.kwonlyargs or arguments.kwarg
    return at, at, "self, " if given else "self"


def bodies_in_a_branch(header, tail=""):
    def layout(source, lines, elsewhere):
        edits = []
        for node in judged_functions(source, lines, elsewhere):
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            if not body or source.lines[body[0].lineno - 1][:body[0].col_offset].strip():
                continue
            first = first_line(body[0])
            at = source.starts[first - 1]
            edits += [(at, at, source.indentation(first) + header + "\n"), *indented(source, first, node.end_lineno)]
        if edits and tail:
            end = len(source.text)
            edits.append((end, end, ("" if source.text.endswith("\n") else "\n") + tail + "\n"))
        return source.edited(edits)
    return layout


def asynchronous(source, lines, elsewhere):
    edits = []
    for node in judged_functions(source, lines, elsewhere):
        if isinstance(node, ast.FunctionDef) and not is_generator(node):
            start = source.span(node)[0]
            edits.append((start, start, "async "))
    return source.edited(edits)


def is_generator(function):
    """An asynchronous generator is another thing than a generator."""
    return any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(function))


def aliased(source, _, imported_elsewhere):
    """Each imported name under another one, in the import and wherever it is used."""
    names, edits = {}, []
    for statement in ast.walk(source.tree):
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and getattr(statement, "module", "") != "__future__":
            for alias in statement.names:
                bound = alias.asname or alias.name
                if "." not in bound and bound != "*" and can_be_renamed(source, bound, imported_elsewhere):
                    names[bound] = bound + "_"
                    start, end = source.span(alias)
                    edits.append((start, end, f"{alias.name} as {bound}_"))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id in names:
            edits.append((*source.span(node), names[node.id]))
    return source.edited(edits)


def can_be_renamed(source, name, imported_elsewhere):
    if name in imported_elsewhere or name + "_" in source.text:
        return False
    bindings = 0
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            bindings += sum((alias.asname or alias.name.partition(".")[0]) == name for alias in node.names)
        elif isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            return False
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name == name:
            return False
        elif isinstance(node, ast.arg) and node.arg == name:
            return False
        elif isinstance(node, (ast.Global, ast.Nonlocal)) and name in node.names:
            return False
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(rf"\b{name}\b", node.value):
            if not is_docstring(source, node):
                return False
        elif isinstance(node, ast.JoinedStr) and any(isinstance(i, ast.Name) and i.id == name for i in ast.walk(node)):
            return False
    return bindings == 1


def is_docstring(source, constant):
    return any(isinstance(statement, ast.Expr) and statement.value is constant for statement in ast.walk(source.tree))


class Undo(ast.NodeTransformer):
    """Takes away what a layout put around functions and their bodies."""

    def __init__(self, names=()):
        self.names = {name + "_": name for name in names}

    def visit_Name(self, node):
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_Attribute(self, node):
        self.generic_visit(node)
        around = node.value.func if isinstance(node.value, ast.Call) else node.value
        is_layout = isinstance(around, ast.Name) and re.fullmatch(r"Layout\d+", around.id)
        return ast.Name(node.attr, node.ctx) if is_layout else node

    def visit_Constant(self, node):
        """A text that a fix writes has the names as they are in the file."""
        if isinstance(node.value, str):
            for name, original in self.names.items():
                node.value = re.sub(rf"\b{name}\b", original, node.value)
        return node

    def visit_alias(self, node):
        original = self.names.get(node.asname)
        if original:
            node.asname = None if original == node.name else original
        return node

    def visit_Module(self, node):
        self.generic_visit(node)
        node.body = [inner for statement in node.body for inner in self.unwrapped(statement)
                     if ast.unparse(inner) != "layout_enabled = True"]
        return node

    def unwrapped(self, node):
        name = getattr(node, "name", "")
        if isinstance(name, str) and re.fullmatch(r"Layout\d+|layout\d+", name):
            return [self.bare(inner) for inner in node.body]
        return node.body if self.is_layout_branch(node) else [node]

    def bare(self, node):
        if isinstance(node, FUNCTIONS):
            node.decorator_list = [d for d in node.decorator_list if ast.unparse(d) != "staticmethod"]
            node.args.args = [arg for arg in node.args.args if arg.arg != "self"]
        return node

    def is_layout_branch(self, node):
        return isinstance(node, ast.If) and ast.unparse(node.test) in ("True", "layout_enabled") and not node.orelse

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.body = [inner for statement in node.body
                     for inner in (statement.body if self.is_layout_branch(statement) else [statement])]
        return node

    visit_AsyncFunctionDef = visit_FunctionDef


def without_annotations_of_keys(tree):
    """A key's annotation is left out where its column's type has another name."""
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            for arg in node.args.args + node.args.kwonlyargs:
                arg.annotation = None


class CloseBeforeJump(ast.NodeTransformer):
    """Takes away the closes of what a block closes: on a line with a jump they stay, and closing twice is closing."""

    closed = ()

    def visit_With(self, node):
        names = {item.optional_vars.id for item in node.items if isinstance(item.optional_vars, ast.Name)}
        around, self.closed = self.closed, {*self.closed, *names}
        self.generic_visit(node)
        self.closed = around
        return node

    def visit_Expr(self, node):
        return None if any(ast.unparse(node) == f"{name}.close()" for name in self.closed) else node


class InOtherWords(ast.NodeTransformer):
    """Takes for one what a wrapper says in several ways: the module's logger, a session's opening, names in texts."""

    def visit_Module(self, node):
        node.body = [each for each in node.body if ast.unparse(each) != "from contextlib import contextmanager"]
        return self.generic_visit(node)

    def visit_Call(self, node):
        self.generic_visit(node)
        if ast.unparse(node) == "logging.getLogger(__name__)":
            return ast.Name("logger", ast.Load())
        return node

    def visit_FunctionDef(self, node):
        if "_in_background" in node.name:
            for each in ast.walk(node):
                if isinstance(each, ast.withitem):
                    each.context_expr = ast.Name("session", ast.Load())
        return self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            node.value = re.sub(r"[\s()]", "", node.value)
        return node


def renamed(source):
    """The names that `aliased` may have given another one."""
    names = {alias.asname or alias.name for node in ast.walk(source.tree)
             if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}
    return {name for name in names if name + "_" not in source.text}


PURE = {
    "unchanged": same,
    "one-argument-per-line": one_argument_per_line,
    "comments-above": own_line_comments,
    "comments-at-the-margin": comments_at_the_margin,
    "comments-after-blocks": comments_after_blocks,
    "comments-at-line-ends": comments_at_line_ends,
    "comments-in-brackets": comments_in_brackets,
    "crlf": same,
    "cr": same,
    "tabs": indented_with("\t"),
    "two-spaces": indented_with("  "),
    "parentheses-statements": parenthesised(of_statements),
    "parentheses-arguments": parenthesised(of_arguments),
    "parentheses-operands": parenthesised(of_operands),
    "parentheses-calls": parenthesised(of_calls),
    "parentheses-names": parenthesised(of_names),
    "parentheses-targets": parenthesised(of_targets),
    "backslashes": backslashes,
    "semicolons": joined_by_semicolons(1),
    "semicolons-here-and-there": joined_by_semicolons(0.5),
    "semicolons-at-line-ends": semicolons_at_line_ends,
    "doubled-blank-lines": doubled_blank_lines,
    "blank-lines-everywhere": blank_lines_everywhere,
    "no-blank-lines": no_blank_lines,
    "other-quotes": other_quotes,
    "wide-spaces": wide_spaces,
    "spaces-at-line-ends": spaces_at_line_ends,
    "no-final-newline": no_final_newline,
}
CHANGING = {
    "static-method": wrapped("class Layout{}:", "@staticmethod", access="Layout{}"),
    "method": wrapped("class Layout{}:", receiver=True, access="Layout{}()"),
    "nested-in-coroutine": wrapped("async def layout{}():"),
    "function-in-branch": wrapped("if True:"),
    "body-in-branch": bodies_in_a_branch("if True:"),
    "body-in-setting": bodies_in_a_branch("if layout_enabled:", "layout_enabled = True"),
    "async-def": asynchronous,
    "aliases": aliased,
}
ENDINGS = {"crlf": "\r\n", "cr": "\r"}


class Case:
    def __init__(self, codemod, name, files):
        self.codemod, self.name, self.files = codemod, name, files
        self.sources = sorted(path for path in self.files if path.endswith(".py"))

    @classmethod
    def in_folder(cls, codemod, name, folder):
        found = {}
        for root, folders, names in os.walk(folder):
            folders[:] = [each for each in folders if each != "__pycache__"]
            for each in names:
                path = os.path.join(root, each)
                if each.endswith(".py") and not each.endswith("proof.py") or each == "pyproject.toml":
                    with open(path, "rb") as file:
                        found[os.path.relpath(path, folder)] = file.read()
        return cls(codemod, name, found)

    @classmethod
    def in_list(cls, path):
        """The cases of a `cases.md`."""
        with open(path, encoding="utf-8") as file:
            head, *sections = re.split(r"^## ", file.read(), flags=re.M)
        codemod = re.search(r"^# (\S+)", head, flags=re.M)[1]
        for section in sections:
            blocks = re.findall(r"^```(python|toml)(?: (\S+))?\n(.*?)^```$", section, flags=re.M | re.S)
            names = {"python": "before.py", "toml": "pyproject.toml"}
            files = {name or names[language]: text.encode() for language, name, text in blocks}
            yield cls(codemod, section.split("\n")[0], files)

    def named_elsewhere(self, path):
        """The words of the other files."""
        return {word for other in self.sources if other != path for word in re.findall(r"\w+", self.files[other].decode("latin-1"))}

    def imported_from(self, path):
        """The names that other files of the case import from this one."""
        parts = path[:-3].split(os.sep)
        module = parts[-2] if parts[-1] == "__init__" and len(parts) > 1 else parts[-1]
        found = set()
        for other in self.sources:
            if other != path:
                for node in ast.walk(Source(self.files[other]).tree):
                    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] in (module, ""):
                        found.update(alias.name for alias in node.names)
        return found


def arguments(description):
    """What both programs over the recorded cases are told."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("redline", type=os.path.abspath)
    parser.add_argument("snapshots", nargs="+")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", metavar="CODEMOD")
    parser.add_argument("--case", metavar="NAME")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="run one in N, a different one for each seed")
    parser.add_argument("--keep", metavar="FOLDER", help="write what is wrong there, before and after the fix")
    return parser


class Turns:
    """Takes one in so many, the first by the seed."""

    def __init__(self, seed, every):
        self.turn, self.every = seed, every

    def take(self):
        self.turn += 1
        return self.turn % self.every == 0


def cases(options):
    for case in (each for folder in options.snapshots for each in all_cases(folder)):
        if case.sources and options.only in (None, case.codemod) and options.case in (None, case.name):
            yield case


def all_cases(folder):
    for codemod in sorted(os.listdir(folder)):
        around = os.path.join(folder, codemod)
        if not os.path.isdir(around) or codemod.startswith((".", "__")):
            continue
        names = sorted(os.listdir(around))
        if "cases.md" in names:
            yield from Case.in_list(os.path.join(around, "cases.md"))
        for each in names:
            if os.path.isdir(os.path.join(around, each)):
                yield Case.in_folder(codemod, each, os.path.join(around, each))


class Outcome:
    """What the program under test finds in files, and what it makes of them."""

    def __init__(self, redline, codemod, files):
        self.again = lambda: Outcome(redline, codemod, self.files)
        with tempfile.TemporaryDirectory() as folder:
            for path, data in files.items():
                os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
                with open(os.path.join(folder, path), "wb") as file:
                    file.write(data)
            options = ["--only", codemod, "--level", "review", "--threads", "1"]
            command = [redline, "preview", *options[:4], "--threads", "1", "--refusals", "--format", "json", "."]
            done = subprocess.run(command, cwd=folder, capture_output=True)
            try:
                self.report = json.loads(done.stdout)
            except ValueError:
                sys.exit(f"no report: {done.stderr.decode(errors='replace')}")
            self.findings = self.report["findings"]
            self.code, self.messages = done.returncode, done.stderr.decode(errors="replace")
            if self.report["changedFiles"]:
                command = [redline, "apply", "--in-place", "--only", codemod, "--level", "review", "."]
                done = subprocess.run(command, cwd=folder, capture_output=True)
                if done.returncode:
                    self.code, self.messages = done.returncode, done.stderr.decode(errors="replace")
            self.files = {}
            for path in files:
                with open(os.path.join(folder, path), "rb") as file:
                    self.files[path] = file.read()

    def lines(self, path):
        return [finding["line"] for finding in self.findings if finding["path"] == path]


def summary(finding):
    """What must be the same of a finding, whatever the layout. Lines are not, nor messages, which quote the file."""
    return finding["path"], finding["outcome"], finding.get("level"), finding.get("reason")


def laid_out(case, layout, outcome, generator):
    """The case's files in a layout, or None where it changes nothing."""
    files = dict(case.files)
    for path in case.sources:
        source = Source(case.files[path])
        if layout in PURE:
            text = PURE[layout](source, generator)
        else:
            elsewhere = case.imported_from(path) if layout == "aliases" else case.named_elsewhere(path)
            text = CHANGING[layout](source, outcome.lines(path), elsewhere)
        before = ast.dump(source.tree)
        source.set(text)
        if layout in PURE:
            assert ast.dump(source.tree) == before, f"{layout} changes the tree of {case.codemod}/{case.name}/{path}"
        else:
            compile(source.tree, path, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        files[path] = source.data(ENDINGS.get(layout))
        if case.files[path].startswith(b"\xef\xbb\xbf") and not files[path].startswith(b"\xef\xbb\xbf"):
            files[path] = b"\xef\xbb\xbf" + files[path]
    return None if files == case.files and layout != "unchanged" else files


def differences(case, layout, original, files, varied):
    """What is wrong, in words; nothing where all is well."""
    allowed = ALLOWED.get((layout, case.codemod), {})
    before, after = [list(map(summary, outcome.findings)) for outcome in (original, varied)]
    refused = set()
    if [each[0] for each in before] == [each[0] for each in after]:
        for index, (old, new) in enumerate(zip(before, after)):
            comment = "comment" in varied.findings[index].get("explanation", "")
            why = "a comment" if comment else new[3] or new[1]
            if old != new and new[1] in ("refused", "withdrawn") and (why in allowed or comment):
                refused.add(new[0])
                USED[layout, case.codemod, why] += 1
                after[index] = old
    changed = {path for path in case.sources if [each for each in before if each[0] == path] != [
        each for each in after if each[0] == path]}
    if before != after and layout in MAY_MISS:
        fixed, others = [collections.Counter(each for each in found if each[1] == "fixed") for found in (after, before)]
        MISSED[layout] += len(changed)
        yield from (f"finding {each} was not fixed before" for each in (fixed - others).elements())
    elif "nothing" in allowed and len(after) < len(before) and not collections.Counter(after) - collections.Counter(before):
        USED[layout, case.codemod, "nothing"] += len(before) - len(after)
    elif before != after:
        for old, new in itertools.zip_longest(before, after):
            if old != new:
                yield f"finding {old} became {new}"
    if varied.code == 2 and original.code != 2:
        yield f"exit code 2: {varied.messages}"
    for path in case.sources:
        # What the places that are missed share with others, such as a wrapper, is missing as well.
        is_missing = layout in MAY_MISS and changed and varied.files[path] == files[path]
        is_exempt = path in refused | changed or is_missing or (layout, case.codemod) in OTHER_FORMS
        for text in differences_of_file(
                layout, original.files[path], files[path], varied.files[path], is_exempt, case.files[path]):
            if text == ANOTHER_FIX and (layout, f"{case.codemod}/{case.name}") in OTHER_FIXES:
                USED[layout, f"{case.codemod}/{case.name}", ANOTHER_FIX] += 1
                yield from (f"{path}: found again: {summary(found)}" for found in varied.again().findings
                            if found["outcome"] == "fixed")
            else:
                yield f"{path}: {text}"


ANOTHER_FIX = "the fix is another one"


def differences_of_file(layout, expected, before, result, refused, written):
    source = Source(before)
    text = result.decode(source.encoding)
    try:
        tree = ast.parse(re.sub("\r\n?", "\n", text))
        compile(tree, "result", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        yield f"the result is not valid Python: {error}"
        return
    # What speaks of a close goes with it, whatever the layout.
    gone = comments(written.decode(source.encoding)) - comments(expected.decode(source.encoding))
    gone += notes_below(source, gone)
    lost = comments(before.decode(source.encoding)) - comments(text) - gone
    if lost:
        yield f"comments are lost: {sorted(lost)}"
    if len(set(re.findall("\r\n|\r|\n", before.decode(source.encoding)))) == 1 < len(set(re.findall("\r\n|\r|\n", text))):
        yield "line endings of several kinds"
    if refused:
        return
    (wanted, imports), (found, others) = normal(layout, Source(expected).tree, written), normal(layout, tree, written)
    if ast.dump(found) != ast.dump(wanted) or imports != others:
        yield ANOTHER_FIX


def notes_below(source, gone):
    """The layout's comments right below one that goes: together they read as one, and go as one."""
    found = collections.Counter()
    for above, line in zip(source.lines, source.lines[1:]):
        if above.strip() in gone and re.fullmatch(r"# note \d+", line.strip()) and re.match(r"\s*", above)[0] == re.match(r"\s*", line)[0]:
            found[line.strip()] += 1
    return found


class WithoutLeftovers(ast.NodeTransformer):
    """Without what a comment or a semicolon keeps, or a class around it: parameters that FastAPI fills and nothing reads, with their
    line of documentation, objects that are made and never read, the `None` before a file is opened, and a flush right before a
    savepoint ends."""

    def visit_With(self, node):
        self.generic_visit(node)
        is_savepoint = any("begin_nested" in ast.dump(item.context_expr) for item in node.items)
        if is_savepoint and len(node.body) > 1 and ast.unparse(node.body[-1]).endswith(".flush()"):
            node.body.pop()
        return node

    visit_AsyncWith = visit_With

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        loaded = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
        node.body = [each for index, each in enumerate(node.body)
                     if not (is_made_for_nothing(each, loaded) or is_none_before(each, node.body[index + 1:]))]
        read = {each.id for part in node.body for each in ast.walk(part) if isinstance(each, ast.Name)}
        arguments = node.args
        filled = len(arguments.args) - len(arguments.defaults)
        kept = [(each, arguments.defaults[index - filled] if index >= filled else None)
                for index, each in enumerate(arguments.args)]
        gone = {each.arg for each, default in kept if each.arg not in read and is_dependency(each, default)}
        kept = [(each, default) for each, default in kept if each.arg not in gone]
        if gone and ast.get_docstring(node) is not None:
            text = node.body[0].value
            text.value = re.sub(rf"\n *({'|'.join(gone)}): .*", "", text.value)
        arguments.args = [each for each, _ in kept]
        arguments.defaults = [default for _, default in kept if default is not None]
        return node

    visit_AsyncFunctionDef = visit_FunctionDef


def is_made_for_nothing(statement, loaded):
    """`service = Service(db)` if nothing reads `service`."""
    return (isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name) and len(statement.targets) == 1
            and isinstance(statement.value, ast.Call) and statement.targets[0].id not in loaded)


def is_none_before(statement, following):
    """`file = None` right before `with … as file`, perhaps in a `try`."""
    block = following[0] if following else None
    block = block.body[0] if isinstance(block, ast.Try) else block
    return (isinstance(statement, ast.Assign) and isinstance(block, ast.With) and ast.unparse(statement.value) == "None"
            and any(item.optional_vars and ast.unparse(item.optional_vars) == ast.unparse(statement.targets[0])
                    for item in block.items))


def is_dependency(argument, default):
    names = [each.id for part in (default, argument.annotation) if part for each in ast.walk(part) if isinstance(each, ast.Name)]
    return "Depends" in names or any(name.endswith("Dep") for name in names)


def used_imports(tree, imports):
    """Those whose names the module goes on to use."""
    names = {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}
    return [(each, [alias for alias in each.names if (alias.asname or alias.name.partition(".")[0]) in names]) for each in imports]


class OneHeader(ast.NodeTransformer):
    """Blocks that are nested because a line is too long, or a comment stands between them, become one."""

    def visit_With(self, node):
        self.generic_visit(node)
        while len(node.body) == 1 and type(node.body[0]) is type(node):
            node.items, node.body = node.items + node.body[0].items, node.body[0].body
        return node

    visit_AsyncWith = visit_With


def normal(layout, tree, written):
    """The tree without what the layout put there, and apart from it what the module imports."""
    tree = OneHeader().visit(without_layout(layout, tree, written))
    imports = [each for each in tree.body if isinstance(each, (ast.Import, ast.ImportFrom))]
    tree.body = [each for each in tree.body if each not in imports]
    if layout in KEEPING:
        tree = WithoutLeftovers().visit(tree)
    used = used_imports(tree, imports) if layout in KEEPING else [(each, each.names) for each in imports]
    return tree, {(ast.dump(alias), getattr(each, "module", None), getattr(each, "level", None))
                  for each, names in used for alias in names}


def without_layout(layout, tree, written):
    if layout.startswith("semicolons"):
        return CloseBeforeJump().visit(tree)
    if layout in PURE:
        return InOtherWords().visit(tree) if layout.startswith("parentheses") or layout in MAY_MISS else tree
    if layout == "async-def":
        for node in ast.walk(tree):
            if isinstance(node, ast.AsyncFunctionDef):
                node.__class__ = ast.FunctionDef
        return tree
    names = renamed(Source(written)) if layout == "aliases" else ()
    if names:
        without_annotations_of_keys(tree)
    return Undo(names).visit(tree)


USED = collections.Counter()
MISSED = collections.Counter()


def keep(folder, case, layout, files, varied):
    target = os.path.join(folder, case.codemod, case.name, layout)
    shutil.rmtree(target, ignore_errors=True)
    for kind, contents in (("before", files), ("after", varied.files)):
        for path, data in contents.items():
            os.makedirs(os.path.dirname(os.path.join(target, kind, path)), exist_ok=True)
            with open(os.path.join(target, kind, path), "wb") as file:
                file.write(data)
    with open(os.path.join(target, "findings.json"), "w") as file:
        json.dump(varied.findings, file, indent=1)


def main():
    parser = arguments(__doc__)
    parser.add_argument("--layout", choices=[*PURE, *CHANGING])
    options = parser.parse_args()
    redline, turns = options.redline, Turns(options.seed, options.every)
    runs, wrong, skipped = collections.Counter(), collections.Counter(), set()
    for case in cases(options):
        original = None
        for layout in [options.layout] if options.layout else [*PURE, *CHANGING]:
            if not turns.take():
                continue
            original = original or Outcome(redline, case.codemod, case.files)
            reason = SKIPPED.get((layout, case.codemod)) or SKIPPED.get((layout, f"{case.codemod}/{case.name}"))
            if reason:
                skipped.update({(layout, case.codemod), (layout, f"{case.codemod}/{case.name}")} & SKIPPED.keys())
                continue
            files = laid_out(case, layout, original, random.Random(f"{options.seed}/{case.name}/{layout}"))
            if files is None:
                continue
            varied = Outcome(redline, case.codemod, files)
            runs[layout] += 1
            found = list(differences(case, layout, original, files, varied))
            if found:
                wrong[layout] += 1
                print(f"{case.codemod}/{case.name}, {layout} (--seed {options.seed} --only {case.codemod} "
                      f"--case {case.name} --layout {layout}):")
                print("".join(f"    {text}\n" for text in found), end="")
                if options.keep:
                    keep(options.keep, case, layout, files, varied)
    for layout, count in runs.items():
        missed = f", {MISSED[layout]} files with places that are missed or refused" if layout in MAY_MISS else ""
        print(f"{layout}: {count} cases, {wrong[layout]} differ{missed}")
    # What is joined here and there depends on the seed.
    unused = {(layout, codemod, code) for (layout, codemod), codes in ALLOWED.items() for code in codes
              if layout != "semicolons-here-and-there"} - USED.keys()
    unused |= {(layout, case, ANOTHER_FIX) for layout, case in OTHER_FIXES if layout != "semicolons-here-and-there"} - USED.keys()
    unused |= {entry for entry in SKIPPED.keys() - skipped}
    if unused and not (options.only or options.case or options.layout or options.every > 1):
        print("exceptions that no run needs:", *sorted(unused), sep="\n    ")
        wrong["exceptions"] = len(unused)
    if not runs:
        sys.exit("no case was laid out")
    for (layout, codemod, why), count in sorted(USED.items()):
        print(f"{layout}, {codemod}: {count} times {why}")
    print(f"{runs.total()} runs, {wrong.total()} differences")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
