import PythonFlow
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
struct TryInsertCatchSeeding: Codemod {
    let document = CodemodDocument(markdown: PackageResources.TryInsertCatchSeeding_md)

    /// `.get(` alone is in half of all Python: a session's is told by the name it usually has.
    let prefilter = Prefilter(anyOf: [
        [".add(", ".query"], [".add(", "select("], [".add(", "session.get("], [".add(", "db.get("],
        [".objects.", ".create("],
    ])

    var patterns: [Patterns] {
        [
            AbsenceTest.absence, AbsenceTest.presence, AbsenceTest.count, [DjangoSeeding.lookup], DjangoSeeding.insert,
            [SeedingSiteReader.setattr],
            SeedingSiteReader.conflict, InsertedKey.patterns,
        ] + SessionCalls.patterns
    }

    init() {}

    func sites(in file: FileContext) -> [CheckedInsert] {
        let statements = SeedingSearch(file.nodes).statements
        if statements.isEmpty { return [] }
        let inserts = FileInserts(file)
        return statements.compactMap { statement in
            statement.child(.test).map { CheckedInsert(node: statement, test: $0, inserts: inserts, file: file) }
        }
    }

    func repair(_ site: CheckedInsert, in file: FileContext) throws(Refusal<SeedingReason>) -> Repair? {
        if DjangoSeeding.isSeeding(site.node) { return .report("\(site.message); get_or_create does both in one step") }
        guard let place = try SeedingSiteReader(file: file, inserts: site.inserts).site(site.node) else { return nil }
        if place.commit != nil, HandledByOthers(file: file, statement: site.node).isHandledByCallers(site.inserts) {
            return nil
        }
        let fix = Fix(.review, edits: try SeedingFix(place, site.inserts, in: file).edits())
        let message = SeedingMessage(place.lookup, in: file)
        return Repair(fix, message: message.withReason, evidence: message.evidence)
    }
}

/// An `if` that asks whether a row exists, with an insert in it or after it.
struct CheckedInsert: DefectSite {
    let node: Syntax
    let test: Syntax
    let inserts: FileInserts
    let file: FileContext

    var place: Range<Int> { node.start..<test.end }

    var message: String {
        let reader = RowLookupReader(file.flow(around: node), file.frameworks)
        guard let lookup = AbsenceTest(test).flatMap({ reader.lookup($0.subject) }) else {
            return "two workers can both find that there is no such row, and both insert it"
        }
        return SeedingMessage(lookup, in: file).text
    }
}
