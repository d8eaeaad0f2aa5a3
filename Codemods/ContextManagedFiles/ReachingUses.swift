import PythonFlow
import PythonSemantics
import PythonSyntax

/// The places that may see the value which one binding gives a name.
struct ReachingUses {
    /// Reads, augmented assignments and deletions, in text order.
    let uses: [Syntax]
    /// Other bindings that such a use may also see: the name has several origins there.
    let rivals: [Syntax]
    /// False if a use may see more bindings than can be told apart.
    let isComplete: Bool
    /// True where a use earlier in a loop sees the value in the next round.
    let goesRound: Bool

    init(of binding: Syntax, _ flow: FunctionFlow) {
        let value = binding.enclosingStatement?.child(.value)
        let reached = flow.definitions.uses(ofBindingAt: binding).filter { use in
            value.map { !use.isDescendantOrSelf(of: $0) } ?? true
        }
        let owner = flow.graph.owner
        // What a function inside reads, it may read at any time.
        uses = reached.filter { $0.start > binding.start || FlowGraph.owner(of: $0) != owner }
        goesRound = uses.count < reached.count
        var seen: Set<Syntax> = [binding]
        let reaching = uses.map { flow.definitions.reaching($0) }
        isComplete = reaching.allSatisfy(\.isComplete)
        rivals = reaching.flatMap(\.bindings).map(\.node).filter { seen.insert($0).inserted }
            .sorted { $0.start < $1.start }
    }
}
