import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Lets the database decide whether a row exists: insert, catch the violation of the unique key, roll back.
///
///     if not db.query(User).filter(User.id == 1).first():    try:
///         db.add(User(id=1))                                      db.add(User(id=1))
///         db.commit()                                    →        db.commit()
///                                                            except IntegrityError:
///                                                                db.rollback()
///                                                                if not db.query(User).filter(User.id == 1).first():
///                                                                    raise
///
/// Between the lookup and the insert another worker may insert the same row. Audit findings babyshield/critical-2 and
/// babyshield-fixes/critical-2.
public struct TryInsertCatchSeeding: Codemod {
    public let document = CodemodDocument(markdown: PackageResources.TryInsertCatchSeeding_md)

    /// `.get(` alone is in half of all Python: a session's is told by the name it usually has.
    public let prefilter = Prefilter(anyOf: [
        [".add(", ".query"], [".add(", "select("], [".add(", "session.get("], [".add(", "db.get("],
        [".objects.", ".create("],
    ])

    public init() {}

    public func findings(in file: FileContext) -> [Finding] {
        SeedingSearch(file.tree).statements.compactMap { finding(for: $0, in: file) }
            .sorted { $0.place.lowerBound < $1.place.lowerBound }
    }

    private func finding(for statement: Syntax, in file: FileContext) -> Finding? {
        guard let test = statement.child(.test) else { return nil }
        let place = statement.start..<test.end
        if DjangoSeeding.isSeeding(statement) {
            return Finding(at: place, "\(Self.message); get_or_create does both in one step", .report)
        }
        do throws(Refusal) {
            guard let site = try SeedingSiteReader(file: file).site(statement) else { return nil }
            let edits = try SeedingFix(site, in: file).edits()
            return Finding(at: place, Self.message, .fix(Fix(.review, edits: edits)))
        } catch {
            return Finding(at: place, Self.message, .refusal(error.reason))
        }
    }

    private static let message = "a row is looked up and then inserted; another worker may insert it in between"
}
