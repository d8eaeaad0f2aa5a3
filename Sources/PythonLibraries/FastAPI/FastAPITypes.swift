import PythonSyntax

/// A FastAPI or Starlette `BackgroundTasks`.
public struct BackgroundTasksType: Facet {
    /// FastAPI creates it for the request and runs it after the response, but it holds no part of a session.
    public var belongsToRequest: Bool? { false }
}

struct FastAPITypes: LibraryTypes {
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        type(ofAnnotation: name)
    }

    func type(ofAnnotation name: String) -> InferredType? {
        StarletteNames.backgroundTasks.contains(name) ? .known(BackgroundTasksType()) : nil
    }
}

extension InferredType {
    public var isBackgroundTasks: Bool { facet(BackgroundTasksType.self) != nil }
}
