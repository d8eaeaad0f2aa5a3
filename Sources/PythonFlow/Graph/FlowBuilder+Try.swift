import PythonSemantics
import PythonSyntax

/// How control leaves a suite before its end.
enum Jump: Int, CaseIterable {
    case raise, `return`, `break`, `continue`

    var edgeKind: FlowEdgeKind {
        switch self {
        case .raise: .exception
        case .return: .return
        case .break: .normal
        case .continue: .loopBack
        }
    }
}

/// The targets of jumps from a place.
struct JumpTargets {
    enum Target {
        case point(Int32)
        /// To the `finally` body of a frame, by number, and on from its end.
        case through(Int)
    }

    var raise = Target.point(FlowBuilder.raised)
    var `return` = Target.point(FlowBuilder.returned)
    var `break` = Target.point(FlowBuilder.raised)
    var `continue` = Target.point(FlowBuilder.raised)
    /// The number of copies of `finally` bodies around the place.
    var copies = 0

    subscript(jump: Jump) -> Target {
        switch jump {
        case .raise: raise
        case .return: `return`
        case .break: `break`
        case .continue: `continue`
        }
    }

    mutating func send(through frame: Int) {
        (raise, `return`, `break`, `continue`) = (.through(frame), .through(frame), .through(frame), .through(frame))
    }
}

/// A `finally` clause during the construction of its `try` statement. Its body is copied for each way of entering it,
/// so that paths through it stay separate; within copies of copies one copy serves all, or the graph would grow
/// exponentially with the depth.
struct FinallyFrame {
    let clause: Syntax
    let outer: JumpTargets
    /// By jump: the start of its copy.
    var entries: [Jump: Int32] = [:]

    static let deepestCopy = 2
    var isShared: Bool { outer.copies >= Self.deepestCopy }
}

extension FlowBuilder {
    /// The target point of a jump.
    mutating func resolve(_ jump: Jump, _ targets: JumpTargets) -> Int32 {
        switch targets[jump] {
        case .point(let point): return point
        case .through(let number):
            if let known = frames[number].entries[jump] { return known }
            let shared = frames[number].isShared ? frames[number].entries.values.first : nil
            let entry = shared ?? add(.finally, frames[number].clause)
            frames[number].entries[jump] = entry
            return entry
        }
    }

    mutating func tried(_ node: Syntax, _ targets: JumpTargets) {
        var inner = targets
        let clause = node.child(.finalBody)
        if let clause {
            frames.append(FinallyFrame(clause: clause, outer: targets))
            inner.send(through: frames.count - 1)
        }
        let number = frames.count - 1
        var ends = [handled(node, inner)]
        for handler in node.children(.handler) { ends.append(self.handler(handler, of: node, inner)) }
        guard let clause else { return join(ends, node) }
        complete(clause, number, ends, targets)
        join([current], node)
    }

    /// The body and its `else`. Returns the point at which it ends.
    private mutating func handled(_ node: Syntax, _ targets: JumpTargets) -> Int32 {
        let handlers = node.children(.handler)
        var inner = targets
        if !handlers.isEmpty {
            let dispatch = add(.dispatch, node)
            inner.raise = .point(dispatch)
            if !handlers.contains(where: catchesEverything) {
                connect(dispatch, resolve(.raise, targets), .exception)
            }
        }
        body(of: node, inner)
        if let other = node.child(.orElse) { body(of: other, targets) }
        return current
    }

    private mutating func handler(_ handler: Syntax, of node: Syntax, _ targets: JumpTargets) -> Int32 {
        let start = add(.start, handler)
        if let dispatch = index[FlowPoint(role: .dispatch, node: node.id)] { connect(dispatch, start, .exception) }
        current = start
        if handler.child(.exception) != nil { raise(targets) }
        advance(.entered, handler)
        body(of: handler, targets)
        advance(.end, handler)
        return current
    }

    /// `except:` and `except BaseException:`.
    private func catchesEverything(_ handler: Syntax) -> Bool {
        guard let exception = handler.child(.exception) else { return true }
        return semantics.qualifiedName(of: exception) == "builtins.BaseException"
    }

    /// Builds the copies of a `finally` body. Continues after the copy that is entered normally.
    private mutating func complete(_ clause: Syntax, _ number: Int, _ ends: [Int32], _ targets: JumpTargets) {
        var inner = targets
        inner.copies += 1
        let isShared = frames[number].isShared
        let normal = isShared ? frames[number].entries.values.first ?? add(.finally, clause) : add(.finally, clause)
        for point in ends { connect(point, normal) }
        // A jump in a copy may lead through frames around this one, never through the frame itself.
        for (jump, entry) in frames[number].entries.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where !isShared {
            current = entry
            body(of: clause, inner)
            connect(current, resolve(jump, targets), jump.edgeKind)
        }
        current = normal
        body(of: clause, inner)
        guard isShared else { return }
        for jump in frames[number].entries.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            connect(current, resolve(jump, targets), jump.edgeKind)
        }
    }

    // MARK: With

    mutating func managed(_ node: Syntax, _ targets: JumpTargets) {
        let items = node.children(.item)
        let start = current
        let dispatch = add(.dispatch, node)
        connect(dispatch, resolve(.raise, targets), .exception)
        // The first item's manager may suppress what the second one raises.
        if items.count > 1 { connect(start, dispatch, .exception) }
        advance(.entered, node)
        var inner = targets
        inner.raise = .point(dispatch)
        body(of: node, inner)
        advance(.leaving, node)
        raise(targets)
        let ends = [current]
        join(ends, node)
        let maySwallow = items.contains { $0.child(.context).map(managers.maySwallow) ?? true }
        if maySwallow { connect(dispatch, current, .exception) }
    }
}
