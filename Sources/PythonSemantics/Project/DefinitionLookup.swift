import PythonSyntax

extension ProjectIndex {
    /// Follows a name or an attribute chain to its definition. Nil if it is ambiguous.
    public func definition(of expression: Syntax, in module: ModuleFile) -> Definition? {
        var lookup = DefinitionLookup(index: self)
        return lookup.definition(of: expression, in: module)
    }

    /// The meaning of a module's own name.
    public func definition(named name: String, in module: ModuleFile) -> Definition? {
        var lookup = DefinitionLookup(index: self)
        return lookup.member(name, of: module)
    }

    /// The definition of a name, followed through other names for a class: `Account = User`.
    public func type(named expression: Syntax, in module: ModuleFile) -> Definition? {
        if let type = module.semantics.enclosingClass(ofClass: expression) { return .type(type, in: module) }
        let found = definition(of: expression, in: module)
        var named = found
        for _ in 0..<8 {
            guard case .value(let value, let owner)? = named else { break }
            let node = value.withoutParentheses
            guard node.kind == .name || node.kind == .attribute else { break }
            named = definition(of: node, in: owner)
        }
        if case .type? = named { return named }
        return found
    }

    /// The meaning of a class's attribute, inherited ones included.
    public func member(_ name: String, of type: ClassDefinition, in module: ModuleFile) -> Definition? {
        var lookup = DefinitionLookup(index: self)
        return lookup.member(name, of: type, in: module)
    }
}

/// One lookup. It is limited in steps, so that circular imports end it.
private struct DefinitionLookup {
    let index: ProjectIndex
    private var steps = 0

    init(index: ProjectIndex) { self.index = index }

    /// Each import, attribute and base class takes a step.
    private mutating func mayStep() -> Bool {
        steps += 1
        return steps < 200
    }

    mutating func definition(of expression: Syntax, in module: ModuleFile) -> Definition? {
        guard mayStep() else { return nil }
        let node = expression.withoutParentheses
        switch node.kind {
        case .name: return definition(ofName: node, in: module)
        case .attribute:
            guard let object = node.child(.object), let name = node.lastName,
                let owner = definition(of: object, in: module)
            else { return nil }
            return member(name, of: owner)
        case .string:
            // A forward reference in an annotation.
            guard let name = node.plainString, !name.isEmpty,
                name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
            else { return nil }
            return module.semantics.scope(of: node).resolve(name).flatMap { definition(of: $0, in: module) }
        default: return nil
        }
    }

    private mutating func definition(ofName node: Syntax, in module: ModuleFile) -> Definition? {
        if let variable = module.semantics.variable(of: node) { return definition(of: variable, in: module) }
        return starImported(node.text, in: module)
            ?? (module.semantics.isBuiltin(node.text) ? .external("builtins." + node.text) : nil)
    }

    private mutating func definition(of variable: Variable, in module: ModuleFile) -> Definition? {
        // A name that is bound this often has no one meaning, and asking for each binding would take long.
        guard variable.bindings.count <= Self.maximumBindings else { return nil }
        let bindings = variable.bindings.filter { $0.kind != .annotationOnly }
        let imports = bindings.filter(\.isImport)
        if !imports.isEmpty {
            // `try: from a import x / except ImportError: from b import x`, or `x = None`: the first one that is
            // found.
            let others = bindings.filter { !$0.isImport }
            guard others.allSatisfy({ $0.statement?.child(.value)?.isNone == true }) else { return nil }
            for binding in imports {
                if let found = imported(binding, in: module) { return found }
            }
            return nil
        }
        guard bindings.count == 1, let binding = bindings.first else { return nil }
        return definition(boundBy: binding, in: module)
    }

    private static let maximumBindings = 100

