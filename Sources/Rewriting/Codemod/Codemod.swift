import PythonFlow
import PythonSemantics
import PythonSyntax
import SourceText

/// A rule that finds one kind of defect and writes its repair.
///
/// A codemod is a value without state: the engine calls it from many threads, one file at a time. It lists the places
/// that look like its defect and decides on each one. The driver handles order, suppression and messages.
public protocol Codemod: Sendable {
    associatedtype Site: DefectSite
    /// The reasons for which it leaves places alone.
    associatedtype Reason: RefusalReason

    /// Its document, from the Markdown file beside its source.
    var document: CodemodDocument { get }

    /// Its settings in `[tool.redline.CODEMOD]`.
    var options: [CodemodOption] { get }

    /// What a file must contain to be worth parsing.
    var prefilter: Prefilter { get }

    /// What it asks every project for, at least four bytes each: looked for while all files are searched. A codemod that asks for
    /// something sees its files after that, others at once.
    var projectTexts: [String] { get }

    /// The packages without which there is nothing for it to find; it needs one of them. Empty if it looks at any Python.
    var frameworks: Set<String> { get }

    /// Every pattern in the codemod's sources, so that a test finds invalid ones.
    var patterns: [Patterns] { get }

    /// The places in a file that look like the defect, in any order.
    ///
    /// Called again on the result of the codemod's own fixes until it finds nothing more to fix.
    func sites(in file: FileContext) -> [Site]

    /// The repair for a place, nil if there is no defect after all.
    ///
    /// Throws the reason if there is a defect and no repair can be proven correct.
    func repair(_ site: Site, in file: FileContext) throws(Refusal<Reason>) -> Repair?
}

/// A place that looks like a defect.
public protocol DefectSite {
    /// The bytes that show the defect.
    var place: Range<Int> { get }
    /// What is wrong here, in one sentence without a full stop.
    var message: String { get }
}

extension Codemod {
    /// The stable name, as used in `--only` and in suppression comments.
    public var id: String { document.id }

    public var options: [CodemodOption] { [] }

    public var projectTexts: [String] { [] }
    public var frameworks: Set<String> { [] }
    public var patterns: [Patterns] { [] }

    /// The codes of its reasons, each with its explanation.
    public var reasons: [(code: String, clause: String)] { Reason.allCases.map { ($0.code, $0.clause) } }

    /// Every finding in one file, in text order: fixed, refused with a reason, or reported.
    public func findings(in file: FileContext) -> [Finding] {
        let sites = sites(in: file)
        guard !sites.isEmpty else { return [] }
        let found = sites.compactMap { finding(at: $0, in: file) }.filter { !isDead($0, in: file) }
        // Two sites may show the same defect.
        var places: Set<Range<Int>> = []
        return found.filter { places.insert($0.place).inserted }.sorted { $0.place.lowerBound < $1.place.lowerBound }
    }

    /// Code after a `return` never runs: what it does shows nothing about the statements around it.
    private func isDead(_ finding: Finding, in file: FileContext) -> Bool {
        guard let statement = file.tree.root.statement(at: finding.place.lowerBound) else { return false }
        return !file.flow(around: statement).graph.isReachable(statement)
    }

    private func finding(at site: Site, in file: FileContext) -> Finding? {
        do throws(Refusal<Reason>) {
            guard let repair = try repair(site, in: file) else { return nil }
            let remedy = repair.fix.map(Remedy.fix) ?? .report
            return Finding(at: site.place, repair.message ?? site.message, remedy, evidence: repair.evidence)
        } catch {
            return Finding(at: site.place, site.message, .refusal(Explanation(error)))
        }
    }
}

/// Why the engine leaves a place alone, whichever the codemod.
enum EngineReason: String, RefusalReason {
    case notUTF8 = "encoding-not-utf-8: only UTF-8 files are rewritten"
    case notSettled = "not-settled: the passes ended before this place was reached"
}
