import Foundation
import PythonSemantics
import PythonSyntax
import SourceText

/// The digest of a `SemanticModel`.
extension ScopeDigest {
    static func scopes(of model: SemanticModel) -> [ScopeDigest] {
        let lines = LineTable(model.tree.source)
        var digests = model.allScopes.map { ScopeDigest(head: head($0, lines)) }
        let hasStringAnnotations = hasStringAnnotations(model.tree)
        for node in model.tree.root.subtree where isName(node) {
            if hasStringAnnotations, isInAnnotation(node) { continue }
            digests.take(node, model)
        }
        digests[0].local = boundByModule(model)
        for scope in model.allScopes { digests[scope.id].free.subtract(digests[scope.id].local) }
        return zip(model.allScopes, digests).filter { $0.0.kind != .typeParameters }.map(\.1)
    }

    private static func head(_ scope: Scope, _ lines: LineTable) -> String {
        switch scope.kind {
        case .module: "module 0"
        case .comprehension: "comprehension"
        case .class: "class \(lines.position(of: start(scope.node)).line)"
        default: "function \(lines.position(of: start(scope.node)).line)"
        }
    }

    /// For CPython a decorated definition starts at its `def` or `class`.
    private static func start(_ node: Syntax) -> Int {
        guard let last = node.children(.decorator).last else { return node.start }
        return node.tree.tokens[last.tokenRange.upperBound + 1].range.lowerBound
    }

    /// Without names that only a walrus in a comprehension or a `global` elsewhere binds: CPython lists those for
    /// functions only.
    private static func boundByModule(_ model: SemanticModel) -> Set<String> {
        let module = model.scope(of: model.tree.root)
        let own = module.variables.filter { $0.bindings.contains { model.scope(of: $0.node) == module } }
        return Set(own.map(\.name))
    }

    private static func isName(_ node: Syntax) -> Bool {
        node.kind == .name || node.kind == .identifier || node.kind == .moduleName
    }

    /// `from __future__ import annotations` turns annotations into strings, whose names `symtable` does not see.
    private static func hasStringAnnotations(_ tree: SyntaxTree) -> Bool {
        tree.root.children.contains { statement in
            statement.kind == .importFromStatement && statement.child(.module)?.text == "__future__"
                && statement.children(.item).contains { $0.child(.name)?.text == "annotations" }
        }
    }

    private static func isInAnnotation(_ node: Syntax) -> Bool {
        node.role == .annotation || node.role == .returns
            || node.ancestors.contains { $0.role == .annotation || $0.role == .returns }
    }
}

extension [ScopeDigest] {
    fileprivate mutating func take(_ node: Syntax, _ model: SemanticModel) {
        let scope = model.scope(of: node)
        let text = node.tree.text(ofToken: node.firstToken).precomposedStringWithCompatibilityMapping
        guard text != "__class__" else { return }
        let name = mangled(text, in: scope)
        let isGlobal = node.parent?.kind == .globalStatement || node.kind == .name && model.variable(of: node) == nil
        if isGlobal && !isBareAnnotation(node) {
            if scope.kind != .module { self[scope.id].global.insert(name) }
        } else if let owner = model.variable(of: node)?.scope {
            take(name, usedIn: scope, ownedBy: owner)
        }
    }

    private mutating func take(_ name: String, usedIn scope: Scope, ownedBy owner: Scope) {
        guard owner != scope else {
            self[scope.id].local.insert(name)
            return
        }
        guard owner.kind != .module else {
            self[scope.id].global.insert(name)
            return
        }
        // A walrus in a comprehension binds outside of it.
        if scope.withoutComprehensions == owner { self[owner.id].local.insert(name) }
        for between in sequence(first: scope, next: \.parent).prefix(while: { $0 != owner }) {
            self[between.id].free.insert(name)
        }
    }

    /// `(name): int` neither binds nor reads the name.
    private func isBareAnnotation(_ node: Syntax) -> Bool {
        node.parent?.kind == .parenthesized && node.parent?.role == .target
            && node.parent?.parent?.kind == .annotatedAssignment
    }

    /// In a class, `__name` is `_Class__name` to CPython.
    private func mangled(_ name: String, in scope: Scope) -> String {
        guard name.hasPrefix("__"), !name.hasSuffix("__"),
            let owner = sequence(first: scope, next: \.parent).first(where: { $0.kind == .class }),
            let prefix = owner.node.child(.name)?.text.drop(while: { $0 == "_" }), !prefix.isEmpty
        else { return name }
        return "_" + prefix + name
    }
}
