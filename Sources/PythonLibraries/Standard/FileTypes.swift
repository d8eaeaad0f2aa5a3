import PythonSyntax

/// An open file.
public struct FileType: Facet {
    public let function: FileFunction

    public func effects(of method: String) -> Effects? {
        if ResourceTable.files.dependent.contains(method) { return .reads }
        return ["close", "flush", "read", "readline", "readlines", "seek", "truncate", "write", "writelines"]
            .contains(method) ? .writes : nil
    }
}

struct FileTypes: LibraryTypes {
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        FileFunction(named: name).map { .known(FileType(function: $0)) }
    }
}

extension InferredType {
    public var file: FileFunction? { facet(FileType.self)?.function }
}
