import FileSystem
import Glibc

/// A private folder for what goes to a signer and comes back, as files: gpg and ssh-keygen use the terminal for themselves.
struct SignerFolder {
    private let temporary: TemporaryFolder

    init() throws(SystemError) { temporary = try TemporaryFolder("redline-sign") }

    func remove() { temporary.remove() }

    func write(_ bytes: [UInt8], to name: String) throws(SystemError) -> Path {
        // Programs run in another folder.
        try temporary.write(bytes, to: name).resolved()
    }

    /// - Parameter input: nil for this process's standard input.
    func run(
        _ program: Path, _ arguments: [[UInt8]], in folder: Path, input: Path? = nil
    ) throws(SystemError) -> SignerOutput {
        let (output, errors) = (try write([], to: "output"), try write([], to: "errors"))
        let code = try ProgramCall(program, arguments, in: folder).run(input: input, output: output, errors: errors)
        return SignerOutput(exitCode: code, output: try Self.bytes(of: output), errors: try Self.bytes(of: errors))
    }

    /// What a program has written. Throws if there is no such file.
    static func bytes(of file: Path) throws(SystemError) -> [UInt8] {
        do throws(ReadError) {
            return try FileContents.bytes(at: file, followingLinks: false, limit: limit)
        } catch {
            if case .system(let error) = error { throw error }
            throw SystemError(EFBIG)
        }
    }

    /// Far above the size of any signature.
    private static let limit = 1 << 20
}
