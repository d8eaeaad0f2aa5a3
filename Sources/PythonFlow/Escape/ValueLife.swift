import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Everything that happens to a value through the names it was given: uses, closes, and the first way out.
public struct ValueLife {
    /// Every read of the value, of its aliases, and of objects that use it; without closes.
    public private(set) var uses: [Syntax] = []
    /// Calls that close it, each with its receiver.
    public private(set) var closes: [Close] = []
    /// `with value:` items.
    public private(set) var entered: [Syntax] = []
    /// What calls that nothing is known of take: the value, or what goes on using it. The code at hand has to show that it owns it.
    public private(set) var passes: [Syntax] = []
    public var isPassed: Bool { !passes.isEmpty }
    /// One of them gives a result back, which may go on using it.
    public private(set) var passForResult: Syntax?
    public var isPassedForResult: Bool { passForResult != nil }
    /// The first way out that it takes.
    public private(set) var escape: Escape?
    /// Where it takes that: an expression that uses it, or another binding of the name.
    public private(set) var exit: Syntax?
    /// A writer around it, never closed itself, that is flushed only when it goes away.
    public private(set) var hasOpenWriter = false
    /// Statements in other branches that create such a value under the same name; only one branch runs.
    public private(set) var alternatives: [Syntax] = []

    public struct Close {
        public let call: Syntax
        public let value: Syntax
    }

    private let flow: ValueFlow
    private let reach: (Variable, Syntax) -> Reach
    private var followed: Set<Syntax> = []

    /// `targets` are the names that the value is assigned to when it is created.
    public init(of targets: [Syntax], _ flow: ValueFlow, reach: @escaping (Variable, Syntax) -> Reach) {
        self.flow = flow
        self.reach = reach
        for target in targets { follow(target) }
        uses.sort { $0.start < $1.start }
        closes.sort { $0.call.start < $1.call.start }
    }

    private var model: SemanticModel { flow.model }

    private mutating func leave(_ way: Escape, at place: Syntax) {
        if escape == nil { (escape, exit) = (way, place) }
    }

    /// Follows one binding of a name, and those of its aliases.
    private mutating func follow(_ target: Syntax) {
        guard followed.insert(target).inserted, let variable = model.variable(of: target) else { return }
        let home = variable.scope
        if variable.isDeclaredInside || home != model.scope(of: target).withoutComprehensions {
            return leave(.global, at: target)
        }
        if home.kind == .class { return leave(.stored, at: target) }
        let reach = reach(variable, target)
        if reach.goesRound { return leave(.unclear, at: target) }
        for use in reach.uses {
            if let way = escape(of: use, from: home) { return leave(way, at: use) }
            if use.role == .target, let deletion = use.enclosingStatement, deletion.kind == .deleteStatement {
                if isClosed(before: deletion) { continue }
                return leave(.deleted, at: use)
            }
            take(use)
            if escape != nil { return }
        }
        if !reach.isComplete { return leave(.severalOrigins, at: target) }
        var others: [Reach.Rival] = []
        for rival in reach.rivals {
            if isAlternative(rival) {
                alternatives += [rival.name.enclosingStatement ?? rival.name]
            } else {
                others.append(rival)
            }
        }
        if others.allSatisfy({ isEmptyBefore($0, target) }) { return }
        let later = others.first { $0.name.start > target.start && !$0.isExclusive }
        leave(later == nil ? .severalOrigins : .rebound, at: later?.name ?? target)
    }

    /// `file.close()` in the block in which `del file` follows.
    private func isClosed(before deletion: Syntax) -> Bool {
        closes.contains { close in
            let statement = close.call.enclosingStatement
            return statement.map { $0.parent == deletion.parent && $0.end <= deletion.start } ?? false
        }
    }

    /// True if another branch creates such a value.
    private func isAlternative(_ rival: Reach.Rival) -> Bool {
        rival.isExclusive
            && rival.name.enclosingStatement?.child(.value).map { flow.makes($0.withoutParentheses) } ?? false
    }

    /// An earlier `f = None` is not another value: None is never a resource.
    private func isEmptyBefore(_ rival: Reach.Rival, _ target: Syntax) -> Bool {
        rival.name.start < target.start && rival.name.enclosingStatement?.child(.value)?.isNone == true
    }

    private func escape(of use: Syntax, from home: Scope) -> Escape? {
        var scope: Scope? = model.scope(of: use)
        while let current = scope, current != home {
            switch current.kind {
            case .function: return home.kind == .module ? .global : .captured
            case .class: return .stored
            default: scope = current.parent
            }
        }
        return nil
    }

    private mutating func take(_ use: Syntax) {
        switch flow.destination(of: use) {
        case .consumed:
            uses.append(use)
            if flow.isBuffered(use) { hasOpenWriter = true }
        case .closed(let call): closes.append(Close(call: call, value: use))
        case .entered(let item):
            uses.append(use)
            if item.child(.context)?.withoutParentheses == use.withoutParentheses {
                entered.append(item)
            } else if let target = item.child(.target), target.kind == .name {
                // `with tarfile.open(fileobj=file) as archive:` closes the archive, not the file.
                followDependent(target)
            }
        case .passed(let isResultDropped):
            let end = flow.end(of: use)
            passes.append(end)
            if !isResultDropped, passForResult == nil { passForResult = end }
            uses.append(use)
        case .named(let name):
            uses.append(use)
            followDependent(name, isWriter: flow.isBuffered(use))
        case .escaped(let way): leave(way, at: flow.end(of: use))
        }
    }

    /// A reader created from the value lives as long as its own uses; if it escapes, so does the value.
    private mutating func followDependent(_ name: Syntax, isWriter: Bool = false) {
        let enteredBefore = entered.count
        let closesBefore = closes.count
        follow(name)
        // Closing a dependent, such as a writer around the file, may not close the file: it counts as a use.
        let dependentCloses = closes[closesBefore...]
        if isWriter, dependentCloses.isEmpty, entered.count == enteredBefore { hasOpenWriter = true }
        uses += dependentCloses.map(\.call)
        closes.removeSubrange(closesBefore...)
    }
}
