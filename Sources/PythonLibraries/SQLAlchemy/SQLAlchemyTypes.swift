import PythonSemantics
import PythonSyntax

extension Library {
    static let sqlAlchemy = Library([:], types: SQLAlchemyTypes())
}

/// Sessions, mapped classes and queries of SQLAlchemy, SQLModel and Flask-SQLAlchemy.
struct SQLAlchemyTypes: LibraryTypes {
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        if let session = Self.session(name) { return .session(session) }
        return SQLAlchemyNames.isSelect(name) ? types.selected(call) : nil
    }

    func type(ofAnnotation name: String) -> InferredType? {
        if SQLAlchemyNames.scopedSessions.contains(name) {
            return .session(SessionType(isAsync: name.contains("async"), isScoped: true))
        }
        return Self.session(name).map { .session($0) }
    }

    func type(ofGeneric name: String) -> InferredType? {
        guard ["async_scoped_session", "scoped_session"].contains(name) else { return nil }
        return .session(SessionType(isAsync: name == "async_scoped_session", isScoped: true))
    }

    func type(ofMaking type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType? {
        model.mappedClass(type, in: owner).map { .instance($0) }
    }

    func type(ofAnnotating type: ClassDefinition, in owner: ModuleFile, _ model: FrameworkModel) -> InferredType? {
        Self.inherited(type, in: owner, model.index, depth: 0).map { .session($0) }
    }

    func type(ofProduct value: Syntax, in owner: ModuleFile, _ index: ProjectIndex) -> InferredType? {
        SessionFactory.product(of: value, in: owner, index).map { .session($0) }
    }

    func type(ofAttribute node: Syntax, _ types: TypeInference) -> InferredType? {
        guard let object = node.child(.object) else { return nil }
        // Flask-SQLAlchemy: `User.query`.
        if node.lastName == "query", let mapped = types.mappedClass(named: object) { return .query(mapped) }
        return nil
    }

    private static func session(_ name: String) -> SessionType? {
        if SQLAlchemyNames.syncSessions.contains(name) { return SessionType(isAsync: false) }
        return SQLAlchemyNames.asyncSessions.contains(name) ? SessionType(isAsync: true) : nil
    }

    /// A session class of the project that derives from SQLAlchemy's.
    private static func inherited(
        _ type: ClassDefinition, in owner: ModuleFile, _ index: ProjectIndex, depth: Int
    ) -> SessionType? {
        guard depth < 4 else { return nil }
        for base in type.bases {
            switch index.definition(of: base, in: owner) {
            case .external(let name)?:
                if let found = session(name) { return found }
            case .type(let parent, let home)?:
                if let found = inherited(parent, in: home, index, depth: depth + 1) { return found }
            default: break
            }
        }
        return nil
    }
}

extension TypeInference {
    /// `select(User)`, `query(User)`: one whole class and nothing else.
    func selected(_ call: CallExpression) -> InferredType? {
        guard call.arguments.count == 1, let entity = call.positional.first else { return nil }
        return mappedClass(named: entity).map { .query($0) }
    }

    func mappedClass(named expression: Syntax) -> MappedClass? { model.mappedClass(named: expression, in: module) }
}
