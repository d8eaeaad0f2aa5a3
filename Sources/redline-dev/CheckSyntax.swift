import ArgumentParser
import Foundation
import PythonSyntax
import SourceText

/// One line per file: the parser's verdict, and whether the tree reproduces the file. Read by `Tests/Oracles`.
struct CheckSyntax: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Parse files and print a verdict for each: path, verdict, round trip, place, message."
    )

    @OptionGroup var files: FileArguments

    func run() throws {
        for path in try files.all() {
            print(verdict(path))
        }
    }

    private func verdict(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            return "\(path)\trefused\t-\t-\tnot readable"
        }
        let bytes = [UInt8](data)
        let text: SourceText
        do {
            text = try SourceText(fileBytes: bytes)
        } catch {
            return "\(path)\trejected\t-\t\(LineTable(of: bytes).position(of: error.offset))\t\(error.message)"
        }
        do {
            let tree = try SyntaxTree(parsing: text)
            return "\(path)\taccepted\t\(tree.reassembledBytes() == text.bytes ? "ok" : "DIFFERENT")\t-\t-"
        } catch {
            let place = LineTable(text).position(of: error.offset)
            let verdict = error.kind == .tooDeep ? "refused" : "rejected"
            return "\(path)\t\(verdict)\t-\t\(place)\t\(error.message)"
        }
    }
}
