"""Rewrites a program with random layout, parentheses and literals.

The meaning of the program may change; the result only has to be valid Python in most cases.
"""

import ast
import io
import keyword
import tokenize

from random_literals import Literals
from random_trees import NAMES

COMMENTS = ("#", "# comment", "#: é ' \"\"\" ( \\", "#!x\t", "# {", "# type: int")
COMPOUND = {"if", "elif", "else", "while", "for", "try", "except", "finally", "with", "def", "class", "async", "match", "case",
            "@"}
# They may directly follow a number or a string, and a string may directly follow them.
WORD_OPERATORS = ("in", "is", "and", "or", "not", "if", "else", "for")
IS_OPERATOR = set("+-*/%@&|^~<>=!.,:;()[]{}")


def with_parentheses(text, random, share):
    """Redundant parentheses around expressions, and around targets that may have them."""
    lines = [line.encode() for line in text.split("\n")]
    inserts = []
    stack = [ast.parse(text)]
    while stack:
        node = stack.pop()
        for field, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, ast.AST) or type(child).__name__.startswith("Match") and child._attributes \
                        and not isinstance(child, ast.stmt):
                    continue
                if not isinstance(child, ast.JoinedStr):
                    stack.append(child)
                bare = isinstance(child, (ast.Starred, ast.Slice)) or isinstance(node, ast.NamedExpr) and field == "target" \
                    or type(node).__name__ == "TypeAlias" and field == "name" \
                    or isinstance(child, ast.Tuple) and field == "slice"
                if isinstance(child, ast.expr) and not bare and random.random() < share:
                    inserts.append((child.lineno - 1, child.col_offset, 1, b"("))
                    inserts.append((child.end_lineno - 1, child.end_col_offset, 0, b")"))
    for line, column, _, mark in sorted(inserts, reverse=True):
        lines[line] = lines[line][:column] + mark + lines[line][column:]
    return b"\n".join(lines).decode()


def tokens(text):
    """(kind, text, is there a gap before it) of a program; an f-string is one token in every version."""
    start_of_string, level, row, column = None, 0, 1, 0
    lines = text.split("\n")
    found = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        name = tokenize.tok_name[token.type]
        if name == "FSTRING_START":
            if level == 0:
                start_of_string = token.start
            level += 1
        if name == "FSTRING_END":
            level -= 1
            if level == 0:
                found.append(("FSTRING", between(lines, start_of_string, token.end), (row, column) != start_of_string))
                row, column = token.end
            continue
        if level or name in ("ENCODING", "NL", "COMMENT", "ENDMARKER"):
            continue
        if name == "STRING" and "f" in token.string.lower().partition(token.string[-1])[0]:
            name = "FSTRING"
        found.append((name, token.string, (row, column) != token.start))
        row, column = token.end
    return found


# What a mistake puts in the place of another token, or after it.
WRONG = """( ) [ ] { } , : ; . = := == != < -> ** * / // @ + - ~ | & ... not in is if else for async await yield lambda from import
as with while try except finally def class return del pass global and or None True x 1 'a' f'{x}' match case type _ += 1.5 2j
b'x'""".split()


def with_mistakes(stream, random, count):
    """The tokens with some of them dropped, doubled, exchanged, replaced, or followed by another."""
    places = [n for n, token in enumerate(stream) if token[0] not in ("INDENT", "DEDENT", "NEWLINE")]
    for _ in range(count):
        place, other = random.choice(places), random.choice(places)
        text = stream[place][1]
        change = random.randrange(5)
        if change == 4:
            stream[place], stream[other] = stream[other], stream[place]
        else:
            stream[place] = ("OP", ("", f"{text} {text}", random.choice(WRONG), f"{text} {random.choice(WRONG)}")[change], True)
    return stream


def between(lines, start, end):
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1]:end[1]]
    return "\n".join([lines[start[0] - 1][start[1]:], *lines[start[0]:end[0] - 1], lines[end[0] - 1][:end[1]]])


