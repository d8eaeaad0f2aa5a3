import PythonFlow
import PythonLibraries
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
        [".add(", ".commit("], [".add(", ".flush("], [".add_all(", ".query"], [".objects.", ".create("],
        // Repositories and services.
        [".get_by", ".create("], [".get_by", ".create_"], ["get_by_", ".create("], ["get_by_", ".create_"],
        [".get_by", ".save("], ["repo", ".create("], [".find_", ".save"], ["uow.", ".create"], ["uow.", ".save"],
        [".create(", "select("], [".create(", ".query"], [".create_", "select("], [".create_", ".query("],
        ["_crud.", ".create_"], [".objects.", ".save("],
    ])

    let projectTexts =
        FrameworkModel.projectTexts + CodeRole.projectTexts + HouseInsert.projectTexts + SessionFakes.projectTexts
        + SessionWrappers.projectTexts

    let frameworks: Set = ["sqlalchemy", "sqlmodel", "flask_sqlalchemy", "django"]

    var patterns: [Patterns] {
        [
            AbsenceTest.absence, AbsenceTest.presence, AbsenceTest.count, [DjangoSeeding.lookup], DjangoSeeding.insert,
            DjangoSeeding.manager,
            SeedingSiteReader.conflict, InsertedKey.patterns, RepeatedBranch.patterns,
        ] + SessionCalls.patterns
    }

    init() {}

    func sites(in file: FileContext) -> [SeedingPlace] {
        let guards = CheckedGuard.all(in: file).map(SeedingPlace.guarded)
        let statements = SeedingSearch(file).statements
        let clauses = MissingRow.clauses(in: file.nodes)
        if statements.isEmpty, clauses.isEmpty { return guards }
        let inserts = FileInserts(file)
        return guards
            + clauses.compactMap { MissingRow($0, inserts, in: file).map(SeedingPlace.missing) }
            + statements.compactMap { statement in
                statement.child(.test).map {
                    .insert(CheckedInsert(node: statement, test: $0, inserts: inserts, file: file))
                }
            }
    }

    func repair(_ site: SeedingPlace, in file: FileContext) throws(Refusal<SeedingReason>) -> Repair? {
        switch site {
        case .insert(let insert): return try repair(insert, in: file)
        case .guarded(let guarded): return guarded.defect.map { .report($0) }
        case .missing(let missing):
            if let report = missing.report { return .report(report) }
            if let refusal = missing.refusal() { throw refusal }
            return nil
        }
    }

    private func repair(_ site: CheckedInsert, in file: FileContext) throws(Refusal<SeedingReason>) -> Repair? {
        if file.path.isTest { return nil }
        if DjangoSeeding.isSeeding(site.node) {
            return .report("\(site.message); \(DjangoSeeding(file: file).remedy(for: site.test))")
        }
        if let query = site.djangosQuery {
            return DjangoSeeding(file: file).message(site.node, query, site.inserts).map { .report($0) }
        }
        guard let place = try SeedingSiteReader(file: file, inserts: site.inserts).site(site.node) else { return nil }
        if place.commit != nil, HandledByOthers(file: file, statement: site.node).isHandledByCallers(site.inserts) {
            return nil
        }
        if let column = RequiredColumns(file: file, site: place).neverFilled {
            let message = SeedingMessage(place.lookup, in: file)
            return .report(message.cannotSucceed(column), evidence: message.evidence(of: column))
        }
        let unwanted = UnwantedGuard(file: file, site: place)
        if unwanted.isTest || FreshKey(file: file, lookup: place.lookup).isIt { return nil }
        if NeverCommitted(file: file, site: place).isIt {
            return .report(SeedingMessage(place.lookup, in: file).isNeverCommitted)
        }
        let guarded = try SeedingFix(place, site.inserts, in: file)
        let fix = Fix(.review, edits: try guarded.edits())
        let message = SeedingMessage(place.lookup, in: file)
        if let reason = unwanted.reason {
            return .report("\(message.withReason); \(reason)", evidence: message.evidence)
        }
        if guarded.hasSavepoint, let fake = SessionFakes(file: file, site: place).name {
            throw Refusal(.sessionFake, about: fake)
        }
        if guarded.hasSavepoint, let wrapper = SessionWrappers(file: file, site: place).name {
            throw Refusal(.sessionWrapper, about: wrapper)
        }
        return Repair(fix, message: message.withReason, evidence: message.evidence)
    }
}

/// A place to look at.
enum SeedingPlace: DefectSite {
    case insert(CheckedInsert)
    case guarded(CheckedGuard)
    case missing(MissingRow)

    var place: Range<Int> {
        switch self {
        case .insert(let insert): insert.place
        case .guarded(let guarded): guarded.place
        case .missing(let missing): missing.place
        }
    }

    var message: String {
        switch self {
        case .insert(let insert): insert.message
        case .guarded: "the handler does not undo what it should"
        case .missing(let missing): missing.message
        }
    }
}

/// An `if` that asks whether a row exists, with an insert in it or after it.
struct CheckedInsert {
    let node: Syntax
    let test: Syntax
    let inserts: FileInserts
    let file: FileContext

    var place: Range<Int> { node.start..<test.end }

    /// The query of Django's that the test asks for, in a variable perhaps.
    var djangosQuery: Syntax? {
        guard let answer = AbsenceTest(test), let value = FoundElsewhere.value(of: answer.subject),
            DjangoSeeding.model(of: value) != nil
        else { return nil }
        return value
    }

    var message: String {
        guard let lookup = SeedingQuestion(test, in: file)?.lookup ?? FoundElsewhere(test, in: file)?.lookup else {
            return "two workers can both find that there is no such row, and both insert it"
        }
        return SeedingMessage(lookup, in: file).text
    }
}
