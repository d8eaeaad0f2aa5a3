import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A handler that inserts the row which the lookup in its `try` did not find: `except NoResultFound:`, `except User.DoesNotExist:`.
struct MissingRow {
    let attempt: TryStatement
    let handler: ExceptHandler
    let inserts: FileInserts
    let file: FileContext

    private static let exceptions: WordSet = ["DoesNotExist", "NoResultFound", "ObjectDoesNotExist"]

    /// The clauses of a file that catch such an exception.
    static func clauses(in nodes: NodeIndex) -> [ExceptHandler] {
        nodes.all(.exceptClause).compactMap(ExceptHandler.init).filter { handler in
            handler.exceptions.contains { exceptions.contains(lastNameOf: $0) }
        }
    }

    init?(_ handler: ExceptHandler, _ inserts: FileInserts, in file: FileContext) {
        guard let attempt = handler.node.parent.flatMap(TryStatement.init) else { return nil }
        (self.attempt, self.handler, self.inserts, self.file) = (attempt, handler, inserts, file)
    }

    var place: Range<Int> { handler.node.start..<(handler.exception?.end ?? handler.body.start) }

    private var body: [Syntax] { Suite(handler.body).statements }

    /// The lookups in the `try` that raise if no row is found.
    private var queries: [Syntax] {
        file.nodes.all(.call, in: attempt.body).filter { call in
            CallExpression(call).map { ["one", "scalar_one", "get"].contains($0.functionName) } ?? false
        }
    }

    private var isHandled: Bool {
        file.path.isTest || inserts.handlesFailure(in: body)
            || SeedingSiteReader(file: file, inserts: inserts).isInsideHandledTry(attempt.node)
            || HandledByOthers(file: file, statement: attempt.node).isHandled
            || ![.application, .unused].contains(file.role(of: attempt.node))
    }

    // MARK: SQLAlchemy

    var lookup: RowLookup? {
        let reader = RowLookupReader(file.flow(around: attempt.node), file.frameworks)
        if let found = queries.lazy.compactMap(reader.raisingLookup).first { return found }
        // A method of the project asks, and raises.
        let first = attempt.body.firstChild.map { file.nodes.all(.call, in: $0) }?.compactMap(CallExpression.init) ?? []
        return first.lazy.filter { $0.functionName.map(FoundElsewhere.mayLookUp) ?? false }
            .compactMap { LookupElsewhere.lookup(by: $0, file.frameworks, orRaises: true) }.first
    }

    func refusal() -> Refusal<SeedingReason>? {
        guard let lookup, lookup.uniqueKey != nil, !lookup.isLocked else { return nil }
        let elsewhere = InsertElsewhere(file: file, mapped: lookup.mapped)
        guard
            inserts.additions(in: body).contains(where: { elsewhere.isRow($0.row) }) || elsewhere.call(in: body) != nil
        else { return nil }
        if isHandled { return nil }
        return Refusal(.lookupRaises, about: handler.exception?.compactText)
    }

    var message: String {
        lookup.map { SeedingMessage($0, in: file).text } ?? "two workers can both find no row and both insert one"
    }

    // MARK: Django

    var report: String? {
        let django = DjangoSeeding(file: file)
        guard let message = queries.lazy.compactMap({ django.message($0, body) }).first, !isHandled else { return nil }
        return message
    }
}
