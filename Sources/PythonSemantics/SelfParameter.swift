import PythonSyntax

extension SemanticModel {
    /// The class whose method has this name as its first parameter: for `self` in `self.file`. Nil for other names.
    public func enclosingClass(ofSelf name: Syntax) -> ClassDefinition? {
        guard let binding = variable(of: name)?.bindings.first, binding.kind == .parameter,
            let function = binding.node.enclosingFunction, let definition = FunctionDefinition(function),
            definition.parameters.first?.name == name.text, let block = function.parent, let type = block.parent
        else { return nil }
        return ClassDefinition(type)
    }

    /// The class whose `@classmethod` has this name as its first parameter: for `cls` in `cls.query`.
    func enclosingClass(ofClass name: Syntax) -> ClassDefinition? {
        guard name.kind == .name, let type = enclosingClass(ofSelf: name),
            let function = variable(of: name)?.bindings.first?.node.enclosingFunction.flatMap(FunctionDefinition.init),
            function.decorators.contains(where: { $0.identifier == "classmethod" })
        else { return nil }
        return type
    }
}
