"""Random trees of CPython's `ast`: every statement, expression and pattern that `ast.unparse` of this Python can write."""

import ast
import keyword
import sys

# Soft keywords, and names that Python compares in a normal form (PEP 3131): a ligature, the Kelvin sign, mathematical
# letters, a character of two code points.
NAMES = ("a b c x y z self data value item index result print match case type lazy _ __x__ é größe 変数 ﬁle K 𝔘𝔫𝔦 e\u0301 "
         "ªb x\u00b7y").split()
TEXTS = ("", "text", "it's", 'a "b"', "line\nline", "\\", "{}", "é", "\t", "\0", "🐍")


class Trees:
    def __init__(self, random):
        self.random = random
        self.statements = [self.function, self.function_async, self.class_, self.return_, self.delete, self.assign,
                           self.assign, self.aug_assign, self.ann_assign, self.for_, self.while_, self.if_, self.if_,
                           self.with_, self.raise_, self.try_, self.assert_, self.import_, self.import_from,
                           self.global_, self.expression_statement, self.expression_statement, self.small]
        self.expressions = [self.bool_op, self.named, self.bin_op, self.bin_op, self.unary_op, self.lambda_, self.if_exp,
                            self.dict_, self.set_, self.comprehension, self.await_, self.yield_, self.compare,
                            self.compare, self.call, self.call, self.attribute, self.subscript, self.list_, self.tuple_,
                            self.joined_str]
        self.patterns = [self.match_value, self.match_singleton, self.match_sequence, self.match_mapping,
                         self.match_class, self.match_as, self.match_or, self.match_as]
        if sys.version_info >= (3, 10):
            self.statements.append(self.match)
        if sys.version_info >= (3, 12):
            self.statements.append(self.type_alias)

    # Choices.

    def chance(self, probability):
        return self.random.random() < probability

    def some(self, make, low, high, *arguments):
        return [make(*arguments) for _ in range(self.random.randint(low, high))]

    def maybe(self, make, *arguments, probability=0.5):
        return make(*arguments) if self.chance(probability) else None

    def name(self):
        return self.random.choice(NAMES)

    def distinct_names(self, high):
        return self.random.sample(NAMES, self.random.randint(0, high))

    def id(self, context=ast.Load):
        return ast.Name(self.name(), context())

    # Statements.

    def module(self, size, depth=3):
        return ast.Module([self.statement(depth) for _ in range(self.random.randint(1, size))], [])

    def body(self, depth):
        return [self.statement(depth - 1) for _ in range(self.random.choice((1, 1, 2, 3)))]

    def statement(self, depth):
        if depth <= 0:
            return self.random.choice((self.assign, self.expression_statement, self.small, self.return_, self.import_,
                                       self.delete, self.aug_assign, self.ann_assign, self.assert_, self.raise_,
                                       self.global_, self.import_from))(1)
        return self.random.choice(self.statements)(depth)

    def function(self, depth, kind=ast.FunctionDef):
        made = kind(self.name(), self.arguments(2, True), self.body(depth), self.some(self.expression, 0, 1, 2),
                    self.maybe(self.expression, 2, probability=0.3), None)
        if sys.version_info >= (3, 12):
            made.type_params = self.type_params()
        return made

    def function_async(self, depth):
        return self.function(depth, ast.AsyncFunctionDef)

    def class_(self, depth):
        made = ast.ClassDef(self.name(), self.some(self.argument, 0, 2, 1), self.keywords(1), self.body(depth),
                            self.some(self.expression, 0, 1, 2))
        if sys.version_info >= (3, 12):
            made.type_params = self.type_params()
        return made

    def type_params(self):
        return [self.type_param() for _ in range(self.random.choice((0, 0, 0, 1, 3)))]

    def type_param(self):
        default = []
        if sys.version_info >= (3, 13):
            default = [self.maybe(self.expression, 1)]
        kind = self.random.choice((ast.TypeVar, ast.TypeVar, ast.ParamSpec, ast.TypeVarTuple))
        bound = [self.maybe(self.expression, 1)] if kind is ast.TypeVar else []
        return kind(self.name(), *bound, *default)

    def type_alias(self, depth):
        return ast.TypeAlias(self.id(ast.Store), self.type_params(), self.expression(2))

    def return_(self, depth):
        return ast.Return(self.maybe(self.expressions_or_starred))

    def delete(self, depth):
        return ast.Delete(self.some(self.target, 1, 2, 1, ast.Del))

    def assign(self, depth):
        return ast.Assign([self.target(2, ast.Store, True) for _ in range(self.random.choice((1, 1, 1, 2)))],
                          self.expressions_or_starred(), lineno=0)

    def aug_assign(self, depth):
        operator = self.random.choice(self.OPERATORS)()
        return ast.AugAssign(self.single_target(), operator, self.expression(3))

    def ann_assign(self, depth):
        target = self.single_target()
        return ast.AnnAssign(target, self.expression(2), self.maybe(self.expression, 2),
                             int(isinstance(target, ast.Name) and self.chance(0.8)))

    def for_(self, depth):
        kind = ast.AsyncFor if self.chance(0.2) else ast.For
        return kind(self.target(2, ast.Store), self.expressions_or_starred(), self.body(depth), self.else_(depth),
                    lineno=0)

    def while_(self, depth):
        return ast.While(self.expression(3), self.body(depth), self.else_(depth))

    def if_(self, depth):
        made = ast.If(self.expression(3), self.body(depth), self.else_(depth))
        while self.chance(0.3):
            made = ast.If(self.expression(2), self.body(depth), [made])
        return made

    def else_(self, depth):
        return self.body(depth) if self.chance(0.3) else []

    def with_(self, depth):
        kind = ast.AsyncWith if self.chance(0.2) else ast.With
        return kind(self.some(self.with_item, 1, 3), self.body(depth), lineno=0)

    def with_item(self):
        return ast.withitem(self.expression(2), self.maybe(self.target, 1, ast.Store))

    def raise_(self, depth):
        raised = self.maybe(self.expression, 2, probability=0.8)
        return ast.Raise(raised, self.maybe(self.expression, 1) if raised else None)

    def try_(self, depth):
        kind = ast.TryStar if sys.version_info >= (3, 11) and self.chance(0.3) else ast.Try
        handlers = [self.handler(depth, kind) for _ in range(self.random.choice((0, 1, 1, 2)))]
        final = self.body(depth) if not handlers or self.chance(0.3) else []
        if not handlers:
            kind = ast.Try
        return kind(self.body(depth), handlers, self.else_(depth) if handlers else [], final)

    def handler(self, depth, kind):
        caught = self.expression(1)
        return ast.ExceptHandler(caught, self.maybe(self.name), self.body(depth))

    def assert_(self, depth):
        return ast.Assert(self.expression(2), self.maybe(self.expression, 1))

    def import_(self, depth):
        return ast.Import(self.some(self.alias, 1, 3, True))

    def import_from(self, depth):
        level = self.random.choice((0, 0, 1, 2, 3, 4, 7))
        module = self.dotted_name() if not level or self.chance(0.6) else None
        names = [ast.alias("*", None)] if self.chance(0.1) else self.some(self.alias, 1, 3, False)
        return ast.ImportFrom(module, names, level)

    def alias(self, is_dotted):
        return ast.alias(self.dotted_name() if is_dotted else self.name(), self.maybe(self.name, probability=0.3))

    def dotted_name(self):
        return ".".join(self.some(self.name, 1, 3))

    def global_(self, depth):
        return self.random.choice((ast.Global, ast.Nonlocal))(self.some(self.name, 1, 3))

    def expression_statement(self, depth):
        return ast.Expr(self.expressions_or_starred())

    def small(self, depth):
        return self.random.choice((ast.Pass, ast.Break, ast.Continue))()

    # Expressions.

    OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.MatMult, ast.Div, ast.Mod, ast.Pow, ast.LShift, ast.RShift, ast.BitOr,
                 ast.BitXor, ast.BitAnd, ast.FloorDiv)
    COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is, ast.IsNot, ast.In, ast.NotIn)

    def expression(self, depth):
        if depth <= 0 or self.chance(0.2):
            return self.atom()
        return self.random.choice(self.expressions)(depth - 1)

    def atom(self):
        return self.id() if self.chance(0.5) else self.constant()

    def constant(self):
        value = self.random.choice((0, 1, 255, 10 ** 30, 1.5, 1e300, 2j, None, True, False, ..., b"bytes", b"\xff'",
                                    *TEXTS))
        return ast.Constant(value, self.random.choice((None, None, "u")) if isinstance(value, str) else None)

    def expressions_or_starred(self):
        """An expression after `=`, `return` or `in`: also a tuple with starred elements."""
        if self.chance(0.1):
            return ast.Tuple([self.element(1), *self.some(self.element, 1, 2, 1)], ast.Load())
        return self.expression(3)

    def element(self, depth):
        return ast.Starred(self.expression(depth), ast.Load()) if self.chance(0.15) else self.expression(depth)

    def bool_op(self, depth):
        return ast.BoolOp(self.random.choice((ast.And, ast.Or))(), self.some(self.expression, 2, 4, depth))

    def named(self, depth):
        return ast.NamedExpr(self.id(ast.Store), self.expression(depth))

    def bin_op(self, depth):
        return ast.BinOp(self.expression(depth), self.random.choice(self.OPERATORS)(), self.expression(depth))

    def unary_op(self, depth):
        return ast.UnaryOp(self.random.choice((ast.Invert, ast.Not, ast.UAdd, ast.USub))(), self.expression(depth))

    def lambda_(self, depth):
        return ast.Lambda(self.arguments(1, False), self.expression(depth))

    def if_exp(self, depth):
        return ast.IfExp(self.expression(depth), self.expression(depth), self.expression(depth))

    def dict_(self, depth):
        keys = [self.maybe(self.expression, depth, probability=0.85) for _ in range(self.random.randint(0, 3))]
        return ast.Dict(keys, [self.expression(depth) for _ in keys])

    def set_(self, depth):
        return ast.Set(self.some(self.element, 1, 3, depth))

    def list_(self, depth):
        return ast.List(self.some(self.element, 0, 3, depth), ast.Load())

    def tuple_(self, depth):
        return ast.Tuple(self.some(self.element, 0, 3, depth), ast.Load())

    def comprehension(self, depth):
        clauses = [ast.comprehension(self.target(1, ast.Store), self.expression(depth),
                                     self.some(self.expression, 0, 2, depth), int(self.chance(0.2)))
                   for _ in range(self.random.choice((1, 1, 2)))]
        kind = self.random.choice((ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp))
        if kind is ast.DictComp:
            return kind(self.expression(depth), self.expression(depth), clauses)
        return kind(self.expression(depth), clauses)

    def await_(self, depth):
        return ast.Await(self.expression(depth))

    def yield_(self, depth):
        return ast.YieldFrom(self.expression(depth)) if self.chance(0.4) else ast.Yield(self.maybe(self.expression, depth))

    def compare(self, depth):
        operators = [self.random.choice(self.COMPARISONS)() for _ in range(self.random.choice((1, 1, 2, 3)))]
        return ast.Compare(self.expression(depth), operators, [self.expression(depth) for _ in operators])

    def call(self, depth):
        if self.chance(0.15):
            generator = ast.GeneratorExp(self.expression(depth), [
                ast.comprehension(self.target(1, ast.Store), self.expression(depth), [], 0)])
            return ast.Call(self.expression(depth), [generator], [])
        return ast.Call(self.expression(depth), self.some(self.argument, 0, 3, depth), self.keywords(depth))

    def argument(self, depth):
        return self.element(depth)

    def keywords(self, depth):
        return [ast.keyword(name if self.chance(0.8) else None, self.expression(depth))
                for name in self.distinct_names(2)]

    def attribute(self, depth):
        return ast.Attribute(self.expression(depth), self.name(), ast.Load())

    def subscript(self, depth, context=ast.Load):
        return ast.Subscript(self.expression(depth), self.slice(depth), context())

    def slice(self, depth):
        roll = self.random.random()
        if roll < 0.2:
            return ast.Tuple(self.some(self.slice_part, 1, 3, depth), ast.Load())
        if roll < 0.3 and sys.version_info >= (3, 11):
            return ast.Tuple([ast.Starred(self.expression(depth), ast.Load())], ast.Load())
        return self.slice_part(depth)

    def slice_part(self, depth):
        if self.chance(0.6):
            return self.expression(depth)
        return ast.Slice(*(self.maybe(self.expression, depth) for _ in range(3)))

    def joined_str(self, depth):
        values = []
        for _ in range(self.random.randint(0, 3)):
            values.append(ast.Constant(self.random.choice(("text ", "é", "{}"))))
            values.append(self.formatted_value(2))
        return ast.JoinedStr(values)

    def formatted_value(self, nesting):
        specification = None
        if nesting and self.chance(0.3):
            specification = ast.JoinedStr([ast.Constant(">"), self.formatted_value(0), ast.Constant(".2")])
        value = ast.Name(self.name(), ast.Load()) if self.chance(0.6) else ast.BinOp(self.id(), ast.Sub(), self.id())
        return ast.FormattedValue(value, self.random.choice((-1, -1, 115, 114, 97)), specification)

    def arguments(self, depth, is_annotated):
        names = self.distinct_names(5)
        kinds = sorted(self.random.choice(("positional only", "positional", "star", "keyword")) for _ in names)
        groups = {kind: [self.arg(name, is_annotated) for name, its in zip(names, kinds) if its == kind]
                  for kind in ("positional only", "positional", "star", "keyword")}
        plain = len(groups["positional only"]) + len(groups["positional"])
        return ast.arguments(
            posonlyargs=groups["positional only"], args=groups["positional"],
            vararg=groups["star"][0] if groups["star"] else None, kwonlyargs=groups["keyword"],
            kw_defaults=[self.maybe(self.expression, depth) for _ in groups["keyword"]],
            kwarg=groups["star"][1] if len(groups["star"]) > 1 else None,
            defaults=self.some(self.expression, 0, plain, depth))

    def arg(self, name, is_annotated):
        return ast.arg(name, self.maybe(self.expression, 1, probability=0.3) if is_annotated else None)

    # Targets.

    def target(self, depth, context, is_starred=False):
        roll = self.random.random()
        if depth > 0 and roll < 0.25:
            parts = self.some(self.target, 1, 3, depth - 1, context)
            if context is ast.Store and self.chance(0.3):
                parts.append(ast.Starred(self.target(0, context), context()))
            return self.random.choice((ast.Tuple, ast.List))(parts, context())
        if roll < 0.4:
            return ast.Attribute(self.expression(1), self.name(), context())
        if roll < 0.55:
            return self.subscript(1, context)
        return self.id(context)

    def single_target(self):
        return self.target(0, ast.Store)

    # Patterns.

    def match(self, depth):
        subject = self.expressions_or_starred()
        cases = [ast.match_case(self.pattern(3), self.maybe(self.expression, 1, probability=0.3), self.body(depth))
                 for _ in range(self.random.choice((1, 2, 3)))]
        return ast.Match(subject, cases)

    def pattern(self, depth):
        if depth <= 0:
            return self.random.choice((self.match_value, self.match_singleton, self.match_name))(depth)
        return self.random.choice(self.patterns)(depth - 1)

    def match_value(self, depth):
        return ast.MatchValue(self.pattern_value())

    def pattern_value(self):
        number = ast.Constant(self.random.choice((1, 2.5)))
        return self.random.choice((
            number, ast.Constant("text"), ast.Constant(b"bytes"), ast.UnaryOp(ast.USub(), number), ast.Constant(3j),
            ast.BinOp(ast.UnaryOp(ast.USub(), number), ast.Sub(), ast.Constant(2j)),
            ast.BinOp(number, ast.Add(), ast.Constant(2j)),
            ast.Attribute(ast.Attribute(ast.Name("a", ast.Load()), "b", ast.Load()), self.name(), ast.Load())))

    def match_singleton(self, depth):
        return ast.MatchSingleton(self.random.choice((None, True, False)))

    def match_name(self, depth):
        name = self.name()
        return ast.MatchAs(None, None if name == "_" else name)

    def match_sequence(self, depth):
        parts = self.some(self.pattern, 0, 3, depth)
        if self.chance(0.3):
            name = self.name()
            parts.insert(self.random.randint(0, len(parts)), ast.MatchStar(None if name == "_" else name))
        return ast.MatchSequence(parts)

    def match_mapping(self, depth):
        keys = self.some(self.pattern_value, 0, 2)
        rest = self.name() if self.chance(0.3) else None
        return ast.MatchMapping(keys, [self.pattern(depth) for _ in keys], None if rest == "_" else rest)

    def match_class(self, depth):
        cls = ast.Name("Point", ast.Load())
        if self.chance(0.3):
            cls = ast.Attribute(cls, self.name(), ast.Load())
        names = [name for name in self.distinct_names(2) if name != "_"]
        return ast.MatchClass(cls, self.some(self.pattern, 0, 2, depth), names, [self.pattern(depth) for _ in names])

    def match_as(self, depth):
        name = self.name()
        if name == "_" or self.chance(0.5):
            return self.match_name(depth)
        return ast.MatchAs(self.pattern(depth), name)

    def match_or(self, depth):
        return ast.MatchOr(self.some(self.pattern, 2, 3, depth))


assert not any(map(keyword.iskeyword, NAMES))
