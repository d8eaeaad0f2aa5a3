import PythonSyntax
import SourceText

/// A rule that finds one kind of defect and writes its repair.
///
/// A codemod is a value without state: the engine calls it from many threads, a file at a time.
public protocol Codemod: Sendable {
    /// The codemod's document, from the Markdown file beside its source.
    var document: CodemodDocument { get }

    /// What a file must contain to be worth parsing.
    var prefilter: Prefilter { get }

    /// Every place of the defect in one file, in text order: to be fixed, refused with a reason, or reported.
    ///
    /// Called again on the result of its own fixes until it finds nothing more to fix.
    func findings(in file: FileContext) -> [Finding]
}

extension Codemod {
    /// The stable name, as in `--only` and in suppression comments.
    public var id: String { document.id }
}
