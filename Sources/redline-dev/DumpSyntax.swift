import ArgumentParser
import Foundation
import PythonSyntax
import SourceText

/// The trees of files in the shape of CPython's `ast`. Read by `Tests/Oracles/ast_equal.py`.
///
/// Each dump has a header: path, verdict, the dump's length in bytes and, for rejected files, the message.
struct DumpSyntax: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ast",
        abstract: "Parse files and print their trees in the shape of CPython's ast, one line per node."
    )

    @OptionGroup var files: FileArguments

    @Flag(help: "Omit places inside f-strings, which CPython has only since 3.12.")
    var withoutFStringPlaces = false

    func run() throws {
        for path in try files.all() {
            let dump = dump(path)
            FileHandle.standardOutput.write(Data(dump))
        }
    }

    private func dump(_ path: String) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            return header(path, "refused", 0, "not readable")
        }
        do {
            let tree = try SyntaxTree(parsing: SourceText(fileBytes: [UInt8](data)))
            let bytes = ASTDump.bytes(of: tree, placesInFStrings: !withoutFStringPlaces)
            let isWhole = tree.reassembledBytes() == tree.source.bytes
            return header(path, isWhole ? "accepted" : "DIFFERENT", bytes.count, "-") + bytes
        } catch let error as SyntaxError {
            return header(path, error.kind == .tooDeep ? "refused" : "rejected", 0, error.message)
        } catch let error as SourceError {
            return header(path, "rejected", 0, error.message)
        } catch {
            return header(path, "refused", 0, "\(error)")
        }
    }

    private func header(_ path: String, _ verdict: String, _ count: Int, _ message: String) -> [UInt8] {
        Array("\(path)\t\(verdict)\t\(count)\t\(message)\n".utf8)
    }
}