class Layout:
    def __init__(self, random):
        self.random = random
        self.literals = Literals(random, NAMES)
        # How wild the program is: most are wild in a few ways only, so that a failure is easy to read.
        self.wildness = {way: random.choice((0, 0, 0.02, 0.1, 0.4))
                         for way in ("gap", "join", "break", "blank", "semicolon", "inline", "tight", "indent", "feed")}
        self.literal_share = random.choice((0, 0.3, 0.8))

    def chance(self, way):
        return self.random.random() < self.wildness[way]

    def program(self, tree, mistakes=0):
        """The bytes of a file."""
        text = with_parentheses(ast.unparse(tree), self.random, self.random.choice((0, 0, 0.05, 0.3)))
        self.out, self.depth, self.indents, self.previous = [], 0, [""], None
        self.blank_lines("")
        self.lay_out(with_mistakes(tokens(text), self.random, mistakes))
        return self.encoded("".join(self.out))

    def lay_out(self, stream):
        self.is_line_start = True
        index = 0
        while index < len(stream):
            kind, text, has_gap = stream[index]
            if kind == "INDENT":
                self.indents.append(self.indents[-1] + self.indentation())
            elif kind == "DEDENT":
                self.indents.pop()
            elif kind == "NEWLINE":
                skipped = self.end_line(stream, index)
                if skipped:
                    index = skipped
                    continue
            else:
                self.write(kind, text, has_gap)
            index += 1

    def indentation(self):
        return self.random.choice((" ", "  ", "        ", "\t", "\t\t", "   ", "\t ")) if self.chance("indent") else "    "

    def end_line(self, stream, index):
        """Ends a logical line, or continues after it: the index to continue at, or None for the next."""
        if self.is_simple(stream, index) and self.chance("semicolon"):
            if stream[index + 1][0] not in ("INDENT", "DEDENT") and self.starts_simple(stream, index + 1):
                self.out.append(self.random.choice(("; ", ";", " ; ")))
                self.previous = None
                return None
            self.out.append(";")
        if index + 1 < len(stream) and stream[index + 1][0] == "INDENT" and self.chance("inline"):
            end = self.simple_block(stream, index + 2)
            if end:
                return self.inline(stream, index + 2, end)
        self.out.append(self.random.choice(("", " ", "\t", "  # comment")) if self.chance("blank") else "")
        self.out.append("\n")
        self.blank_lines(self.indents[-1])
        self.is_line_start = True
        return None

    def inline(self, stream, start, end):
        """A block of simple statements on its header's line; `end` is its DEDENT."""
        self.out.append(" ")
        self.previous = None
        for index in range(start, end):
            kind, text, has_gap = stream[index]
            if kind != "NEWLINE":
                self.write(kind, text, has_gap)
            elif index + 1 < end:
                self.out.append("; ")
                self.previous = None
        self.out.append("\n" if self.random.random() < 0.8 else ";\n")
        self.is_line_start = True
        return end + 1

    def starts_simple(self, stream, index):
        return index < len(stream) and stream[index][1] not in COMPOUND and stream[index][0] not in ("INDENT", "DEDENT")

    def is_simple(self, stream, index):
        """Whether the logical line that ends at a NEWLINE is of simple statements."""
        start = index
        while start > 0 and stream[start - 1][0] not in ("NEWLINE", "INDENT", "DEDENT"):
            start -= 1
        return index + 1 < len(stream) and self.starts_simple(stream, start)

    def simple_block(self, stream, index):
        """The DEDENT of a block of simple statements, or None."""
        is_start = True
        while stream[index][0] != "DEDENT":
            if stream[index][0] == "INDENT" or is_start and not self.starts_simple(stream, index):
                return None
            is_start = stream[index][0] == "NEWLINE"
            index += 1
        return index

    def write(self, kind, text, has_gap):
        if self.is_line_start:
            feed = "\f" if self.chance("feed") else ""
            self.out.append(feed + self.indents[-1])
            if self.indents[-1] and self.chance("join"):
                self.out.append("\\\n" + self.random.choice(("", " ", "\t")))
            self.is_line_start = False
            self.previous = None
        text = self.replaced(kind, text)
        self.out.append(self.gap(text, has_gap))
        self.out.append(text)
        self.previous = text
        if kind == "OP":
            self.depth += (text in "([{") - (text in ")]}")

    def replaced(self, kind, text):
        if kind == "NUMBER" and self.random.random() < self.literal_share:
            return self.literals.number(text[-1] in "jJ")
        if kind in ("STRING", "FSTRING") and self.random.random() < self.literal_share:
            pieces = [self.literal(kind, text) for _ in range(self.random.choice((1, 1, 1, 2, 3)))]
            joint = " " if self.depth == 0 else self.random.choice((" ", "", "\n", " # joined\n"))
            text = pieces[0]
            for piece in pieces[1:]:
                # 'a''b' are two strings, but '' 'a' must not become '''a.
                text += (joint or " ") + piece
        return text

    def literal(self, kind, text):
        if kind == "FSTRING" and self.random.random() < 0.8:
            return self.literals.formatted()
        return self.literals.string("b" in text.lower().partition(text[-1])[0])

    def gap(self, text, has_gap):
        if not self.previous or not text:
            return ""
        before, behind = self.previous[-1] not in IS_OPERATOR, text[0] not in IS_OPERATOR
        needed = has_gap
        if has_gap and self.chance("tight"):
            needed = not self.may_touch(text, before, behind)
        if not has_gap and before and behind:
            return ""  # a name that `tokenize` of 3.11 takes apart
        if self.depth and self.chance("break"):
            return self.break_line()
        if not self.depth and self.chance("join"):
            return self.random.choice((" ", "")) + "\\\n" + self.random.choice(("", "  ", "\t"))
        if self.chance("gap"):
            return self.random.choice((" ", "  ", "\t", " \f"))
        return " " if needed else ""

    def may_touch(self, text, before, behind):
        if before and behind:
            if text in WORD_OPERATORS:
                return self.previous[-1] in "'\"" or self.previous[0] in "0123456789."
            return self.previous in WORD_OPERATORS and text[0] in "'\""
        if before:
            return not (text[0] == "." and self.previous[0] in "0123456789.")
        return behind and self.previous[-1] != "."

    def break_line(self):
        comment = self.random.choice(COMMENTS) if self.random.random() < 0.3 else ""
        blank = "\n" * self.random.choice((1, 1, 1, 2))
        return self.random.choice(("", " ")) + comment + blank + self.random.choice(("", "  ", "\t\t", "\f"))

    def blank_lines(self, indentation):
        while self.chance("blank"):
            self.out.append(self.random.choice(("", indentation, "  ", "\t", "\f", " \f ")))
            self.out.append(self.random.choice(("", *COMMENTS)) + "\n")

    def encoded(self, text):
        if self.random.random() < 0.1:
            text = text.rstrip("\n")
        roll = self.random.random()
        if roll < 0.15:
            ending = self.random.choice(("\r\n", "\r"))
            text = text.replace("\n", ending)
        elif roll < 0.2:
            text = "".join(self.random.choice(("\n", "\r\n", "\r")) if character == "\n" else character
                           for character in text)
        roll = self.random.random()
        if roll < 0.03:
            return b"\xef\xbb\xbf" + text.encode("utf-8")
        if roll < 0.06:
            text = "# -*- coding: latin-1 -*-\n" + text
            try:
                return text.encode("latin-1")
            except UnicodeEncodeError:
                return text.encode("utf-8")  # other characters, but mostly Python all the same
        return text.encode("utf-8")


assert COMPOUND - {"match", "case", "@"} <= set(keyword.kwlist)
