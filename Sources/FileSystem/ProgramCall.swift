import Glibc

/// A program with exact arguments and files as its standard streams: no shell reads its words.
public struct ProgramCall: Sendable {
    /// Absolute.
    public let program: Path
    public let arguments: [[UInt8]]
    /// The program's working directory, absolute.
    public let folder: Path

    public init(_ program: Path, _ arguments: [[UInt8]], in folder: Path) {
        self.program = program
        self.arguments = arguments
        self.folder = folder
    }

    /// Runs the program until it ends. Returns its exit code as a shell does: 128 and the signal's number if one ended it.
    ///
    /// - Parameter input: nil for this process's standard input.
    ///
    /// All streams are absolute paths. Ctrl-C is the program's concern until it ends. Throws if no process can be started.
    public func run(input: Path?, output: Path, errors: Path) throws(SystemError) -> Int32 {
        let words = ([program.bytes] + arguments).map { ShellCommand.quoted(Path($0)) }
        let streams = (input.map { [("<", $0)] } ?? []) + [(">", output), ("2>", errors)]
        let redirections = streams.flatMap { Array(" \($0.0)".utf8) + ShellCommand.quoted($0.1) }
        let line =
            Array("cd ".utf8) + ShellCommand.quoted(folder) + Array(" || exit 126\nexec ".utf8)
            + words.joined(separator: [UInt8(ascii: " ")]) + redirections
        return try ShellCommand.exitCode(ofLine: line)
    }

    /// The program that a name stands for, as git finds it: in `PATH`, or relative to `folder` if the name has a slash.
    /// Nil if there is none that can be executed.
    public static func locate(_ name: Path, in folder: Path) -> Path? {
        if name.isEmpty { return nil }
        if name.bytes.contains(UInt8(ascii: "/")) {
            let path = folder.appending(name)
            return path.isExecutable ? path : nil
        }
        let places = getenv("PATH").map { Path(cString: $0).bytes } ?? []
        return places.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).lazy
            // An empty entry is the current folder.
            .map { folder.appending(Path($0)).appending(name) }
            .first(where: \.isExecutable)
    }
}

extension Path {
    /// True for a regular file that this process may execute.
    public var isExecutable: Bool {
        (try? status(followingLinks: true))?.kind == .file && withCString { access($0, X_OK) == 0 }
    }

    /// A configured path with `~/` or `~name/` replaced by that user's home folder. Nil if there is no such folder.
    public var expandingHome: Path? {
        guard bytes.first == UInt8(ascii: "~") else { return self }
        let user = bytes.dropFirst().prefix { $0 != UInt8(ascii: "/") }
        let rest = Path(bytes.dropFirst(user.count + 1).drop { $0 == UInt8(ascii: "/") })
        let home = user.isEmpty ? getenv("HOME") : Path(user).withCString { getpwnam($0)?.pointee.pw_dir }
        return home.map { Path(cString: $0).appending(rest) }
    }
}
