import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What a file calls the files that it opens, if it has a word for any of them: `f`, `fp`, `resp`.
struct HandleNames {
    /// By kind of file: the most frequent name.
    private let usual: [FileOpener.Kind: String]

    init(in file: FileContext) {
        var counts: [FileOpener.Kind: [String: Int]] = [:]
        func count(_ opened: Syntax?, as target: Syntax?) {
            guard let target, let name = target.withoutParentheses.identifier,
                let opener = opened.flatMap({ FileOpener($0.withoutParentheses.withoutAwait, file.semantics) }),
                Self.words[opener.kind]?.contains(name) == true
            else { return }
            counts[opener.kind, default: [:]][name, default: 0] += 1
        }
        for item in file.nodes.all(.withItem) { count(item.child(.context), as: item.child(.target)) }
        for statement in file.nodes.all(.assignment) {
            count(statement.child(.value), as: Assignment(statement)?.soleTarget)
        }
        usual = counts.compactMapValues { names in
            names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
    }

    /// The words for a file that a fix names, best first.
    func words(for opener: FileOpener, atModuleLevel isGlobal: Bool) -> [String] {
        let short = isGlobal && opener.kind == .file ? ["f", "fp", "fh"] : []
        return (usual[opener.kind].map { [$0] } ?? []) + short + opener.words
    }

    /// Names that say nothing of what is in the file.
    private static let words: [FileOpener.Kind: Set<String>] = [
        .file: [
            "f", "fd", "fh", "file", "file_handle", "file_obj", "fileobj", "fobj", "fp", "handle", "infile", "stream",
        ],
        .response: ["r", "res", "resp", "response", "u"],
        .archive: ["archive", "tar", "tf", "z", "zf", "zip_file", "zip_ref", "zipf"],
    ]
}
