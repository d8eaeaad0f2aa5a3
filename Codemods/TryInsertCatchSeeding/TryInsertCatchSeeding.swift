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
        let statements = SeedingSearch(file.nodes).statements
        guard statements.count > CrowdedScopes.maximumPlaces else {
            return findings(at: statements, in: file, CrowdedScopes([], in: file))
        }
        let candidates = Set(statements.filter { isCandidate($0, in: file) })
        let crowded = CrowdedScopes(Array(candidates), in: file)
        return findings(at: statements.filter { candidates.contains($0) || !crowded.hold($0) }, in: file, crowded)
    }

    private func findings(at statements: [Syntax], in file: FileContext, _ crowded: CrowdedScopes) -> [Finding] {
        statements.compactMap { finding(for: $0, in: file, crowded) }
            .sorted { $0.place.lowerBound < $1.place.lowerBound }
    }

    /// A row is looked up, and added in the body or, where the body leaves, perhaps behind it.
    private func isCandidate(_ statement: Syntax, in file: FileContext) -> Bool {
        guard let test = statement.child(.test).flatMap(AbsenceTest.init), let body = statement.child(.body),
            RowLookupReader(file: file).lookup(test.subject) != nil
        else { return false }
        return body.subtree.contains {
            $0.kind == .returnStatement || $0.kind == .continueStatement || CallExpression($0)?.functionName == "add"
        }
    }

    private func finding(for statement: Syntax, in file: FileContext, _ crowded: CrowdedScopes) -> Finding? {
        guard let test = statement.child(.test) else { return nil }
        let place = statement.start..<test.end
        if DjangoSeeding.isSeeding(statement) {
            return Finding(at: place, "\(Self.message); get_or_create does both in one step", .report)
        }
        if crowded.hold(statement) {
            // Whether the row is inserted is not asked: that is what takes the time.
            return Finding(at: place, Self.message, .refusal(.tooManyPlaces))
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
