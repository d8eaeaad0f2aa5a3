import PythonLibraries
import PythonSemantics
import PythonSyntax

/// The uses that one binding's value reaches, from reaching definitions.
public struct Reach {
    /// Reads, augmented assignments and deletions, in text order.
    public let uses: [Syntax]
    /// Other bindings that may reach the same uses.
    public let rivals: [Rival]
    /// True if the value reaches an earlier use in the next iteration of a loop.
    public let goesRound: Bool
    /// False if too many bindings may reach a use.
    public let isComplete: Bool

    public struct Rival {
        public let name: Syntax
        /// True if it is in another branch, so that only one of the two runs.
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

/// Everything that happens to a value through all of its names: uses, closes, and the first escape.
public struct ValueLife {
    /// Every read of the value, of its aliases, and of objects that use it; without closes.
    public private(set) var uses: [Syntax] = []
    /// Calls that close it, each with its receiver.
    public private(set) var closes: [Close] = []
    /// `with value:` items.
    public private(set) var entered: [Syntax] = []
    /// Arguments of unknown calls: the function must be shown to own the value.
    public private(set) var passes: [Syntax] = []
    public var isPassed: Bool { !passes.isEmpty }
    /// True if one of these calls returns a result that may use the value.
    public private(set) var isPassedForResult = false
    /// The first escape.
    public private(set) var escape: Escape?
    /// True if a writer around it is never closed, so that it is flushed only when it is collected.
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

    private mutating func leave(_ way: Escape) {
        if escape == nil { escape = way }
    }

    /// Follows one binding of a name, and those of its aliases.
    private mutating func follow(_ target: Syntax) {
        guard followed.insert(target).inserted, let variable = model.variable(of: target) else { return }
        let home = variable.scope
        if variable.isDeclaredInside || home != model.scope(of: target).withoutComprehensions { return leave(.global) }
        if home.kind == .class { return leave(.stored) }
        let reach = reach(variable, target)
        if reach.goesRound { return leave(.unclear) }
        for use in reach.uses {
            if let way = escape(of: use, from: home) { return leave(way) }
            if use.role == .target, use.enclosingStatement?.kind == .deleteStatement { return leave(.deleted) }
            take(use)
            if escape != nil { return }
        }
        if !reach.isComplete { return leave(.severalOrigins) }
        let others = reach.rivals.filter { !isAlternative($0) }
        alternatives += reach.rivals.filter(isAlternative).compactMap { $0.name.enclosingStatement }
        if !others.isEmpty, !others.allSatisfy({ isEmptyBefore($0, target) }) {
            leave(others.contains { $0.name.start > target.start && !$0.isExclusive } ? .rebound : .severalOrigins)
        }
    }

    /// True if another branch creates such a value.
    private func isAlternative(_ rival: Reach.Rival) -> Bool {
        rival.isExclusive
            && rival.name.enclosingStatement?.child(.value).map { flow.makes($0.withoutParentheses) } ?? false
    }

    /// An earlier `f = None` is not another value: None is never a resource.
    private func isEmptyBefore(_ rival: Reach.Rival, _ target: Syntax) -> Bool {
        rival.name.start < target.start && rival.name.enclosingStatement?.child(.value)?.text == "None"
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
            passes.append(use)
            if !isResultDropped { isPassedForResult = true }
            uses.append(use)
        case .named(let name):
            uses.append(use)
            followDependent(name, isWriter: flow.isBuffered(use))
        case .escaped(let way): leave(way)
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
