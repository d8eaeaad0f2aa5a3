import PythonSemantics
import PythonSyntax
import SourceText

/// A piece of Python with access to its names by their text.
public struct Sample {
    public let model: SemanticModel

    public init(_ text: String) throws {
        model = SemanticModel(try SyntaxTree(parsing: SourceText(utf8: text)))
    }

    /// The names, identifiers and imported modules with that text, in text order.
    public func names(_ text: String) -> [Syntax] {
        let kinds: [NodeKind] = [.name, .identifier, .moduleName]
        return model.tree.root.subtree.filter { kinds.contains($0.kind) && $0.text == text }
    }

    public func name(_ text: String, _ index: Int = 0) throws -> Syntax {
        let names = names(text)
        guard index < names.count else { throw MissingInSample(text) }
        return names[index]
    }

    /// The variable that the name means at its `index`th occurrence.
    public func variable(_ text: String, _ index: Int = 0) throws -> Variable {
        guard let variable = model.variable(of: try name(text, index)) else { throw MissingInSample(text) }
        return variable
    }

    public func scope(_ kind: ScopeKind) throws -> Scope {
        guard let scope = model.allScopes.last(where: { $0.kind == kind }) else { throw MissingInSample("\(kind)") }
        return scope
    }
}

/// The test looks for something that its sample does not contain.
public struct MissingInSample: Error {
    let text: String
    init(_ text: String) { self.text = text }
}
