import PythonSemantics
import PythonSyntax

/// Where the value of one binding is seen. Reaching definitions tell it.
public struct Reach {
    /// Reads, augmented assignments and deletions, in text order.
    public let uses: [Syntax]
    /// Other bindings that such a use may also see.
    public let rivals: [Rival]
    /// A use earlier in a loop sees the value in the next round.
    public let goesRound: Bool
    /// False if a use may see more bindings than can be told apart.
    public let isComplete: Bool

    public struct Rival {
        public let name: Syntax
        /// It stands in another branch: only one of the two runs.
        public let isExclusive: Bool

        public init(name: Syntax, isExclusive: Bool) {
            self.name = name
            self.isExclusive = isExclusive
        }
    }

    public init(uses: [Syntax], rivals: [Rival] = [], goesRound: Bool = false, isComplete: Bool = true) {
        self.isComplete = isComplete
        self.uses = uses
        self.rivals = rivals
        self.goesRound = goesRound
    }
}

extension Reach {
    /// What reaching definitions tell of a binding. The rivals are left out where a use may see too many bindings to tell apart.
    public init(of binding: Syntax, in flow: FunctionFlow) {
        let value = binding.enclosingStatement?.child(.value)
        let reached = flow.definitions.uses(ofBindingAt: binding).filter { use in
            value.map { !use.isDescendantOrSelf(of: $0) } ?? true
        }
        // What a function inside reads, it may read at any time.
        let uses = reached.filter { $0.start > binding.start || FlowGraph.owner(of: $0) != flow.graph.owner }
        let reaching = uses.map(flow.definitions.reaching)
        let isComplete = reaching.allSatisfy(\.isComplete)
        var seen: Set<Syntax> = [binding]
        let others = isComplete ? reaching.flatMap(\.bindings).map(\.node).filter { seen.insert($0).inserted } : []
        let rivals = others.sorted { $0.start < $1.start }.map { name in
            Rival(name: name, isExclusive: flow.graph.areExclusive(binding, name))
        }
        self.init(uses: uses, rivals: rivals, goesRound: uses.count < reached.count, isComplete: isComplete)
    }
}
