import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// A project of a few files, held in memory.
public struct SampleProject: Sendable {
    public let index: ProjectIndex

    private struct Files: ModuleReader {
        let texts: [Path: String]
        var paths: [Path] { texts.keys.sorted() }
        func source(at path: Path) -> SourceText? { texts[path].map { SourceText(utf8: $0) } }
    }

    public init(_ texts: [Path: String]) { index = ProjectIndex(Files(texts: texts)) }

    public func module(_ path: Path) throws -> ModuleFile {
        guard let file = index.file(at: path) else { throw MissingInSample("\(path)") }
        return file
    }

    /// The last expression statement of a file.
    public func lastExpression(of path: Path) throws -> Syntax {
        let statements = try module(path).tree.root.subtree.filter { $0.kind == .expressionStatement }
        guard let value = statements.last?.child(.value) else { throw MissingInSample("\(path)") }
        return value
    }

    /// The definition of the last expression statement of a file, as text.
    public func definition(in path: Path) throws -> String {
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

    /// The type of the last expression statement of a file, as text.
    public func type(in path: Path) throws -> String {
        let model = FrameworkModel(module: try module(path), index: index)
        return Self.words(model.type(of: try lastExpression(of: path)))
    }

    public func mappedClass(_ name: String, in path: Path) throws -> MappedClass? {
        let module = try module(path)
        let model = FrameworkModel(module: module, index: index)
        guard case .type(let type, let owner)? = index.definition(named: name, in: module) else { return nil }
        return model.mappedClass(type, in: owner)
    }

    private static func words(_ type: InferredType?) -> String {
        switch type {
        case .known(let known): words(known.facet)
        case .object(let type, _): "object of \(type.name)"
        case .list(let element): "list of \(words(element))"
        case .optional(let inner): "\(words(inner)) or None"
        case nil: "unknown"
        }
    }

    private static func words(_ facet: any Facet) -> String {
        switch facet {
        case let session as SessionType:
            (session.isAsync ? "async " : "") + (session.isScoped ? "scoped " : "") + "session"
        case let row as RowType: row.mapped.name
        case is BackgroundTasksType: "tasks"
        case let logger as LoggerType: "logger of \(logger.maker)"
        case let file as FileType: "file of \(file.function.name)"
        case let client as ClientType: "\(client.isAsync ? "async " : "")client"
        case let query as QueryType: "query of \(query.mapped.name)"
        case let result as ResultType: "result of \(result.mapped.name)"
        case let scalars as ScalarsType: "scalars of \(scalars.mapped.name)"
        default: "\(facet)"
        }
    }
}