    private func definition(boundBy binding: Binding, in module: ModuleFile) -> Definition? {
        switch binding.kind {
        case .function:
            binding.node.parent.flatMap(FunctionDefinition.init).map { .function($0, in: module) }
        case .class:
            binding.node.parent.flatMap(ClassDefinition.init).map { .type($0, in: module) }
        case .assignment, .annotatedAssignment:
            binding.isWholeTarget ? binding.statement?.child(.value).map { .value($0, in: module) } : nil
        case .typeAlias:
            binding.statement?.child(.value).map { .value($0, in: module) }
        default: nil
        }
    }
}

// MARK: Imports

extension DefinitionLookup {
    private mutating func imported(_ binding: Binding, in module: ModuleFile) -> Definition? {
        guard mayStep(), let alias = binding.node.parent, let statement = alias.parent else { return nil }
        if binding.kind == .importModule {
            guard let name = alias.child(.name) else { return nil }
            let words = name.compactText
            // `import a.b` binds `a`; `import a.b as c` binds the submodule.
            let bound = alias.child(.alias) == nil ? String(words.prefix { $0 != "." }) : words
            return self.module(bound, from: module)
        }
        guard let from = statement.child(.module), let name = alias.child(.name)?.text else { return nil }
        let path = from.compactText
        return member(name, ofModule: path, from: module)
    }

    private func module(_ name: String, from importer: ModuleFile) -> Definition {
        index.module(named: name, importedFrom: importer).map(Definition.module) ?? .external(name)
    }

    private mutating func member(_ name: String, ofModule path: String, from importer: ModuleFile) -> Definition? {
        if let module = index.module(named: path, importedFrom: importer) {
            return member(name, of: module)
        }
        let full = path.hasSuffix(".") ? path + name : path + "." + name
        if let submodule = index.module(named: full, importedFrom: importer) { return .module(submodule) }
        return .external(full)
    }

    /// The definition from the last `from m import *` that has a name which nothing else binds.
    private mutating func starImported(_ name: String, in module: ModuleFile) -> Definition? {
        guard module.semantics.hasStarImport else { return nil }
        for statement in module.tree.root.children.reversed() where statement.kind == .importFromStatement {
            guard let alias = statement.children.first(where: { $0.kind == .importAlias }), alias.text == "*",
                let from = statement.child(.module), mayStep()
            else { continue }
            let path = from.compactText
            if let source = index.module(named: path, importedFrom: module), source != module,
                let found = member(name, of: source)
            {
                return found
            }
        }
        return nil
    }
}

// MARK: Members

extension DefinitionLookup {
    mutating func member(_ name: String, of owner: Definition) -> Definition? {
        guard mayStep() else { return nil }
        switch owner {
        case .external(let path): return .external(path + "." + name)
        case .module(let module): return member(name, of: module)
        case .type(let type, let module): return member(name, of: type, in: module)
        case .value(let value, let module):
            // An object created by calling its class: `service = Service()`.
            guard let call = CallExpression(value.withoutParentheses),
                let made = definition(of: call.function, in: module)
            else { return nil }
            switch made {
            case .type(let type, let owner): return member(name, of: type, in: owner)
            case .external(let path): return .external(path + "()." + name)
            default: return nil
            }
        case .function: return nil
        }
    }

    mutating func member(_ name: String, of module: ModuleFile) -> Definition? {
        guard mayStep() else { return nil }
        if let root = module.semantics.allScopes.first, let variable = root.resolve(name), variable.scope == root {
            return definition(of: variable, in: module)
        }
        if let found = starImported(name, in: module) { return found }
        return module.isPackage ? index.module(named: "." + name, importedFrom: module).map(Definition.module) : nil
    }

    mutating func member(_ name: String, of type: ClassDefinition, in module: ModuleFile) -> Definition? {
        guard mayStep() else { return nil }
        let scope = module.semantics.scope(of: type.body)
        if let variable = scope.resolve(name), variable.scope == scope { return definition(of: variable, in: module) }
        for base in type.bases {
            if case .type(let parent, let owner) = definition(of: base.withoutTypeArguments, in: module),
                let found = member(name, of: parent, in: owner)
            {
                return found
            }
        }
        return nil
    }
}
