import Foundation

/// A temporary folder, and a way to run programs in it.
public struct Scratch: Sendable {
    public let path: String

    public init() throws {
        path =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("redline-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    public func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// The Python prepared by `make test`, else the one on the path.
    public static var python: String {
        ProcessInfo.processInfo.environment["REDLINE_PYTHON"] ?? "/usr/bin/env python3"
    }

    /// The program under test, built next to the tests.
    public static var redline: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("redline")
            .path
    }

    public struct Outcome: Sendable {
        public let status: Int32
        public let output: String
        public let errors: String
    }

    @discardableResult
    public func run(
        _ program: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        let words = program.split(separator: " ").map(String.init) + arguments
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = Self.environment.merging(environment) { $1 }
        let files = ["out", "err", "in"].map { NSTemporaryDirectory() + "/redline-\($0)-\(UUID().uuidString)" }
        defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
        for (file, text) in zip(files, ["", "", input ?? ""]) {
            _ = FileManager.default.createFile(atPath: file, contents: Data(text.utf8))
        }
        // Files rather than pipes: a full pipe would block the program.
        process.standardOutput = FileHandle(forWritingAtPath: files[0])
        process.standardError = FileHandle(forWritingAtPath: files[1])
        process.standardInput = FileHandle(forReadingAtPath: files[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: bytes(files[0]), as: UTF8.self),
            errors: String(decoding: bytes(files[1]), as: UTF8.self))
    }

    @discardableResult
    public func git(_ arguments: String...) throws -> String {
        let outcome = try run("/usr/bin/env", ["git"] + arguments)
        if outcome.status != 0 { throw CommandFailure(message: "git \(arguments): \(outcome.errors)") }
        return outcome.output
    }

    /// A repository with an identity of its own, on branch main.
    public func initialize() throws {
        try git("init", "--quiet", "--initial-branch=main")
        try git("config", "user.name", "Ada")
        try git("config", "user.email", "ada@example.com")
    }

    public func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    public func read(_ name: String) -> String { String(decoding: bytes(path + "/" + name), as: UTF8.self) }

    public func commit(_ message: String) throws {
        try git("add", "--all")
        try git("commit", "--quiet", "--allow-empty", "--message", message)
    }

    private func bytes(_ file: String) -> Data { FileManager.default.contents(atPath: file) ?? Data() }

    /// Excludes all configuration of the machine and the user.
    private static let environment: [String: String] = {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
        environment["GIT_CONFIG_SYSTEM"] = "/dev/null"
        return environment
    }()
}

public struct CommandFailure: Error {
    public let message: String

    public init(message: String) { self.message = message }
}
