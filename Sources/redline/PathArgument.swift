import ArgumentParser
import FileSystem

/// A path on the command line, kept byte for byte.
struct PathArgument: ExpressibleByArgument {
    let path: Path

    init(argument: String) { path = RawArguments.path(argument) }

    var defaultValueDescription: String { path.description }

    static var defaultCompletionKind: CompletionKind { .file() }
}
