import PythonSemantics
import PythonSyntax

/// Python with holes.
///
/// - `$name` stands for one expression, statement or name; `$_` for one that nobody asks for. The same name twice must match the
///   same: the same tokens, unless the caller says what the same is.
/// - `$...name` stands for any run of statements, elements or arguments.
/// - `object.$...name` stands for any attributes, calls and subscripts after an object: `$model.objects.$..._.first()`.
/// - After a dot `$name` stands for an attribute's name; its node is the whole attribute, its `lastName` the name.
///
/// Layout, comments, trailing commas, quotes and parentheses around what is matched make no difference. Arguments with a name
/// have no order. `target = value` matches an assignment with an annotation too. No hole matches `*a`, `**k` or `name=value`,
/// a run of arguments does. An expression also matches the statement that consists of it.
public struct Pattern: SyntaxMatcher, Sendable {
    public let text: String
    /// What is wrong with it; nil for a pattern that can match.
    public let problem: String?
    let compiled: CompiledPattern

    public enum Option: Sendable {
        /// Calls and chains match with `await` before them or without.
        case optionalAwait
    }

    /// Throws where the text is no Python but for its holes.
    ///
    /// - Parameters:
    ///   - conditions: by the names of holes. A condition for a hole that the pattern lacks is a problem: it matches nothing.
    ///   - parameters: of the functions that the pattern calls, in order, so that an argument by name matches one by place.
    public init(
        parsing text: String, where conditions: [String: HoleCondition] = [:], parameters: [String] = [],
        _ options: Set<Option> = []
    ) throws(SyntaxError) {
        self.text = text
        compiled = try CompiledPattern(text, conditions, parameters, options)
        problem = compiled.problem
    }

    /// A pattern that is part of a codemod. Where it is wrong it matches nothing, and the catalogue's tests show `problem`.
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

    /// Matches statements that follow each other, as many as the pattern has.
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

    /// Every place of a file that the pattern matches, inner ones before those around them. The cost grows with the calls and
    /// attributes of the names that the pattern has; see `CompiledPattern.anchor`.
    public func matches(in file: FileContext) -> [PatternMatch] {
        Patterns([self]).matches(in: file)
    }
}

extension Pattern: ExpressibleByStringLiteral {
    public init(stringLiteral text: StringLiteralType) { self.init(text) }
}
