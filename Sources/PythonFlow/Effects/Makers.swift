import PythonLibraries
import PythonSemantics
import PythonSyntax

/// The full name of what created a value: `builtins.dict` for `{}`, `requests.Session` for `requests.Session()`. The
/// tables list methods by it.
struct Makers {
    private let model: FrameworkModel
    private let module: ModuleFile
    private let depth: Int
    private static let maximumDepth = 8

    init(_ model: FrameworkModel, in module: ModuleFile, depth: Int = 0) {
        self.model = model
        self.module = module
        self.depth = depth
    }

    /// The roles of a method, by what created its receiver, or by its own name.
    func roles(of call: CallExpression) -> Roles {
        guard call.function.kind == .attribute, let method = call.functionName,
            let receiver = call.function.child(.object)
        else { return [] }
        guard let maker = maker(of: receiver) else { return Libraries.roles(ofAnything: method) }
        if maker == "builtins.str", StringMethods.contains(method) { return .pure }
        return Libraries.roles(of: "\(maker)().\(method)")
    }

    /// True for values that can be iterated repeatedly: lists, dictionaries and their views, strings, ranges.
    func isCollection(_ node: Syntax) -> Bool {
        if let call = CallExpression(node), ["items", "keys", "values"].contains(call.functionName ?? ""),
            let object = call.function.child(.object)
        {
            return maker(of: object) == "builtins.dict"
        }
        return maker(of: node).map(Self.collections.contains) ?? false
    }

    private static let collections: Set<String> = [
        "builtins.dict", "builtins.frozenset", "builtins.list", "builtins.range", "builtins.set", "builtins.sorted",
        "builtins.str", "builtins.tuple",
    ]

    /// Nil unless all assignments of a name agree.
    func maker(of expression: Syntax) -> String? {
        guard depth < Self.maximumDepth else { return nil }
        let node = expression.withoutParentheses
        switch node.kind {
        case .string, .formattedString: return "builtins.str"
        case .list, .listComprehension: return "builtins.list"
        case .dictionary, .dictionaryComprehension: return "builtins.dict"
        case .set, .setComprehension: return "builtins.set"
        case .tuple: return "builtins.tuple"
        case .call: return CallExpression(node).flatMap(maker(ofCall:))
        case .name: return maker(ofName: node)
        case .attribute: return next.maker(ofDefinition: model.index.definition(of: node, in: module))
        default: return nil
        }
    }

    private var next: Makers { Makers(model, in: module, depth: depth + 1) }

    private func maker(ofCall call: CallExpression) -> String? {
        if let name = model.index.definition(of: call.function, in: module)?.externalName {
            return name == "builtins.sorted" ? "builtins.list" : name
        }
        guard let method = call.functionName, StringMethods.givesString(method),
            let object = call.function.child(.object), next.maker(of: object) == "builtins.str"
        else { return nil }
        return "builtins.str"
    }

    private func maker(ofName node: Syntax) -> String? {
        guard let variable = module.semantics.variable(of: node), !variable.bindings.isEmpty,
            !variable.bindings.contains(where: \.isImport)
        else { return maker(ofDefinition: model.index.definition(of: node, in: module)) }
        let makers = Set(variable.bindings.filter { $0.kind != .annotationOnly }.map { next.maker(of: $0) })
        return makers.count == 1 ? makers.first ?? nil : nil
    }

    private func maker(ofDefinition definition: Definition?) -> String? {
        guard case .value(let value, let owner)? = definition else { return nil }
        return Makers(model, in: owner, depth: depth + 1).maker(of: value)
    }

    private func maker(of binding: Binding) -> String? {
        guard let parent = binding.holder, binding.kind == .parameter || binding.isWholeTarget else {
            return nil
        }
        switch binding.kind {
        case .assignment, .namedExpression: return parent.child(.value).flatMap { maker(of: $0.withoutAwait) }
        case .annotatedAssignment:
            return parent.child(.value).flatMap { maker(of: $0.withoutAwait) }
                ?? parent.child(.annotation).flatMap(maker(ofAnnotation:))
        case .parameter:
            return parent.flags.isEmpty ? parent.child(.annotation).flatMap(maker(ofAnnotation:)) : nil
        case .forTarget, .comprehensionTarget: return parent.child(.iterable).flatMap(makerOfElements)
        case .withTarget: return parent.child(.context).flatMap { maker(of: $0) }
        default: return nil
        }
    }

    private func maker(ofAnnotation annotation: Syntax) -> String? {
        let node = annotation.kind == .subscription ? annotation.child(.object) ?? annotation : annotation
        guard let name = module.semantics.qualifiedName(of: node) else { return nil }
        return ["typing.Dict": "builtins.dict", "typing.List": "builtins.list", "typing.Set": "builtins.set"][name]
            ?? name
    }

    /// `for role in [{…}, {…}]`: the maker that all elements of a display share.
    private func makerOfElements(_ iterable: Syntax) -> String? {
        let node = iterable.withoutParentheses
        switch node.kind {
        case .list, .tuple, .set:
            let makers = Set(node.children(.element).map { next.maker(of: $0) })
            return makers.count == 1 ? makers.first ?? nil : nil
        case .name, .attribute:
            guard case .value(let value, let owner)? = model.index.definition(of: node, in: module),
                depth < Self.maximumDepth
            else { return local(node).flatMap { next.makerOfElements($0) } }
            return Makers(model, in: owner, depth: depth + 1).makerOfElements(value)
        default: return nil
        }
    }

    /// The value of the only binding of a local variable.
    private func local(_ node: Syntax) -> Syntax? {
        guard node.kind == .name, depth < Self.maximumDepth, let variable = module.semantics.variable(of: node),
            variable.bindings.count == 1, variable.bindings[0].isWholeTarget,
            variable.bindings[0].kind == .assignment || variable.bindings[0].kind == .annotatedAssignment
        else { return nil }
        return variable.bindings[0].statement?.child(.value)
    }
}
