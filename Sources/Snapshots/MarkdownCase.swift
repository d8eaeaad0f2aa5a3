import FileSystem
import Inputs
import Rewriting

/// A small case in the list beside its codemod, `Codemods/NAME/cases.md`.
///
/// The list begins with `# codemod`. Each case is a `## name`, an optional sentence, and fenced blocks: `python` for
/// the file `before.py`, or `python PATH` for each of several; `toml` for the project's settings; `diff` for the
/// findings and hunks that the codemod makes of it, without the lines that name the files and their blobs. An empty
/// `diff` means that nothing is found.
public struct MarkdownCase: SnapshotCase {
    public let name: String
    public let codemod: String
    private let file: Path
    private let title: String
    private let files: [Path: String]
    private let toml: String?
    private let diff: String?

    public var provider: any SourceProvider { Files(texts: files) }

    private struct Files: SourceProvider {
        let texts: [Path: String]
        var paths: [Path] { texts.keys.sorted() }

        func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
            guard let text = texts[path] else { throw .unreadable("not in the case") }
            return Array(text.utf8)
        }
    }

    public func configuration() throws(InputError) -> ProjectConfiguration {
        do throws(ConfigurationError) {
            return try ProjectConfiguration(toml: toml ?? "")
        } catch {
            throw InputError("\(name): \(error.message)")
        }
    }

    public func expected() throws(InputError) -> [UInt8]? { diff.map { Array($0.utf8) } }

    /// The patch without the lines that name one file and its blobs.
    public func recorded(of patch: [UInt8]) -> [UInt8] {
        let noise = files.count == 1 ? ["diff --git ", "index ", "--- ", "+++ "] : ["index "]
        let lines = patch.split(separator: 0x0A, omittingEmptySubsequences: false)
        let kept = lines.filter { line in !noise.contains { line.starts(with: $0.utf8) } }
        return Array(kept.joined(separator: [0x0A]))
    }

    public func record(_ text: [UInt8]) throws(InputError) {
        let list = try MarkdownList(Self.text(of: file))
        let result = list.replacing("diff", of: title, with: String(decoding: text, as: UTF8.self))
        do throws(SystemError) {
            try FileContents.replace(file, with: Array(result.utf8))
        } catch {
            throw InputError("cannot write '\(file)': \(error.message)")
        }
    }

    static func all(in file: Path) throws(InputError) -> [MarkdownCase] {
        let list = MarkdownList(try text(of: file))
        guard let codemod = list.title else { throw InputError("'\(file)' does not begin with '# CODEMOD'") }
        var found: [MarkdownCase] = []
        for section in list.sections {
            guard section.blocks.contains(where: { $0.language == "python" }) else {
                throw InputError("\(file): '\(section.title)' has no Python", hint: "add a block ```python")
            }
            found.append(MarkdownCase(section, of: codemod, in: file))
        }
        return found
    }

    private init(_ section: MarkdownList.Section, of codemod: String, in file: Path) {
        self.file = file
        self.codemod = codemod
        title = section.title
        name = "\(codemod)/\(section.title)"
        let sources = section.blocks.filter { $0.language == "python" }
        files = Dictionary(sources.map { (Path($0.argument ?? "before.py"), $0.text) }) { _, last in last }
        toml = section.blocks.first { $0.language == "toml" }?.text
        diff = section.blocks.first { $0.language == "diff" }?.text
    }

    private static func text(of file: Path) throws(InputError) -> String {
        do throws(ReadError) {
            return String(
                decoding: try FileContents.bytes(at: file, followingLinks: true, limit: 1 << 30), as: UTF8.self)
        } catch {
            throw InputError("cannot read '\(file)': \(error.message)")
        }
    }
}
