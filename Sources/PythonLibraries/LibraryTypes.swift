import PythonSemantics
import PythonSyntax

/// How a library tells what values are. Whatever it does not know is nil, and another library is asked.
protocol LibraryTypes: Sendable {
    /// What calling a function of the library gives.
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType?
    /// What an annotation says that names a class of the library.
    func type(ofAnnotation name: String) -> InferredType?
    /// What `name[…]` says in an annotation, by the last word of the name.
    func type(ofGeneric name: String) -> InferredType?
    /// What an object of a class of the project is to the library.
    func type(ofMaking type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType?
    /// The same for an annotation, where a class that derives from one of the library's says enough.
    func type(ofAnnotating type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType?
    /// What calling a value of the project gives: a factory of the library's.
    func type(ofProduct value: Syntax, in owner: ModuleFile, _ index: ProjectIndex) -> InferredType?
    /// What an attribute is: `User.query`, `db.session`.
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
    /// What the first library says that knows.
    static func first<Answer>(_ ask: (any LibraryTypes) -> Answer?) -> Answer? {
        for library in types {
            if let found = ask(library) { return found }
        }
        return nil
    }

    private static let types = all.compactMap(\.types)
}
