import PythonSemantics
import PythonSyntax
import SourceText

/// Which statements of a suite assign a name or attribute, by what is written. Made once for all places in the suite.
struct AssignedTargets {
    private var positions: [String: [Int]] = [:]

    init(_ suite: Suite) {
        for (index, statement) in suite.statements.enumerated() {
            for node in statement.subtree where node.nameOrAttribute != nil && node.isAssigned {
                positions[node.compactText, default: []].append(index)
            }
        }
    }

    func last(assigning target: Syntax, before index: Int) -> Int? {
        guard let found = positions[target.compactText] else { return nil }
        return found[..<found.partitionPoint { $0 >= index }].last
    }
}

/// The attributes that a function reads, by their last names.
struct AttributeReads {
    let names: Set<String>

    init(in function: Syntax) {
        names = Set(function.subtree.filter { $0.kind == .attribute && !$0.isAssigned }.compactMap(\.lastName))
    }
}

extension Syntax {
    /// True for what is assigned, also as a part of a target: `result, count = …`.
    var isAssigned: Bool {
        var node = self
        while node.role != .target, let parent = node.parent,
            [.tuple, .list, .starred, .parenthesized].contains(parent.kind)
        {
            node = parent
        }
        return node.role == .target
    }
}
