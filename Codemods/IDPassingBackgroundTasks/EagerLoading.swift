import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What an instance carries besides its columns, and another session would not load with it: `options(selectinload(…))`,
/// `refresh(x, ["items"])`, rows that the request put into a relationship.
///
/// A synchronous session loads relationships again on access, unless the query loaded a part of one or an expression of its own. An
/// asynchronous one raises `MissingGreenlet`.
struct EagerLoading {
    private let file: FileContext
    private let type: MappedClass
    private let isAsync: Bool

    init(_ file: FileContext, _ type: MappedClass, isAsync: Bool) {
        self.file = file
        self.type = type
        self.isAsync = isAsync
    }

    func isUsed(for name: Syntax, _ use: SessionUse) -> Bool {
        let reaching = file.flow(around: name).definitions.reaching(name)
        guard reaching.isComplete else { return isAsync }
        if isAsync, use.body.refreshesAttributes(of: name, before: use.place) || isFilled(name, use) { return true }
        return reaching.bindings.contains { binding in
            guard let parent = binding.holder else { return isAsync }
            if binding.kind == .parameter { return isUsed(byDependencyOf: parent, in: file.module, depth: 0) }
            let source = parent.child(.value) ?? parent.child(.iterable)
            return source.map { isUsed(in: $0, depth: 0) } ?? false
        }
    }

    static let options: Patterns = ["options($...)", "$_.options($...)", "$_($..., options=$_)"]

    /// In the expression, in what its names were bound to, or in the functions it calls.
    private func isUsed(in expression: Syntax, depth: Int) -> Bool {
        guard depth < Self.maximumDepth else { return isAsync }
        if isAsync, depth == 0, isOfUnknownOrigin(expression) { return true }
        return expression.subtree.contains { node in
            if isAsync, let call = CallExpression(node), node == expression.withoutParentheses, isMadeWithRows(call) {
                return true
            }
            if mayLoad(node, in: file.module, depth: depth) { return true }
            guard node.kind == .name, node.role != .function,
                let variable = file.semantics.variable(of: node), variable.scope.kind != .module
            else { return false }
            return file.flow(around: node).definitions.reaching(node).bindings.contains { binding in
                guard binding.kind == .assignment, let value = binding.statement?.child(.value), value != expression
                else { return false }
                return isUsed(in: value, depth: depth + 1)
            }
        }
    }

    private static let maximumDepth = 4

    /// A call of something that is neither in the project nor the database's: only a synchronous session makes up for what it loads.
    private func isOfUnknownOrigin(_ expression: Syntax) -> Bool {
        guard let call = CallExpression(expression.withoutParentheses.withoutAwait) else { return false }
        if file.frameworks.callee(of: call, in: file.module) != nil { return false }
        return call.receiver.map { file.frameworks.type(of: $0) == nil } ?? true
    }

    /// Options of a query, a call of a function that has some, or a query of the module's that has some.
    private func mayLoad(_ node: Syntax, in home: ModuleFile, depth: Int) -> Bool {
        if let call = CallExpression(node) {
            if Self.options.matches(node) { return isAsync || isShaping(call) }
            if case .function(let function, let owner)? = file.frameworks.callee(of: call, in: home) {
                return loadsEagerly(function, in: owner, depth: depth + 1)
            }
        } else if node.kind == .name || node.kind == .attribute, node.role != .function,
            case .value(let value, let owner)? = file.project.definition(of: node, in: home)
        {
            return depth < Self.maximumDepth && value.subtree.contains { mayLoad($0, in: owner, depth: depth + 1) }
        }
        return false
    }

    private func isUsed(byDependencyOf parameter: Syntax, in home: ModuleFile, depth: Int) -> Bool {
        guard let dependency = Dependency(of: parameter, in: home, file.project) else { return false }
        guard case .function(let source, let owner)? = dependency.definition(file.project) else { return isAsync }
        return loadsEagerly(source, in: owner, depth: depth + 1)
    }

    private func loadsEagerly(_ function: FunctionDefinition, in home: ModuleFile, depth: Int) -> Bool {
        guard depth < Self.maximumDepth else { return isAsync }
        return function.ownNodes.contains { mayLoad($0, in: home, depth: depth) }
            || function.parameters.contains { isUsed(byDependencyOf: $0.node, in: home, depth: depth) }
    }

    // MARK: Parts and expressions

    private static let whole: Set<String> = [
        "Load", "defaultload", "defer", "immediateload", "joinedload", "lazyload", "load_only", "of_type", "options",
        "raiseload", "selectin_polymorphic", "selectinload", "subqueryload", "undefer", "undefer_group",
    ]

    /// `contains_eager`, `with_expression`, `selectinload(Parent.items.and_(…))`: another load would give something else.
    private func isShaping(_ options: CallExpression) -> Bool {
        let values: [Syntax?] =
            options.functionName == "options" ? options.arguments.map(\.value) : [options.keyword("options")]
        return values.compactMap { $0 }.flatMap(\.subtree).contains { node in
            CallExpression(node).map { !($0.functionName.map(Self.whole.contains) ?? false) } ?? false
        }
    }

    // MARK: What the request filled

    /// `note.incident = incident`, `await note.awaitable_attrs.incident`
    private func isFilled(_ name: Syntax, _ use: SessionUse) -> Bool {
        let set = use.events(.changes).filter { use.body.concerns(name, $0) }
        if set.contains(where: { $0.attributes?.contains(where: isNoColumn) ?? true }) { return true }
        return use.body.function.ownNodes(.attribute).contains { node in
            guard node.lastName == "awaitable_attrs", let object = node.child(.object) else { return false }
            return object.hasSameTokens(as: name)
        }
    }

    /// `Note(incident=incident)`
    private func isMadeWithRows(_ call: CallExpression) -> Bool {
        file.frameworks.mappedClass(named: call.function, in: file.module) == type
            && call.arguments.compactMap(\.keyword).contains(where: isNoColumn)
    }

    private func isNoColumn(_ name: String) -> Bool { type.column(name) == nil }
}
