import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Puts a file that is opened without a context manager into a `with` statement.
///
///     output = open(path, "wb")          with open(path, "wb") as output:
///     output.write(data)          →          output.write(data)
///     output.close()
///
/// Audit finding thumper/high-7. The handle is followed through the function: where it may outlive the block, the place
/// is refused with the reason.
public struct ContextManagedFiles: Codemod {
    public let document = CodemodDocument(markdown: PackageResources.ContextManagedFiles_md)

    public let prefilter = Prefilter(
        // `open as` stands for the calls under another name.
        ["open as", "File as"] + FileOpener.names.map { .callOutsideOfWith($0) })

    public init() {}

    public func findings(in file: FileContext) -> [Finding] {
        let calls = file.nodes.calls(of: FileOpener.names(in: file))
        guard !calls.isEmpty else { return [] }
        let openers = (calls + file.nodes.all(.conditional)).compactMap { FileOpener($0, file.semantics) }.filter {
            opener in
            // A conditional of two openers is one opener.
            !opener.value.ancestors.prefix { !$0.kind.isStatement }.contains {
                $0.kind == .conditional && FileOpener($0, file.semantics) != nil
                    && opener.value.role != .test
            }
        }
        let crowded = CrowdedScopes(openers.filter { !$0.isManaged }.map(\.value), in: file)
        return openers.compactMap { finding(for: $0, in: file, crowded) }.sorted {
            $0.place.lowerBound < $1.place.lowerBound
        }
    }

    private func finding(for opener: FileOpener, in file: FileContext, _ crowded: CrowdedScopes) -> Finding? {
        guard let statement = opener.value.enclosingStatement else { return nil }
        let place = statement.kind.isCompoundStatement ? opener.value.range : statement.start..<opener.value.end
        let judgement: Judgement
        if opener.isManaged {
            return nil
        } else if crowded.hold(opener.value) {
            judgement = .refuse(.tooManyPlaces)
        } else if let named = NamedHandle(opener, statement, file) {
            judgement = named.judge()
        } else {
            judgement = UnnamedHandle(opener, statement, file).judge()
        }
        switch judgement {
        case .keep: return nil
        case .refuse(let reason):
            return Finding(at: place, "a file is opened without a context manager", .refusal(reason))
        case .fix(let message, let level, let edits):
            return Finding(at: place, message, .fix(Fix(level, edits: edits)))
        }
    }
}

/// What is to be done about one opened file.
enum Judgement {
    case keep
    case refuse(RefusalReason)
    case fix(String, FixLevel, [TextEdit])
}
