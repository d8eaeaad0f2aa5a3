import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Determines the effects of expressions and statements: from the libraries' tables and, one level deep, from the
/// project's functions.
///
/// Operators, attributes and items count as reads although a class may override them: every reader of the code
/// assumes so. A call about which nothing is known is `unknown`.
public struct EffectAnalysis {
    let model: FrameworkModel
    let module: ModuleFile
    /// True in the body of a called function: its own calls are looked up in the tables only.
    let isCalled: Bool
    /// The name of the object that a constructor creates; nobody else has seen its attributes yet.
    let made: String?

    /// For code in the model's own file.
    public init(_ model: FrameworkModel) { self.init(model, in: model.module, isCalled: false) }

    /// For code in another file.
    public init(_ model: FrameworkModel, in module: ModuleFile) { self.init(model, in: module, isCalled: false) }

    init(_ model: FrameworkModel, in module: ModuleFile, isCalled: Bool, made: String? = nil) {
        self.model = model
        self.module = module
        self.isCalled = isCalled
        self.made = made
    }

    /// The effects of an expression, a statement or a block, including everything nested that runs with it.
    public func of(_ node: Syntax) -> Effects { node.kind.isStatement ? of(statement: node) : of(expression: node) }

    func of(_ nodes: some Sequence<Syntax>) -> Effects { nodes.reduce(into: []) { $0.formUnion(of($1)) } }

    // MARK: Statements

    private func of(statement node: Syntax) -> Effects {
        switch node.kind {
        case .passStatement, .breakStatement, .continueStatement, .globalStatement, .nonlocalStatement: return []
        case .expressionStatement: return of(node.children)
        case .returnStatement: return of(node.children).union(.leaves)
        case .raiseStatement, .assertStatement: return of(node.children).union(.raises)
        case .assignment: return of(node.children)
        case .annotatedAssignment:
            guard let value = node.child(.value), let target = node.child(.target) else { return [] }
            return of(value).union(of(target))
        case .augmentedAssignment: return ofAugmented(node)
        case .deleteStatement: return of(node.children).union(.binds)
        case .ifStatement, .whileStatement, .tryStatement, .matchStatement: return of(node.children)
        case .forStatement:
            return of(node.children).union(node.child(.iterable).map(ofIterating) ?? .unknown)
        // An import runs a module, a class its body, a `with` its context manager.
        case .importStatement, .importFromStatement, .classDefinition, .withStatement:
            return of(node.children).union([.binds, .unknown])
        case .functionDefinition: return of(node.children(.decorator)).union([.binds, .allocates])
        default: return .unknown
        }
    }

    /// `count += 1` only counts; `rows += [row]` may change a list that others refer to.
    private func ofAugmented(_ statement: Syntax) -> Effects {
        let effects = of(statement.children)
        guard statement.child(.value)?.kind == .number, effects == .binds else { return effects.union(.writes) }
        return .reports
    }

    // MARK: Expressions

    private func of(expression node: Syntax) -> Effects {
        switch node.kind {
        case .name: return of(name: node)
        case .attribute, .subscription:
            let parts = of(node.children)
            if node.role == .target { return isPartOfMade(node) ? parts.union(.allocates) : parts.union(.writes) }
            return parts.union(.reads)
        case .list, .set, .dictionary: return of(node.children).union(.allocates)
        case .lambda: return .allocates
        case .listComprehension, .setComprehension, .dictionaryComprehension:
            let iterables = clauses(node).compactMap { $0.child(.iterable) }
            return of(node.children).union(.allocates).union(
                iterables.reduce(into: []) { $0.formUnion(ofIterating($1)) })
        // It runs when it is iterated; only the first iterable is evaluated now.
        case .generatorExpression:
            return clauses(node).first?.child(.iterable).map { of($0).union(.allocates) } ?? .unknown
        case .await: return of(node.children).union(.suspends)
        case .yield, .yieldFrom: return of(node.children).union([.suspends, .unknown])
        case .namedExpression: return of(node.children).union(.binds)
        case .call: return CallExpression(node).map(of(call:)) ?? .unknown
        case .metavariable, .metavariableRun: return .unknown
        default: return of(node.children)
        }
    }

    private func of(name node: Syntax) -> Effects {
        let scope = module.semantics.variable(of: node)?.scope
        // The variables of a comprehension are its own.
        if scope?.kind == .comprehension { return [] }
        if node.role == .target || BindingTarget.isPart(node) { return scope?.kind == .module ? .writes : .binds }
        return scope?.kind == .module ? .reads : []
    }

    private func clauses(_ comprehension: Syntax) -> [Syntax] {
        comprehension.children.filter { $0.kind == .comprehensionClause }
    }

    private func isPartOfMade(_ target: Syntax) -> Bool {
        made != nil && target.kind == .attribute && target.child(.object)?.text == made
    }

    /// The effects of iterating, in addition to evaluating the iterable: it may exhaust a generator or read rows.
    private func ofIterating(_ iterable: Syntax) -> Effects {
        let node = iterable.withoutParentheses
        switch node.kind {
        case .list, .tuple, .set, .dictionary, .string, .listComprehension, .setComprehension, .dictionaryComprehension:
            return []
        default: break
        }
        let isKnown = model.type(of: node, in: module)?.element != nil || makers.isCollection(node)
        return isKnown ? .reads : .unknown
    }

    var makers: Makers { Makers(model, in: module) }
}

/// Names in a target with several parts: `a, *b = …`.
private enum BindingTarget {
    static func isPart(_ name: Syntax) -> Bool {
        var node = name
        while let parent = node.parent, [.tuple, .list, .starred, .parenthesized].contains(parent.kind) {
            node = parent
        }
        return node != name && node.role == .target
    }
}
