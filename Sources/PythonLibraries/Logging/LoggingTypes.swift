import PythonSyntax

/// A logger of any library.
public struct LoggerType: Facet {
    /// The full name of what created it: `logging.getLogger`.
    public let maker: String

    public func effects(of method: String) -> Effects? { LogCalls.levels.contains(method) ? .reports : nil }
}

struct LoggingTypes: LibraryTypes {
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        LogCalls.makers.contains(name + "()") ? .known(LoggerType(maker: name)) : nil
    }

    func type(ofAnnotation name: String) -> InferredType? {
        ["logging.Logger", "logging.LoggerAdapter"].contains(name) ? .known(LoggerType(maker: name)) : nil
    }
}

extension InferredType {
    public var logger: LoggerType? { facet(LoggerType.self) }
}
