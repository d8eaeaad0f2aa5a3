import Rewriting

/// Every codemod, in the order they run. The one place that names them all; a test holds it to the folders.
public enum Catalogue {
    public static let all: [any Codemod] = [
        FallbackIndentation(),
        ContextManagedFiles(),
        IDPassingBackgroundTasks(),
        TryInsertCatchSeeding(),
    ]
}
