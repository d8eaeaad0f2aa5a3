import PythonSemantics
import PythonSyntax

extension ProjectIndex {
    /// The last word of the name that a library has for what an expression names, whatever the file calls it: `CheckConstraint` for
    /// `Check` of `from sqlalchemy import CheckConstraint as Check`. Of a name that is not known, its own last word.
    func originalName(of expression: Syntax, in module: ModuleFile) -> String? {
        definition(of: expression, in: module)?.externalName?.split(separator: ".").last.map(String.init)
            ?? expression.lastName
    }
}
