import FileSystem

/// What a program has printed, and how it ended.
struct SignerOutput: Sendable {
    let exitCode: Int32
    let output: [UInt8]
    let errors: [UInt8]

    /// True if gpg or gpgsm reports a signature: exit code 0 alone is not enough.
    var hasCreatedSignature: Bool {
        exitCode == 0 && lines.contains { $0.starts(with: "[GNUPG:] SIG_CREATED ".utf8) }
    }

    private var lines: [ArraySlice<UInt8>] { errors.split(separator: UInt8(ascii: "\n")) }

    /// The last line that a person was meant to read; nil if there is none.
    var lastWords: String? {
        let texts = lines.filter { !$0.starts(with: "[GNUPG:]".utf8) }
            .map { String(decoding: $0.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self) }
        return texts.last { !$0.allSatisfy(\.isWhitespace) }
    }

    static let interrupted = "interrupted"

    /// Why there is no signature.
    var reason: String {
        if ShellCommand.isInterrupted(exitCode: exitCode) { return Self.interrupted }
        if let lastWords { return lastWords }
        if exitCode > 128 { return "it was ended by signal \(exitCode - 128)" }
        return exitCode == 0 ? "it created no signature" : "it failed with exit code \(exitCode)"
    }
}
