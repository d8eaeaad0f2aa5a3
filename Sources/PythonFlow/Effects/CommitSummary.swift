import PythonLibraries
import PythonSemantics
import PythonSyntax

extension EffectAnalysis {
    /// True if a call is given a session and may end its transaction. Looks one level deep into the project's
    /// functions; calls to which those pass the session on are unknown.
    public func mayCommit(givenTo call: CallExpression) -> Bool {
        let sessions = call.arguments.filter { model.type(of: $0.value, in: module)?.session != nil }
        if sessions.isEmpty { return false }
        switch model.index.definition(of: call.function, in: module) {
        case .function(let function, let owner): return mayCommit(function, owner)
        case .type(let type, let owner):
            guard case .function(let function, let home)? = model.index.member("__init__", of: type, in: owner) else {
                return false
            }
            return mayCommit(function, home, isConstructor: true)
        // `Service(db)` of another package only stores the session.
        default: return call.functionName?.first?.isUppercase != true
        }
    }

    private func mayCommit(_ function: FunctionDefinition, _ owner: ModuleFile, isConstructor: Bool = false) -> Bool {
        function.ownNodes(.call).compactMap(CallExpression.init).contains { call in
            let name = call.functionName ?? ""
            if !SessionMethods.roles(of: name).isDisjoint(with: .endsTransaction) { return true }
            // A constructor may create other objects with the session, or leave it to its base class.
            if isConstructor, name == "__init__" || name.first?.isUppercase == true { return false }
            return call.arguments.contains { passesOn($0.value, owner) }
        }
    }

    private func passesOn(_ argument: Syntax, _ owner: ModuleFile) -> Bool {
        SessionMethods.isUsualName(argument.text) || model.type(of: argument, in: owner)?.session != nil
    }
}
