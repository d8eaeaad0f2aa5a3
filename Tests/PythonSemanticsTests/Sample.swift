import PythonSemantics
import PythonSyntax
import SourceText
import Testing

/// A piece of Python, and its names by their text.
struct Sample {
    let model: SemanticModel

    init(_ text: String) throws {
        model = SemanticModel(try SyntaxTree(parsing: SourceText(utf8: text)))
    }

    /// The names, identifiers and imported modules of that text, in text order.
    func names(_ text: String) -> [Syntax] {
        let kinds: [NodeKind] = [.name, .identifier, .moduleName]
        return model.tree.root.subtree.filter { kinds.contains($0.kind) && $0.text == text }
    }

    func name(_ text: String, _ index: Int = 0) throws -> Syntax {
        let names = names(text)
        try #require(index < names.count)
        return names[index]
    }

    /// What the name means where it stands for the `index`th time.
    func variable(_ text: String, _ index: Int = 0) throws -> Variable {
        try #require(model.variable(of: try name(text, index)))
    }

    func scope(_ kind: ScopeKind) throws -> Scope { try #require(model.allScopes.last { $0.kind == kind }) }
}
