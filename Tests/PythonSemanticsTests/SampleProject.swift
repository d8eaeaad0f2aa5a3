import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText
import Testing

/// A project of a few files, held in memory.
struct SampleProject {
    let index: ProjectIndex

    private struct Files: ModuleReader {
        let texts: [Path: String]
        var paths: [Path] { texts.keys.sorted() }
        func source(at path: Path) -> SourceText? { texts[path].map { SourceText(utf8: $0) } }
    }

    init(_ texts: [Path: String]) { index = ProjectIndex(Files(texts: texts)) }

    func module(_ path: Path) throws -> ModuleFile { try #require(index.file(at: path)) }

    /// The last expression statement of a file.
    func lastExpression(of path: Path) throws -> Syntax {
        let statements = try module(path).tree.root.subtree.filter { $0.kind == .expressionStatement }
        return try #require(statements.last?.child(.value))
    }

    /// What the last expression statement of a file is defined as, in words.
    func definition(in path: Path) throws -> String {
        let module = try module(path)
        switch index.definition(of: try lastExpression(of: path), in: module) {
        case .external(let name): return name
        case .function(let function, let owner): return "\(owner.path): def \(function.name)"
        case .type(let type, let owner): return "\(owner.path): class \(type.name)"
        case .value(let value, let owner): return "\(owner.path): \(value.text)"
        case .module(let module): return "\(module.path)"
        case nil: return "unknown"
        }
    }

    /// What the last expression statement of a file is to the frameworks, in words.
    func type(in path: Path) throws -> String {
        let model = FrameworkModel(module: try module(path), index: index)
        return Self.words(model.type(of: try lastExpression(of: path)))
    }

    func mappedClass(_ name: String, in path: Path) throws -> MappedClass? {
        let module = try module(path)
        let model = FrameworkModel(module: module, index: index)
        guard case .type(let type, let owner)? = index.definition(named: name, in: module) else { return nil }
        return model.mappedClass(type, in: owner)
    }

    private static func words(_ type: InferredType?) -> String {
        switch type {
        case .session(let session): (session.isAsync ? "async " : "") + (session.isScoped ? "scoped " : "") + "session"
        case .instance(let mapped): mapped.name
        case .backgroundTasks: "tasks"
        case .object(let type, _): "object of \(type.name)"
        case .list(let element): "list of \(words(element))"
        case .optional(let inner): "\(words(inner)) or None"
        case .query(let mapped): "query of \(mapped.name)"
        case .result(let mapped): "result of \(mapped.name)"
        case .scalars(let mapped): "scalars of \(mapped.name)"
        case nil: "unknown"
        }
    }
}
