import PythonSemantics
import PythonSyntax
import Rewriting

/// Whether anything but the name sees an assignment to a target.
enum ObservedAssignment {
    /// True for an attribute that may be a property: of an unknown object, or of a class that defines it as a method.
    static func mayRunCode(_ target: Syntax, in file: FileContext) -> Bool {
        guard target.kind == .attribute else { return false }
        guard let owner = target.child(.object), let name = target.lastName,
            let type = file.semantics.enclosingClass(ofSelf: owner)
        else { return true }
        return defines([name, "__setattr__"], type, in: file.module, file, depth: 0)
    }

    private static func defines(
        _ names: Set<String>, _ type: ClassDefinition, in module: ModuleFile, _ file: FileContext, depth: Int
    ) -> Bool {
        if type.body.children.compactMap(FunctionDefinition.init).contains(where: { names.contains($0.name) }) {
            return true
        }
        return depth < 8
            && type.bases.contains { base in
                guard case .type(let parent, let owner)? = file.project.type(named: base, in: module) else {
                    return false
                }
                return defines(names, parent, in: owner, file, depth: depth + 1)
            }
    }
}
