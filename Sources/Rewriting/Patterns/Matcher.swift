import PythonSyntax

/// Matches a compiled pattern against nodes. The depth of the recursion is that of the pattern, not of the file.
struct Matcher {
    let pattern: CompiledPattern
    let scope: MatchScope
    var captures: Captures

    mutating func matches(_ part: PatternNode, _ node: Syntax) -> Bool {
        switch part {
        case .hole(let number): return bind(number, node)
        // A run occurs only in a sequence.
        case .run: return false
        case .chain(let number, let object): return matchesChain(number, object, inner(node))
        case .call(let function, let arguments):
            let call = inner(node)
            guard call.kind == .call, let callee = call.child(.function), let given = call.child(.arguments) else {
                return false
            }
            return matches(function, callee) && matches(arguments, given)
        case .string(let content):
            return StringLiteral(node.withoutParentheses)?.plainBytes?.elementsEqual(content) ?? false
        case .assignment(let target, let value):
            guard let assignment = Assignment(node), let left = assignment.soleTarget, let right = assignment.value
            else {
                return false
            }
            return matches(target, left) && matches(value, right)
        case .other(let shape): return matches(shape, node.withoutParentheses)
        }
    }

    private func inner(_ node: Syntax) -> Syntax {
        let node = node.withoutParentheses
        return pattern.ignoresAwait ? node.withoutAwait.withoutParentheses : node
    }

    // MARK: Shapes

    private mutating func matches(_ shape: PatternShape, _ node: Syntax) -> Bool {
        guard shape.kind == node.kind, shape.flags == node.flags.subtracting(PatternShape.ignoredFlags),
            wordsMatch(shape, node)
        else { return false }
        if shape.hasRuns { return matches(shape.children[...], Array(node.children)[...]) }
        var child = node.firstChild
        for part in shape.children {
            guard let next = child, matches(part, next) else { return false }
            child = next.nextSibling
        }
        return child == nil
    }

    private mutating func wordsMatch(_ shape: PatternShape, _ node: Syntax) -> Bool {
        var next = 0
        var position = node.tokenRange.lowerBound
        var child = node.firstChild
        while true {
            let end = child?.tokenRange.lowerBound ?? node.tokenRange.upperBound
            while position < end {
                defer { position += 1 }
                if PatternShape.isLayout(node.tree.tokens[position].kind, in: node.kind) { continue }
                guard next < shape.words.count, matches(shape.words[next], position, of: node) else { return false }
                next += 1
            }
            guard let inner = child else { return next == shape.words.count }
            position = inner.tokenRange.upperBound
            child = inner.nextSibling
        }
    }

    private mutating func matches(_ word: PatternShape.Word, _ token: Int, of node: Syntax) -> Bool {
        switch word {
        case .text(let bytes): node.tree.bytes(ofToken: token).elementsEqual(bytes)
        case .hole(let number): bind(number, node)
        }
    }

    // MARK: Sequences

    /// Matches parts with nodes. A run first takes as few nodes as possible, and more if the rest does not match.
    mutating func matches(_ parts: ArraySlice<PatternNode>, _ nodes: ArraySlice<Syntax>) -> Bool {
        var parts = parts
        var nodes = nodes
        while let first = parts.first {
            if case .run(let number) = first { return matchesRun(number, parts.dropFirst(), nodes) }
            guard let node = nodes.first, matches(first, node) else { return false }
            parts = parts.dropFirst()
            nodes = nodes.dropFirst()
        }
        return nodes.isEmpty
    }

    private mutating func matchesRun(
        _ number: Int, _ rest: ArraySlice<PatternNode>, _ nodes: ArraySlice<Syntax>
    ) -> Bool {
        if rest.isEmpty { return bind(number, run: nodes) }
        let condition = number == PatternNode.anonymous ? nil : pattern.conditions[number]
        let before = captures
        for end in nodes.startIndex...nodes.endIndex {
            // A node that may not be in the run ends all longer runs too.
            if end > nodes.startIndex, condition?.holds(nodes[end - 1], scope) == false { return false }
            // The rest is matched first, so that only the final run is copied.
            if matches(rest, nodes[end...]), bind(number, run: nodes[..<end]) { return true }
            captures = before
        }
        return false
    }

    // MARK: Chains

    /// Removes one step after another, the last one first, until the object matches.
    private mutating func matchesChain(_ number: Int, _ object: PatternNode, _ node: Syntax) -> Bool {
        var steps: [Syntax] = []
        var node = node
        let before = captures
        while true {
            if matches(object, node), bind(number, run: steps.reversed()[...]) { return true }
            captures = before
            switch node.kind {
            case .call:
                guard let function = node.child(.function) else { return false }
                steps.append(node)
                // `x.filter(…)` is one step.
                node = function.kind == .attribute ? function.child(.object) ?? function : function
            case .attribute, .subscription:
                guard let inner = node.child(.object) else { return false }
                steps.append(node)
                node = inner
            default: return false
            }
            node = inner(node)
        }
    }
}

// MARK: Holes

extension Matcher {
    /// Binds a hole. False if it is bound to something else already, or if its condition does not hold.
    mutating func bind(_ number: Int, _ node: Syntax) -> Bool {
        switch node.kind {
        // These are not expressions: only their parents determine their meaning.
        case .starred, .keywordArgument, .doubleStarArgument, .dictionaryUnpacking: return false
        default: break
        }
        if number == PatternNode.anonymous { return true }
        let node = node.withoutParentheses
        if let bound = captures.slots[number].first { return scope.isSame(bound, node) }
        guard pattern.conditions[number]?.holds(node, scope) ?? true else { return false }
        captures.set(number, .one(node))
        return relationsHold(number)
    }

    private mutating func bind(_ number: Int, run nodes: ArraySlice<Syntax>) -> Bool {
        if number == PatternNode.anonymous { return true }
        if case .several(let bound) = captures.slots[number] {
            return bound.count == nodes.count && zip(bound, nodes).allSatisfy(scope.isSame)
        }
        if let condition = pattern.conditions[number], !nodes.allSatisfy({ condition.holds($0, scope) }) {
            return false
        }
        captures.set(number, .several(Array(nodes)))
        return relationsHold(number)
    }

    private func relationsHold(_ number: Int) -> Bool {
        pattern.relations.allSatisfy { relation in
            guard relation.hole == number || relation.other == number,
                let one = captures.slots[relation.hole].first, let other = captures.slots[relation.other].first
            else { return true }
            return scope.file.map { relation.test(one, other, $0) } ?? false
        }
    }
}
