import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// The types that FastAPI, SQLAlchemy and SQLModel give to the names of one file. Used by one thread; results are
/// cached.
public final class FrameworkModel {
    public let module: ModuleFile
    public let index: ProjectIndex
    private var mapped: [ClassKey: MappedClass?] = [:]
    private var types: [Syntax: InferredType?] = [:]
    private var variables: [Variable: InferredType?] = [:]
    private var parts: [Variable: InferredType?] = [:]
    private var members: [MemberKey: InferredType?] = [:]
    /// The calls of the file that open sessions for the code around them.
    private(set) lazy var openings = LocalOpening.all(in: self)
    /// What sessions of the project that nothing is known of may be set to.
    var mayTurnOffAutoflush: Bool { sessions.mayTurnOffAutoflush }
    var unusualIsolation: Syntax? { sessions.unusualIsolation }
    var dialects: Set<String> { sessions.dialects }
    var dialectsOfURLs: Set<String> { sessions.dialectsOfURLs }
    private var sessions: ProjectSessions { ProjectSessions(self) }
    /// The calls that make sessions and their factories, anywhere in the project.
    var makersOfSessions: [(call: CallExpression, module: ModuleFile)] { sessions.makers }
    /// Bindings that are being looked at: one that depends on itself (`q = q.filter(…)`) says nothing new.
    private var evaluating: Set<Syntax> = []
    /// Nesting of the expressions being evaluated: a chain of calls is as deep as it is long.
    private var depth = 0
    private static let maximumDepth = 200

    public init(module: ModuleFile, index: ProjectIndex) {
        self.module = module
        self.index = index
    }

    /// What is asked of whole projects. Whoever reads all files anyway looks for them on the way.
    public static let projectTexts =
        [
            "SQLALCHEMY_DATABASE_URI", "Session as ", "Session(", "autoflush", "create_async_engine", "create_engine",
            "isolation_level",
            "mapped_column", "sessionmaker", "transaction_isolation=",
        ] + EngineDialect.startsOfURLs + ProjectListeners.projectTexts

    /// The modules of the project whose text contains one of some texts, the current file as it is now.
    func modules(containing texts: [String], where isSought: (Path) -> Bool = { _ in true }) -> [ModuleFile] {
        let paths = Set(texts.flatMap(index.paths(containing:))).subtracting([module.path])
        let own = isSought(module.path) && texts.contains { module.tree.source.contains($0) } ? [module] : []
        return own + paths.filter(isSought).sorted().compactMap(index.file(at:))
    }

    /// Those that are not tests.
    func productModules(containing texts: [String]) -> [ModuleFile] { modules(containing: texts) { !$0.isTest } }

    private struct ClassKey: Hashable {
        let path: Path
        let id: UInt32
    }

    /// The mapped classes of other files than the current one.
    private struct MappedClasses: Sendable {
        let table = FactTable<ClassKey, MappedClass?>()
    }

    public func mappedClass(_ type: ClassDefinition, in owner: ModuleFile) -> MappedClass? {
        let key = ClassKey(path: owner.path, id: type.node.id)
        if let known = mapped[key] { return known }
        let read = { MappedClassReader(index: self.index).read(type, in: owner) }
        let found = owner === module ? read() : index.fact { MappedClasses() }.table.fact(of: key, read)
        mapped[key] = .some(found)
        return found
    }

    /// The mapped class that an expression names.
    public func mappedClass(named expression: Syntax, in owner: ModuleFile) -> MappedClass? {
        guard case .type(let type, let home)? = index.type(named: expression, in: owner) else { return nil }
        return mappedClass(type, in: home)
    }

    /// The kind of session that calling a value creates, nil if it is not a session factory.
    public func product(of factory: Syntax, in owner: ModuleFile) -> SessionType? {
        SessionFactory.product(of: factory, in: owner, index)
    }

    /// The type that an annotation declares.
    public func type(ofAnnotation annotation: Syntax, in owner: ModuleFile) -> InferredType? {
        TypeInference(model: self, module: owner).typeOfAnnotation(annotation)
    }

    /// The type of an expression in this file.
    public func type(of expression: Syntax) -> InferredType? { type(of: expression, in: module) }

    /// The type of an expression in any file.
    public func type(of expression: Syntax, in owner: ModuleFile) -> InferredType? {
        if let known = types[expression] { return known }
        guard depth < Self.maximumDepth else { return nil }
        // Unknown while it is being evaluated: an expression may refer back to itself.
        types[expression] = .some(nil)
        depth += 1
        defer { depth -= 1 }
        let found = TypeInference(model: self, module: owner).infer(expression)
        types[expression] = .some(found)
        return found
    }

    /// The type of a variable, cached. While something else is being evaluated the answer may be incomplete and is
    /// not cached.
    func type(of variable: Variable, _ infer: () -> InferredType?) -> InferredType? {
        guard evaluating.isEmpty else { return infer() }
        if let known = variables[variable] { return known }
        let found = infer()
        variables[variable] = .some(found)
        return found
    }

    private struct MemberKey: Hashable {
        let type: Syntax
        let name: String
    }

    /// The type of an attribute of a class's objects, cached likewise.
    func type(ofMember name: String, of type: ClassDefinition, _ infer: () -> InferredType?) -> InferredType? {
        guard evaluating.isEmpty else { return infer() }
        let key = MemberKey(type: type.node, name: name)
        if let known = members[key] { return known }
        let found = infer()
        members[key] = .some(found)
        return found
    }

    /// The type of what several expressions with a variable stand for, cached likewise.
    func type(ofPartsOf variable: Variable, _ infer: () -> InferredType?) -> InferredType? {
        if let known = parts[variable] { return known }
        let found = infer()
        if evaluating.isEmpty { parts[variable] = .some(found) }
        return found
    }

    /// Evaluates a binding or function. False if it is already being evaluated.
    func evaluate(_ binding: Syntax, _ body: () -> Void) -> Bool {
        guard evaluating.insert(binding).inserted, evaluating.count < 60 else { return false }
        body()
        evaluating.remove(binding)
        return true
    }
}
