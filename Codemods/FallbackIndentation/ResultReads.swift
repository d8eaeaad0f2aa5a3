import PythonFlow
import PythonSemantics
import PythonSyntax
import Rewriting

/// Reads of the first result, by name or through what it is stored in.
struct ResultReads {
    let target: Syntax
    let file: FileContext

    /// True if a node reads the target itself; `max(score for score in …)` reads a variable of its own.
    func happen(in node: Syntax) -> Bool { !reads(in: node).isEmpty }

    func reads(in node: Syntax) -> [Syntax] {
        let owner = target.dottedRoot.flatMap(file.semantics.variable)
        return node.subtree.filter { use in
            guard use.role != .target, use.kind == target.kind, use.hasSameTokens(as: target) else { return false }
            return use.dottedRoot.flatMap(file.semantics.variable) == owner
        }
    }

    /// True if a call is given the first result or may reach it: by name, through a global, or through the object of
    /// which both are members.
    func mayReach(_ value: Syntax) -> Bool {
        if happen(in: value) || ReadsByName(in: value, file.semantics).first(after: 0) != nil { return true }
        guard target.kind == .attribute else {
            return file.semantics.variable(of: target).map { !foreignReads(of: $0, while: value).isEmpty } ?? true
        }
        let name = target.lastName
        let isShared = value.subtree.contains {
            $0.kind == .attribute && $0.lastName == name && !isMethodOfAnother($0)
        }
        guard !isShared, let owner = target.dottedRoot, let variable = file.semantics.variable(of: owner) else {
            return true
        }
        return value.subtree.contains { use in
            use.kind == .name && file.semantics.variable(of: use) == variable && !isHarmless(use)
        }
    }

    /// Reads in other functions, which may run at any time. The function itself and the ones around it wait for the call.
    private func foreignReads(of variable: Variable, while call: Syntax) -> [Syntax] {
        let caller = file.semantics.scope(of: call).withoutComprehensions
        let isLocal = variable.scope.kind == .function
        return variable.references.filter { use in
            let user = file.semantics.scope(of: use).withoutComprehensions
            return user != variable.scope && user.kind != .comprehension && !(isLocal && user == caller)
        }
    }

    /// `self.backup.price(…)` calls a method that only has the attribute's name.
    private func isMethodOfAnother(_ attribute: Syntax) -> Bool {
        attribute.role == .function && attribute.child(.object)?.kind == .attribute
    }

    /// True for the object as the receiver of a method that does not read the attribute, or for a plain attribute of it.
    private func isHarmless(_ owner: Syntax) -> Bool {
        guard let attribute = owner.parent, attribute.kind == .attribute, let name = attribute.lastName,
            let type = file.semantics.enclosingClass(ofSelf: owner)
        else { return false }
        guard attribute.role == .function else {
            return attribute.role != .object || isMadeWithoutOwner(name, in: type)
        }
        guard case .function(let function, _)? = file.project.member(name, of: type, in: file.module) else {
            return false
        }
        let reads = file.analysis(of: function.node) { AttributeReads(in: function.node) }
        return target.lastName.map { !reads.names.contains($0) } ?? false
    }

    /// False if an object that `self` keeps may know `self`: `self.helper = Helper(self)`.
    private func isMadeWithoutOwner(_ name: String, in type: ClassDefinition) -> Bool {
        let made = type.body.subtree.compactMap(Assignment.init).filter { assignment in
            assignment.targets.contains { $0.kind == .attribute && $0.lastName == name }
        }
        return made.allSatisfy { assignment in
            assignment.value?.subtree.allSatisfy { use in
                use.kind != .name || use.role == .object || file.semantics.enclosingClass(ofSelf: use) == nil
            } ?? true
        }
    }
}
