import Glibc

/// A shell command with files as its standard streams, so that nobody has to read while it writes.
public struct ShellCommand: Sendable {
    public let text: String
    /// The command's working directory.
    public let folder: Path
    /// Variables of its environment, besides those of this process.
    public let environment: [String: Path]
    /// Variables of this process that the command does not get.
    public let hidden: [String]

    public init(_ text: String, in folder: Path, environment: [String: Path] = [:], hiding hidden: [String] = []) {
        self.hidden = hidden
        self.text = text
        self.folder = folder
        self.environment = environment
    }

    /// Runs the command until it ends. Returns its exit code as a shell does: 128 and the signal's number if one ended it.
    ///
    /// - Parameter errors: for its standard error; nil for the same file as its output.
    ///
    /// Ctrl-C is the command's concern until it ends. Throws if no process can be started.
    public func run(input: Path = "/dev/null", output: Path, errors: Path? = nil) throws(SystemError) -> Int32 {
        let variables = environment.sorted { $0.key < $1.key }
            .flatMap { Array("export \($0.key)=".utf8) + Self.quoted($0.value) + Array("\n".utf8) }
        let unset = hidden.isEmpty ? "" : "unset \(hidden.joined(separator: " "))\n"
        let streams =
            [Array("<".utf8), Self.quoted(input), Array(" >".utf8), Self.quoted(output)].joined()
            + (errors.map { Array(" 2>".utf8) + Self.quoted($0) } ?? Array(" 2>&1".utf8))
        let line =
            Array("cd ".utf8) + Self.quoted(folder) + Array(" || exit 126\n\(unset)".utf8) + variables
            + Array("exec \(Self.shell) -c ".utf8) + Self.quoted(Path(text)) + Array(" ".utf8) + streams
        return try Self.exitCode(ofLine: line)
    }

    /// Runs lines of the shell in this process's working directory.
    static func exitCode(ofLine line: [UInt8]) throws(SystemError) -> Int32 {
        let status = system(line.map { CChar(bitPattern: $0) } + [0])
        guard status != -1 else { throw .last }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// True if a Ctrl-C ended the command.
    public static func isInterrupted(exitCode: Int32) -> Bool { exitCode == 128 + SIGINT }

    private static let shell = "/bin/sh"

    /// A word of a command line as somebody would type it: quoted only if it must be.
    public static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                || "-_./=:@%+,".utf8.contains(byte) || byte >= 0x80
        }
        if isPlain, !text.isEmpty { return text }
        return String(decoding: quoted(Path(text)), as: UTF8.self)
    }

    /// In single quotes, for the shell.
    static func quoted(_ path: Path) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        return [quote] + path.bytes.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
    }
}
