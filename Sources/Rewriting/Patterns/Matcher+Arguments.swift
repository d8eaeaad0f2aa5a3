import PythonSyntax

/// Matches arguments as Python binds them: keywords in any order, positional arguments in order.
extension Matcher {
    mutating func matches(_ pattern: PatternArguments, _ arguments: Syntax) -> Bool {
        if pattern.named.isEmpty, pattern.parameters.isEmpty, !pattern.hasRuns {
            return matchesInOrder(pattern.positional, arguments)
        }
        var given = Array(arguments.children)
        var taken: Set<Int> = []
        for (name, value) in pattern.named {
            guard let index = index(of: name, in: given, pattern.parameters), taken.insert(index).inserted,
                let argument = Self.value(of: given[index]), matches(value, argument)
            else { return false }
        }
        if !taken.isEmpty { given = given.indices.filter { !taken.contains($0) }.map { given[$0] } }
        let positional = namedInFile(pattern, &given)
        return positional.map { matches($0, given[...]) } ?? false
    }

    private mutating func matchesInOrder(_ parts: [PatternNode], _ arguments: Syntax) -> Bool {
        var argument = arguments.firstChild
        for part in parts {
            guard let next = argument, matches(part, next) else { return false }
            argument = next.nextSibling
        }
        return argument == nil
    }

    /// The index of a parameter's argument: by name, or by position if no unpacked argument precedes it.
    private func index(of name: [UInt8], in given: [Syntax], _ parameters: [[UInt8]]) -> Int? {
        if let index = given.firstIndex(where: { Self.name(of: $0)?.elementsEqual(name) ?? false }) { return index }
        guard let place = parameters.firstIndex(of: name), place < given.count,
            given.prefix(place + 1).allSatisfy({ Self.isPositional($0) })
        else { return nil }
        return place
    }

    /// Matches positional arguments of the pattern with keyword arguments of the file. Returns the pattern's
    /// remaining arguments; nil if one does not match.
    private mutating func namedInFile(_ pattern: PatternArguments, _ given: inout [Syntax]) -> ArraySlice<PatternNode>?
    {
        var rest = pattern.positional[...]
        let places = given.prefix { Self.isPositional($0) }.count
        guard !pattern.parameters.isEmpty, places < rest.prefix(while: { !$0.isRun }).count else { return rest }
        let behind = rest.dropFirst(places).prefix { !$0.isRun }
        for (part, parameter) in zip(behind, pattern.parameters.dropFirst(places)) {
            guard let index = given.firstIndex(where: { Self.name(of: $0)?.elementsEqual(parameter) ?? false }),
                let value = Self.value(of: given[index])
            else { return rest }
            guard matches(part, value) else { return nil }
            given.remove(at: index)
            rest.remove(at: rest.startIndex + places)
        }
        return rest
    }

    private static func isPositional(_ argument: Syntax) -> Bool {
        switch argument.kind {
        case .keywordArgument, .doubleStarArgument, .starred: false
        default: true
        }
    }

    private static func name(of argument: Syntax) -> ArraySlice<UInt8>? {
        argument.kind == .keywordArgument ? argument.tree.bytes(ofToken: argument.firstToken) : nil
    }

    private static func value(of argument: Syntax) -> Syntax? {
        argument.kind == .keywordArgument ? argument.child(.value) : argument
    }
}
