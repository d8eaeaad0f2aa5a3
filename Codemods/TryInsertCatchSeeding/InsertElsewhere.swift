import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// An insert of a row that no `add` of the function itself makes: `add_all`, `merge`, or a call of a function of the project that adds
/// one and does not handle the conflict.
struct InsertElsewhere {
    let file: FileContext
    let mapped: MappedClass

    func call(in statements: [Syntax]) -> CallExpression? {
        statements.lazy.flatMap { file.nodes.all(.call, in: $0) }.compactMap(CallExpression.init).first(where: inserts)
    }

    private static let several: Set<String> = ["add_all", "merge", "bulk_save_objects"]

    private func inserts(_ call: CallExpression) -> Bool {
        if let name = call.functionName, Self.several.contains(name), call.receiver != nil {
            return call.arguments.contains { argument in
                argument.value.subtree.contains { file.frameworks.type(of: $0)?.instance == mapped }
            }
        }
        guard case .function(let function, let owner)? = file.project.definition(of: call.function, in: file.module)
        else { return false }
        return adds(function, in: owner)
    }

    /// `row = Model(…)` and `session.add(row)`, without a handler.
    private func adds(_ function: FunctionDefinition, in owner: ModuleFile) -> Bool {
        let calls = function.ownNodes(.call).compactMap(CallExpression.init)
        guard calls.contains(where: { $0.functionName == "add" && $0.receiver != nil }),
            !function.ownNodes(.exceptClause).compactMap(ExceptHandler.init).contains(where: handles)
        else { return false }
        return calls.contains { file.frameworks.mappedClass(named: $0.function, in: owner) == mapped }
    }

    private func handles(_ handler: ExceptHandler) -> Bool {
        handler.exception?.subtree.contains(where: FileInserts.isViolation) ?? true
    }
}
