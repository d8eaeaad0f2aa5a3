import PythonSemantics
import PythonSyntax

/// Builds the control-flow graph of one function, class body or module in one pass over its statements.
struct FlowBuilder {
    let semantics: SemanticModel
    let managers: ContextManagers
    private(set) var points: [FlowPoint] = []
    private(set) var edges: [FlowEdge] = []
    /// By point: another one with the same role and node, in a copy of a `finally` body; -1 if there is none.
    private(set) var nextCopy: [Int32] = []
    /// The last point by role and node.
    private(set) var index: [FlowPoint: Int32] = [:]
    /// The point at which the next statement begins.
    var current: Int32 = 0
    var frames: [FinallyFrame] = []

    static let entry: Int32 = 0
    static let returned: Int32 = 1
    static let raised: Int32 = 2
    static let terminated: Int32 = 3

    init(_ owner: Syntax, _ semantics: SemanticModel, _ managers: ContextManagers) {
        self.semantics = semantics
        self.managers = managers
        for role in [FlowPoint.Role.entry, .returned, .raised, .terminated] { _ = add(role, owner) }
        if owner.kind == .lambda, let body = owner.child(.body) {
            begin(body)
            raise(JumpTargets())
        } else {
            suite(owner.kind == .module ? owner : owner.child(.body) ?? owner, JumpTargets())
        }
        connect(current, Self.returned, .normal)
    }

    // MARK: Points and edges

    mutating func add(_ role: FlowPoint.Role, _ node: Syntax) -> Int32 {
        let point = FlowPoint(role: role, node: node.id)
        let number = Int32(points.count)
        points.append(point)
        nextCopy.append(index.updateValue(number, forKey: point) ?? -1)
        return number
    }

    mutating func connect(_ from: Int32, _ to: Int32, _ kind: FlowEdgeKind = .normal) {
        edges.append(FlowEdge(from: from, to: to, kind: kind))
    }

    /// Continues at a new point.
    mutating func advance(_ role: FlowPoint.Role, _ node: Syntax, from: Int32? = nil) {
        let point = add(role, node)
        connect(from ?? current, point)
        current = point
    }

    mutating func begin(_ node: Syntax) { advance(.start, node) }

    /// Whatever follows is unreachable.
    mutating func leave(_ node: Syntax) { current = add(.dead, node) }

    /// The expression evaluated here may raise.
    mutating func raise(_ targets: JumpTargets) { connect(current, resolve(.raise, targets), .exception) }

    // MARK: Statements

    mutating func suite(_ node: Syntax, _ targets: JumpTargets) {
        for statement in node.children where statement.kind.isStatement { self.statement(statement, targets) }
    }

    mutating func body(of node: Syntax, _ targets: JumpTargets) {
        if let body = node.child(.body) { suite(body, targets) }
    }

    private mutating func statement(_ node: Syntax, _ targets: JumpTargets) {
        begin(node)
        if PlainStatement.mayRaise(node) { raise(targets) }
        switch node.kind {
        case .ifStatement: branches(node, targets)
        case .matchStatement: cases(node, targets)
        case .whileStatement, .forStatement: loop(node, targets)
        case .tryStatement: tried(node, targets)
        case .withStatement: managed(node, targets)
        case .returnStatement: jump(.return, node, targets)
        case .breakStatement: jump(.break, node, targets)
        case .continueStatement: jump(.continue, node, targets)
        case .raiseStatement: leave(node)
        case .assertStatement:
            advance(.entered, node)
            advance(.end, node)
        default: simple(node, targets)
        }
    }

    private mutating func simple(_ node: Syntax, _ targets: JumpTargets) {
        switch CallOutcome(of: node, semantics) {
        case .raises: leave(node)
        case .endsProcess:
            connect(current, Self.terminated)
            leave(node)
        case nil: advance(.end, node)
        }
    }

    // MARK: Branches

    private mutating func branches(_ node: Syntax, _ targets: JumpTargets) {
        var ends: [Int32] = []
        var test = node
        var start = current
        var isComplete = false
        advance(.entered, node)
        body(of: node, targets)
        ends.append(current)
        for clause in node.children(.orElse) {
            advance(.passedBy, test, from: start)
            if clause.kind == .elifClause {
                begin(clause)
                raise(targets)
                (test, start) = (clause, current)
                advance(.entered, clause)
            } else {
                isComplete = true
            }
            body(of: clause, targets)
            ends.append(current)
        }
        if !isComplete {
            advance(.passedBy, test, from: start)
            ends.append(current)
        }
        join(ends, node)
    }

    mutating func join(_ ends: [Int32], _ node: Syntax) {
        let end = add(.end, node)
        for point in ends { connect(point, end) }
        current = end
    }

    private mutating func cases(_ node: Syntax, _ targets: JumpTargets) {
        var ends: [Int32] = []
        var isComplete = false
        for clause in node.children(.handler) {
            begin(clause)
            raise(targets)
            let start = current
            advance(.entered, clause)
            body(of: clause, targets)
            ends.append(current)
            if Self.matchesEverything(clause) {
                isComplete = true
                break
            }
            advance(.passedBy, clause, from: start)
        }
        if !isComplete { ends.append(current) }
        join(ends, node)
    }

    /// `case _:` or `case name:`, without a guard.
    private static func matchesEverything(_ clause: Syntax) -> Bool {
        let pattern = clause.child(.pattern)?.kind
        return clause.child(.guardTest) == nil && (pattern == .wildcardPattern || pattern == .capturePattern)
    }

    // MARK: Loops

    private mutating func loop(_ node: Syntax, _ targets: JumpTargets) {
        if node.kind == .forStatement, let target = node.child(.target) {
            advance(.next, target)
            raise(targets)
        }
        let head = current
        let end = add(.end, node)
        var inner = targets
        inner.break = .point(end)
        inner.continue = .point(head)
        advance(.entered, node)
        body(of: node, inner)
        connect(current, head, .loopBack)
        if PlainStatement.isAlwaysTrue(node.child(.test)) {
            leave(node)
        } else {
            advance(.passedBy, node, from: head)
        }
        if let clause = node.child(.orElse) { body(of: clause, targets) }
        connect(current, end)
        current = end
    }

    private mutating func jump(_ jump: Jump, _ node: Syntax, _ targets: JumpTargets) {
        // Outside a loop `break` is not valid Python, but the parser accepts it.
        connect(current, resolve(jump, targets), jump.edgeKind)
        leave(node)
    }
}
