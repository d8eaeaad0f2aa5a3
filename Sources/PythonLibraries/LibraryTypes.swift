import PythonSemantics
import PythonSyntax

/// The types that a library knows. For anything else it returns nil, and another library is asked.
protocol LibraryTypes: Sendable {
    /// The type that calling a function of the library returns.
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType?
    /// The type for an annotation that names a class of the library.
    func type(ofAnnotation name: String) -> InferredType?
    /// The type for `name[…]` in an annotation, by the last word of the name.
    func type(ofGeneric name: String) -> InferredType?
    /// The type of an instance of a class of the project.
    func type(ofMaking type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType?
    /// The same for an annotation, for which deriving from one of the library's classes is enough.
    func type(ofAnnotating type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType?
    /// The type that calling a value of the project returns, if it is one of the library's factories.
    func type(ofProduct value: Syntax, in owner: ModuleFile, _ index: ProjectIndex) -> InferredType?
    /// The type of an attribute: `User.query`, `db.session`.
    func type(ofAttribute node: Syntax, _ types: TypeInference) -> InferredType?
}

extension LibraryTypes {
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? { nil }
    func type(ofAnnotation name: String) -> InferredType? { nil }
    func type(ofGeneric name: String) -> InferredType? { nil }
    func type(ofMaking type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType? { nil }
    func type(ofAnnotating type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType? {
        nil
    }
    func type(ofProduct value: Syntax, in owner: ModuleFile, _ index: ProjectIndex) -> InferredType? { nil }
    func type(ofAttribute node: Syntax, _ types: TypeInference) -> InferredType? { nil }
}

extension Libraries {
    /// The answer of the first library that has one.
    static func first<Answer>(_ ask: (any LibraryTypes) -> Answer?) -> Answer? {
        for library in types {
            if let found = ask(library) { return found }
        }
        return nil
    }

    private static let types = all.compactMap(\.types)
}
