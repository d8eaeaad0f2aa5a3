import PythonSemantics
import PythonSyntax

/// The parameters that a function's docstring describes: `db: the session`, `:param db:`.
struct DocumentedNames {
    private let lines: [[Substring]]

    init(of function: FunctionDefinition) {
        let value = Suite(function.body).statements.first?.child(.value)
        let text = value?.kind == .string ? value?.text ?? "" : ""
        lines = text.split(whereSeparator: \.isNewline).map { line in
            line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        }
    }

    /// True if a line begins with one of the names, or with a word before it.
    func mention(_ names: [String]) -> Bool {
        lines.contains { words in names.contains { words.prefix(2).contains($0[...]) } }
    }
}
