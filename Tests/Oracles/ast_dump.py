"""CPython's `ast` of a source in the format of `redline-dev ast`: one line per node, parents before children.

    python3.13 Tests/Oracles/ast_dump.py FILE

A line contains depth, field, type, place, and the node's own values (names, operators, contexts, constants). Children come
in the order of `_fields`. An absent optional field has no line; `None` in a list has one. Strings are written by their
value, numbers by their source text. It needs only `ast` and runs in every CPython since 3.8.

Before 3.12 the places of expressions within f-strings do not refer to the file. So below a JoinedStr, places are omitted,
and everything derived from them: the text of numbers, and whether a text began with `u`. Empty texts that only 3.12 has in
its format specifications, before and between fields, are omitted there.
"""

import ast
import sys

HAS_FSTRING_PLACES = sys.version_info >= (3, 12)

HAS_EMPTY_PARTS = sys.version_info[:2] == (3, 12)

# What the line of a node says itself; all other fields are children. `kind` and `value` of Constant are one word.
OWN_FIELDS = {
    "FunctionDef": ("name",), "AsyncFunctionDef": ("name",), "ClassDef": ("name",), "AugAssign": ("op",),
    "AnnAssign": ("simple",), "ImportFrom": ("module", "level", "is_lazy"), "Import": ("is_lazy",),
    "Global": ("names",), "Nonlocal": ("names",), "BoolOp": ("op",), "BinOp": ("op",), "UnaryOp": ("op",),
    "Compare": ("ops",), "FormattedValue": ("conversion",), "Interpolation": ("conversion", "str"),
    "Attribute": ("attr", "ctx"), "Subscript": ("ctx",), "Starred": ("ctx",), "Name": ("id", "ctx"), "List": ("ctx",),
    "Tuple": ("ctx",), "comprehension": ("is_async",), "ExceptHandler": ("name",), "arg": ("arg",),
    "keyword": ("arg",), "alias": ("name", "asname"), "MatchSingleton": ("value",), "MatchMapping": ("rest",),
    "MatchClass": ("kwd_attrs",), "MatchStar": ("name",), "MatchAs": ("name",), "TypeVar": ("name",),
    "ParamSpec": ("name",), "TypeVarTuple": ("name",), "Constant": ("value", "kind"),
}
IGNORED = ("type_comment", "type_ignores")  # filled only where `ast.parse` is asked for them

children_of = {}


def children(cls):
    """The fields of a class that hold nodes, last first, as a stack takes them."""
    own = OWN_FIELDS.get(cls.__name__, ())
    found = tuple(field for field in reversed(cls._fields) if field not in own and field not in IGNORED)
    children_of[cls] = found
    return found


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n") if "\\" in text or "\n" in text else text


def word(value):
    """How a node's own field is written."""
    if isinstance(value, list):
        return " ".join(map(word, value))
    if isinstance(value, ast.AST):
        return value.__class__.__name__
    return "-" if value is None else str(value)


def constant(node, lines, is_placed):
    value = node.value
    if isinstance(value, str):
        return f"{'u' if node.kind and is_placed else 'str'} {escaped(value)}"
    if isinstance(value, bytes):
        return f"bytes {escaped(value.decode('latin-1'))}"
    if value is Ellipsis:
        return "..."
    if value is None or isinstance(value, bool):
        return str(value)
    if not is_placed:
        return value.__class__.__name__
    text = lines[node.lineno - 1][node.col_offset:node.end_col_offset].decode("utf-8", "replace")
    return f"{value.__class__.__name__} {text}"


def interpolation(node):
    return f"{node.conversion} {escaped(node.str)}"


def imported(node):
    words = [word(getattr(node, "module", None)), word(getattr(node, "level", 0))] if "module" in node._fields else []
    return " ".join(words + ["lazy"] * bool(getattr(node, "is_lazy", 0)))


SPECIAL = {"MatchSingleton": lambda node: str(node.value), "Interpolation": interpolation, "Import": imported, "ImportFrom": imported}


def dump(tree, lines):
    """The lines of a tree; `lines`: those of the source, in UTF-8."""
    out = []
    stack = [(0, "-", tree, True)]
    while stack:
        depth, field, node, is_placed = stack.pop()
        if node is None:
            out.append(f"{depth} {field} None")
            continue
        cls = node.__class__
        name = cls.__name__
        line = f"{depth} {field} {name}"
        if is_placed and "lineno" in cls._attributes:
            line += f" {node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"
        if name == "Constant":
            out.append(f"{line} {constant(node, lines, is_placed)}")
            continue
        own = OWN_FIELDS.get(name)
        if own:
            words = SPECIAL[name](node) if name in SPECIAL else " ".join([word(getattr(node, f)) for f in own])
            if words:
                line += " " + words
        out.append(line)
        if name == "JoinedStr" and not HAS_FSTRING_PLACES:
            is_placed = False
        depth += 1
        for field in children_of.get(cls) or children(cls):
            value = getattr(node, field, None)
            if value.__class__ is list:
                if HAS_EMPTY_PARTS and name == "JoinedStr":
                    value = [part for part in value if getattr(part, "value", None) != ""]
                for item in reversed(value):
                    stack.append((depth, field, item, is_placed))
            elif value is not None:
                stack.append((depth, field, value, is_placed))
    out.append("")
    return "\n".join(out).encode("utf-8", "surrogatepass")


def utf8_lines(source):
    """The lines of a file's bytes as the columns of `ast` count them: in UTF-8, without a byte order mark."""
    if source.startswith(b"\xef\xbb\xbf"):
        source = source[3:]
    else:
        source = recoded(source)
    return source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def recoded(source):
    if source.isascii():
        return source
    import io
    import tokenize
    lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    encoding = tokenize.detect_encoding(io.BytesIO(lines).readline)[0]
    return lines if encoding == "utf-8" else lines.decode(encoding).encode("utf-8")


def dump_source(source):
    """The dump of a file's bytes; raises as `ast.parse` does."""
    return dump(ast.parse(source), utf8_lines(source))


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        sys.stdout.buffer.write(dump_source(file.read()))
