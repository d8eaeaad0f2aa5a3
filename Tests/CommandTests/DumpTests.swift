import Foundation
import TestSupport
import Testing

/// `redline-dev ast`: CPython's shape, literally. `Tests/Oracles/ast_equal.py` compares whole libraries. Here are the
/// cases that must not depend on an installed Python, or that no installed CPython can parse.
@Suite struct DumpTests {
    private func dump(_ source: String, _ options: String...) throws -> [String] {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("a.py", source)
        let outcome = try scratch.run(Scratch.redline + "-dev", ["ast"] + options + ["a.py"])
        #expect(outcome.status == 0)
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    @Test func writesANodeALine() throws {
        let lines = try dump("x.y = not (1_0 +\n  b[c:, ...])\n")
        #expect(
            lines == [
                "a.py\taccepted\t357\t-",
                "0 - Module",
                "1 body Assign 1:0-2:13",
                "2 targets Attribute 1:0-1:3 y Store",
                "3 value Name 1:0-1:1 x Load",
                "2 value UnaryOp 1:6-2:13 Not",
                "3 operand BinOp 1:11-2:12 Add",
                "4 left Constant 1:11-1:14 int 1_0",
                "4 right Subscript 2:2-2:12 Load",
                "5 value Name 2:2-2:3 b Load",
                "5 slice Tuple 2:4-2:11 Load",
                "6 elts Slice 2:4-2:6",
                "7 lower Name 2:4-2:5 c Load",
                "6 elts Constant 2:8-2:11 ...",
            ])
    }

    @Test func nestsElifAndSortsParameters() throws {
        let lines = try dump("if a: b\nelif c: d;\nelse: e\nlambda f, /, g=1, *, h, i=2, **j: k\n")
        #expect(
            lines.dropFirst(2) == [
                "1 body If 1:0-3:7",
                "2 test Name 1:3-1:4 a Load",
                "2 body Expr 1:6-1:7",
                "3 value Name 1:6-1:7 b Load",
                "2 orelse If 2:0-3:7",
                "3 test Name 2:5-2:6 c Load",
                "3 body Expr 2:8-2:9",
                "4 value Name 2:8-2:9 d Load",
                "3 orelse Expr 3:6-3:7",
                "4 value Name 3:6-3:7 e Load",
                "1 body Expr 4:0-4:35",
                "2 value Lambda 4:0-4:35",
                "3 args arguments",
                "4 posonlyargs arg 4:7-4:8 f",
                "4 args arg 4:13-4:14 g",
                "4 kwonlyargs arg 4:21-4:22 h",
                "4 kwonlyargs arg 4:24-4:25 i",
                "4 kw_defaults None",
                "4 kw_defaults Constant 4:26-4:27 int 2",
                "4 kwarg arg 4:31-4:32 j",
                "4 defaults Constant 4:15-4:16 int 1",
                "3 body Name 4:34-4:35 k Load",
            ])
    }

    @Test func foldsTheTextOfStrings() throws {
        let source = "u'\\x41' f'{{b{c = !r:>{d}}' '''\\N{BULLET}\r\n'''\r\n"
        #expect(
            try dump(source).dropFirst(2) == [
                "1 body Expr 1:0-2:3",
                "2 value JoinedStr 1:0-2:3",
                "3 values Constant 1:0-1:18 u A{bc = ",
                "3 values FormattedValue 1:13-1:26 114",
                "4 value Name 1:14-1:15 c Load",
                "4 format_spec JoinedStr 1:20-1:25",
                "5 values Constant 1:21-1:22 str >",
                "5 values FormattedValue 1:22-1:25 -1",
                "6 value Name 1:23-1:24 d Load",
                "3 values Constant 1:28-2:3 str •\\n",
            ])
        #expect(
            try dump("f'{1}'\n", "--without-f-string-places").dropFirst(3) == [
                "2 value JoinedStr 1:0-1:6", "3 values FormattedValue -1", "4 value Constant int",
            ])
    }

    /// PEP 810 and PEP 798 belong to Python 3.15.
    @Test func writesLazyImportsAndUnpackingInComprehensions() throws {
        #expect(
            try dump("lazy from . import a as b\n{**c for d in e}\n[*f for g in h]\n").dropFirst(2) == [
                "1 body ImportFrom 1:0-1:25 - 1 lazy",
                "2 names alias 1:19-1:25 a b",
                "1 body Expr 2:0-2:16",
                "2 value DictComp 2:0-2:16",
                "3 key Name 2:3-2:4 c Load",
                "3 generators comprehension 0",
                "4 target Name 2:9-2:10 d Store",
                "4 iter Name 2:14-2:15 e Load",
                "1 body Expr 3:0-3:15",
                "2 value ListComp 3:0-3:15",
                "3 elt Starred 3:1-3:3 Load",
                "4 value Name 3:2-3:3 f Load",
                "3 generators comprehension 0",
                "4 target Name 3:8-3:9 g Store",
                "4 iter Name 3:13-3:14 h Load",
            ])
    }

    @Test func writesPatterns() throws {
        let source = "match a:\n  case {-1: _, **b} | C.D([*_], e=(f)) as g: ...\n"
        #expect(
            try dump(source).dropFirst(4).dropLast(2) == [
                "2 cases match_case",
                "3 pattern MatchAs 2:7-2:43 g",
                "4 pattern MatchOr 2:7-2:38",
                "5 patterns MatchMapping 2:7-2:19 b",
                "6 keys UnaryOp 2:8-2:10 USub",
                "7 operand Constant 2:9-2:10 int 1",
                "6 patterns MatchAs 2:12-2:13 -",
                "5 patterns MatchClass 2:22-2:38 e",
                "6 cls Attribute 2:22-2:25 D Load",
                "7 value Name 2:22-2:23 C Load",
                "6 patterns MatchSequence 2:26-2:30",
                "7 patterns MatchStar 2:27-2:29 -",
                "6 kwd_patterns MatchAs 2:35-2:36 f",
            ])
    }

    @Test func saysWhyAFileIsNoPython() throws {
        #expect(try dump("x = = 1\n") == ["a.py\trejected\t0\texpected an expression, found '='"])
    }

    @Test(arguments: [("x", ".b"), ("1", "+1"), ("f", "()"), ("if a: b\n", "elif c: d\n")])
    func survivesLongChains(_ first: String, _ next: String) throws {
        let lines = try dump(first + String(repeating: next, count: 20_000) + "\n")
        #expect(lines.count > 20_000)
        #expect(lines[0].contains("\taccepted\t"))
    }
}
