import PythonSemantics
import PythonSyntax

extension FrameworkModel {
    /// What a call runs: methods of the function's own object, of rows and of services included.
    public func callee(of call: CallExpression, in module: ModuleFile) -> Definition? {
        definition(ofFunction: call.function, in: module)
    }

    /// The same for a function that is not called here: a task that is scheduled.
    public func definition(ofFunction function: Syntax, in module: ModuleFile) -> Definition? {
        if let name = function.child(.object) == nil ? nil : function.lastName,
            let (type, owner) = receiverType(ofMethod: function, in: module)
        {
            return index.member(name, of: type, in: owner)
        }
        return index.definition(of: function, in: module)
    }

    /// The class of the object that a method belongs to; nil for a function, and for an object that nothing is known of.
    public func receiverType(
        ofMethod method: Syntax, in module: ModuleFile
    ) -> (type: ClassDefinition, module: ModuleFile)? {
        guard method.kind == .attribute, let object = method.child(.object) else { return nil }
        if object.kind == .name, let type = module.semantics.enclosingClass(ofSelf: object) { return (type, module) }
        switch self.type(of: object, in: module)?.withoutOptional {
        case .object(let type, let owner)?: return (type, owner)
        case let type: return type?.instance.map { ($0.definition, $0.module) }
        }
    }
}
