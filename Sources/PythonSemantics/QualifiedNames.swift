import PythonSyntax

/// Resolves dotted names through imports: `gz.open` after `import gzip as gz`.
extension SemanticModel {
    /// The full name of a name or attribute chain: `builtins.open`, `os.path.join`, `.models.User` for relative
    /// imports.
    ///
    /// Nil if anything but imports binds the first name, if imports disagree, or if a star import may hide a builtin.
    public func qualifiedName(of expression: Syntax) -> String? {
        var attributes: [String] = []
        var node = expression
        while true {
            if node.kind == .parenthesized, let inner = node.child(.value) {
                node = inner
            } else if node.kind == .attribute, let object = node.child(.object) {
                attributes.append(Identifier.name(ofToken: node.lastToken, in: tree))
                node = object
            } else {
                break
            }
        }
        guard node.kind == .name, let base = qualifiedName(ofName: node) else { return nil }
        return ([base] + attributes.reversed()).joined(separator: ".")
    }

    private func qualifiedName(ofName node: Syntax) -> String? {
        guard let variable = variable(of: node) else {
            let name = Identifier.name(node)
            return isBuiltin(name) ? "builtins." + name : nil
        }
        return importedNames[variable.index]
    }
}

/// The full names that imports bind.
enum ImportedNames {
    /// The variables of the module scope that an import binds, though perhaps not alone, in order of first
    /// appearance.
    static func importing(_ variables: [VariableRecord]) -> [Int] {
        variables.indices.filter { index in
            variables[index].scope == 0 && variables[index].bindings.contains(where: \.isImport)
        }
    }

    /// By variable, the one name that all its bindings import. Variables with any other binding are left out.
    static func all(_ variables: [VariableRecord], in tree: SyntaxTree) -> [Int: String] {
        var names: [Int: String] = [:]
        for (index, variable) in variables.enumerated() {
            guard let first = variable.bindings.first, let name = importedName(first, tree) else { continue }
            if variable.bindings.dropFirst().allSatisfy({ importedName($0, tree) == name }) { names[index] = name }
        }
        return names
    }

    private static func importedName(_ binding: Binding, _ tree: SyntaxTree) -> String? {
        guard binding.isImport, let alias = binding.node.parent,
            alias.kind == .importAlias, let statement = alias.parent
        else { return nil }
        if binding.kind == .importModule {
            // `import a.b` binds `a`; `import a.b as c` binds the submodule.
            guard let module = alias.child(.name) else { return nil }
            return alias.child(.alias) == nil
                ? Identifier.name(ofToken: module.firstToken, in: tree) : module.compactText
        }
        guard let module = statement.child(.module), let name = alias.child(.name) else { return nil }
        let path = module.compactText
        return path.hasSuffix(".") ? path + Identifier.name(name) : path + "." + Identifier.name(name)
    }
}
