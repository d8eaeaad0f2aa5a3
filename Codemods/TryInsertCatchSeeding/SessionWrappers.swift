import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A class of the project that hands some methods of a session on, and has no savepoints: what only looks like a session by its use may
/// be one of these.
struct SessionWrappers {
    let file: FileContext
    let site: SeedingSite

    static let projectTexts = ["def commit("]

    var name: String? {
        guard isUndeclared else { return nil }
        let paths = file.project.paths(containing: "def commit(").filter { !$0.isTest }.sorted()
        return paths.lazy.compactMap(file.project.file).flatMap { $0.nodes.all(.classDefinition) }
            .compactMap(ClassDefinition.init).first(where: isWrapper)?.name
    }

    /// It has all methods of the session that are called here.
    private func isWrapper(_ type: ClassDefinition) -> Bool {
        guard SessionFakes.isFake(type) else { return false }
        return called.isSubset(of: Set(type.body.children.compactMap { FunctionDefinition($0)?.name }))
    }

    private var called: Set<String> {
        let scope = site.ifStatement.enclosingFunction ?? file.tree.root
        let methods = file.nodes.all(.attribute, in: scope).filter { attribute in
            attribute.role == .function && attribute.child(.object)?.hasSameTokens(as: site.session) ?? false
        }
        return Set(methods.compactMap(\.lastName))
    }

    /// A parameter without an annotation or a default, or an attribute that is set to one.
    private var isUndeclared: Bool {
        let session = site.session.withoutParentheses
        if session.kind == .name { return isPlainParameter(session) }
        guard session.kind == .attribute,
            let own = session.child(.object).flatMap(file.semantics.enclosingClass(ofSelf:))
        else { return false }
        let values = own.body.subtree.filter { $0.role == .target && $0.hasSameTokens(as: session) }.map {
            $0.parent?.child(.annotation) == nil ? $0.parent?.child(.value) : nil
        }
        return !values.isEmpty && values.allSatisfy { $0.map(isPlainParameter) ?? false }
    }

    private func isPlainParameter(_ name: Syntax) -> Bool {
        guard name.kind == .name, let variable = file.semantics.variable(of: name), variable.bindings.count == 1,
            variable.bindings[0].kind == .parameter, let parameter = variable.bindings[0].node.parent
        else { return false }
        return parameter.child(.annotation) == nil && parameter.child(.defaultValue) == nil
    }
}
