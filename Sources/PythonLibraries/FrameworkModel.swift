import FileSystem
import PythonSemantics
import PythonSyntax

/// What FastAPI, SQLAlchemy and SQLModel make of the names of one file. One thread's; it remembers what it found.
public final class FrameworkModel {
    public let module: ModuleFile
    public let index: ProjectIndex
    private var mapped: [ClassKey: MappedClass?] = [:]
    private var types: [Syntax: InferredType?] = [:]
    private var variables: [Variable: InferredType?] = [:]
    /// The calls of the file that open sessions for the code around them.
    private(set) lazy var openings = LocalOpening.all(in: self)
    /// Bindings that are being looked at: one that depends on itself (`q = q.filter(…)`) says nothing new.
    private var evaluating: Set<Syntax> = []
    /// Expressions inside expressions that are being looked at. A chain of calls is as deep as it is long.
    private var depth = 0
    private static let maximumDepth = 200

    public init(module: ModuleFile, index: ProjectIndex) {
        self.module = module
        self.index = index
    }

    private struct ClassKey: Hashable {
        let path: Path
        let id: UInt32
    }

    public func mappedClass(_ type: ClassDefinition, in owner: ModuleFile) -> MappedClass? {
        let key = ClassKey(path: owner.path, id: type.node.id)
        if let known = mapped[key] { return known }
        let found = MappedClassReader(index: index).read(type, in: owner)
        mapped[key] = .some(found)
        return found
    }

    /// The mapped class that an expression names.
    public func mappedClass(named expression: Syntax, in owner: ModuleFile) -> MappedClass? {
        guard case .type(let type, let home)? = index.definition(of: expression, in: owner) else { return nil }
        return mappedClass(type, in: home)
    }

    /// The kind of session that a value makes where it is called, nil where it is no session factory.
    public func product(of factory: Syntax, in owner: ModuleFile) -> SessionType? {
        SessionFactory.product(of: factory, in: owner, index)
    }

    /// What an annotation says a name is.
    public func type(ofAnnotation annotation: Syntax, in owner: ModuleFile) -> InferredType? {
        TypeInference(model: self, module: owner).typeOfAnnotation(annotation)
    }

    /// What an expression of the file itself is.
    public func type(of expression: Syntax) -> InferredType? { type(of: expression, in: module) }

    /// What an expression of any file is.
    public func type(of expression: Syntax, in owner: ModuleFile) -> InferredType? {
        if let known = types[expression] { return known }
        guard depth < Self.maximumDepth else { return nil }
        // Until it is known it says nothing: an expression may lead back to itself.
        types[expression] = .some(nil)
        depth += 1
        defer { depth -= 1 }
        let found = TypeInference(model: self, module: owner).infer(expression)
        types[expression] = .some(found)
        return found
    }

    /// What a variable is, worked out once. While something else is being looked at the answer may be half of one, and is not kept.
    func type(of variable: Variable, _ infer: () -> InferredType?) -> InferredType? {
        guard evaluating.isEmpty else { return infer() }
        if let known = variables[variable] { return known }
        let found = infer()
        variables[variable] = .some(found)
        return found
    }

    /// Runs a look at a binding or function. False where it is being looked at already.
    func evaluate(_ binding: Syntax, _ body: () -> Void) -> Bool {
        guard evaluating.insert(binding).inserted, evaluating.count < 60 else { return false }
        body()
        evaluating.remove(binding)
        return true
    }
}
