import PythonSemantics
import PythonSyntax

/// Python with holes.
///
/// - `$name` matches one expression, statement or name; `$_` does so without binding it. A name that occurs twice
///   must match the same: equal tokens, unless the caller defines equality.
/// - `$...name` matches any run of statements, elements or arguments.
/// - `object.$...name` matches any attributes, calls and subscripts after an object: `$model.objects.$..._.first()`.
/// - After a dot `$name` matches an attribute's name; its node is the whole attribute, its `lastName` the name.
///
/// Layout, comments, trailing commas, quotes and enclosing parentheses make no difference. Keyword arguments have no
/// order. `target = value` also matches an assignment with an annotation. A hole does not match `*a`, `**k` or
/// `name=value`, but a run of arguments does. An expression also matches the statement that consists of it.
public struct Pattern: SyntaxMatcher, Sendable {
    public let text: String
    /// Why the pattern is invalid; nil for a pattern that can match.
    public let problem: String?
    let compiled: CompiledPattern

    public enum Option: Sendable {
        /// Calls and chains match with or without `await`.
        case optionalAwait
    }

    /// Throws if the text is not valid Python apart from its holes.
    ///
    /// - Parameters:
    ///   - conditions: by the names of holes. A condition for a hole that does not occur is a problem: the pattern
    ///     matches nothing.
    ///   - parameters: of the functions that the pattern calls, in order, so that a keyword argument matches a
    ///     positional one.
    public init(
        parsing text: String, where conditions: [String: HoleCondition] = [:], parameters: [String] = [],
        _ options: Set<Option> = []
    ) throws(SyntaxError) {
        self.text = text
        compiled = try CompiledPattern(text, conditions, parameters, options)
        problem = compiled.problem
    }

    /// A pattern in a codemod's source. An invalid one matches nothing, and the catalogue's tests report `problem`.
    public init(
        _ text: String, where conditions: [String: HoleCondition] = [:], parameters: [String] = [],
        _ options: Option...
    ) {
        do {
            try self.init(parsing: text, where: conditions, parameters: parameters, Set(options))
        } catch {
            self.init(text, failing: error.message)
        }
    }

    private init(_ text: String, failing problem: String) {
        self.text = text
        self.problem = problem
        compiled = CompiledPattern()
    }

    public var isValid: Bool { problem == nil }

    // MARK: Matching

    /// Matches consecutive statements, as many as the pattern has.
    public func match(_ statements: some Sequence<Syntax>, in file: FileContext? = nil) -> Captures? {
        guard isValid else { return nil }
        var matcher = Matcher(pattern: compiled, scope: MatchScope(file: file), captures: Captures(compiled.holes))
        return matcher.matches(compiled.parts[...], Array(statements)[...]) ? matcher.captures : nil
    }

    public func match(_ node: Syntax, _ scope: MatchScope, _ values: () -> [String: Syntax]) -> Captures? {
        guard isValid, compiled.parts.count == 1, let root = compiled.root(for: node), compiled.mayMatch(root) else {
            return nil
        }
        guard let captures = Captures(compiled.holes).filled(values()) else { return nil }
        var matcher = Matcher(pattern: compiled, scope: scope, captures: captures)
        return matcher.matches(compiled.parts[0], root) ? matcher.captures : nil
    }

    // MARK: Searching

    /// Every place in a file that matches the pattern, inner ones first. The cost grows with the number of calls and
    /// attributes that have the pattern's names; see `CompiledPattern.anchor`.
    public func matches(in file: FileContext) -> [PatternMatch] {
        Patterns([self]).matches(in: file)
    }
}

extension Pattern: ExpressibleByStringLiteral {
    public init(stringLiteral text: StringLiteralType) { self.init(text) }
}
