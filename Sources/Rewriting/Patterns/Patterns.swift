import PythonSemantics
import PythonSyntax

/// Several forms of one thing. The first that matches wins, and `Captures.alternative` tells which one it was.
public struct Patterns: SyntaxMatcher, Sendable {
    public let all: [Pattern]
    private let search: Search

    public init(_ patterns: [Pattern]) {
        all = patterns
        search = Search(patterns)
    }

    // MARK: Matching

    public func match(_ node: Syntax, _ scope: MatchScope, _ values: () -> [String: Syntax]) -> Captures? {
        for (index, pattern) in all.enumerated() {
            guard var captures = pattern.match(node, scope, values) else { continue }
            captures.alternative = index
            return captures
        }
        return nil
    }

    // MARK: Searching

    /// Every place in a file that matches one of the patterns, inner ones first.
    public func matches(in file: FileContext) -> [PatternMatch] {
        let scope = MatchScope(file: file)
        return search.candidates(in: file.nodes).compactMap { node in
            match(node, scope, { [:] }).map { PatternMatch(node: node, captures: $0) }
        }
    }

    /// The nodes of a file that are worth comparing, inner ones first.
    public func candidates(in nodes: NodeIndex) -> [Syntax] { search.candidates(in: nodes) }
}

extension Patterns: ExpressibleByArrayLiteral {
    public init(arrayLiteral patterns: Pattern...) { self.init(patterns) }
}

extension Patterns {
    /// The anchors of several patterns combined: calls with any of their names take one pass.
    fileprivate struct Search {
        private let calls: WordSet?
        private let others: [PatternAnchor]

        init(_ patterns: [Pattern]) {
            let anchors = patterns.filter(\.isValid).map(\.compiled.anchor)
            var names: [String] = []
            others = anchors.filter {
                guard case .call(let name) = $0 else { return true }
                names.append(name)
                return false
            }
            calls = names.isEmpty ? nil : WordSet(Set(names))
        }

        func candidates(in nodes: NodeIndex) -> [Syntax] {
            let found = calls.map(nodes.calls) ?? []
            if others.isEmpty { return found }
            if calls == nil, others.count == 1 { return others[0].candidates(in: nodes) }
            return Set(found + others.flatMap { $0.candidates(in: nodes) }).sorted { $0.id < $1.id }
        }
    }
}
