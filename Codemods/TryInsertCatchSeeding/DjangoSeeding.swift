import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Django's form of the same race: `if not Model.objects.filter(…).exists(): Model.objects.create(…)`, with the result in a variable, or
/// with `except Model.DoesNotExist:`. Django has `get_or_create`, so that such a place is only reported.
struct DjangoSeeding {
    let file: FileContext

    static let lookup = Pattern(
        "$model.objects.$..._.$ask($...)", where: ["ask": .named("exists", "first", "count")])
    static let insert: Patterns = ["$model.objects.create($...)", "$_ = $model.objects.create($...)"]
    static let manager: Patterns = ["$model.objects"]

    /// The lookup and the insert stand in the `if` itself.
    static func isSeeding(_ statement: Syntax) -> Bool {
        guard let choice = IfStatement(statement), let test = AbsenceTest(choice.test), test.asksForAbsence,
            let model = lookup.match(test.subject)?["model"]
        else { return false }
        return choice.body.children.contains { insert.matches($0, binding: ["model": model]) }
    }

    /// What to do about it: of a model whose fields are known, nothing may be unique.
    func remedy(for test: Syntax) -> String {
        let usual = "get_or_create does both in one step"
        guard let query = AbsenceTest(test)?.subject, let named = Self.model(of: query),
            case .type(let type, let owner)? = file.project.type(named: named, in: file.module),
            let model = DjangoModel(type, in: owner, file.project), model.key(among: fields(query)) == nil,
            fields(query).isDisjoint(with: ["id", "pk"])
        else { return usual }
        return "no key in the model covers what is looked up, and without a constraint get_or_create has the same gap"
    }

    /// What `objects` belongs to in a query, nil for anything else.
    static func model(of query: Syntax) -> Syntax? {
        var node = query.withoutParentheses
        while let call = CallExpression(node), let receiver = call.receiver { node = receiver.withoutParentheses }
        return manager.match(node)?["model"]
    }

    // MARK: Places

    /// What a message says of a query's test and the insert after it; nil if this is something else.
    func message(_ statement: Syntax, _ query: Syntax, _ inserts: FileInserts) -> String? {
        guard !file.path.isTest, let choice = IfStatement(statement), let answer = AbsenceTest(choice.test),
            !HandledByOthers(file: file, statement: statement).isHandled,
            !SeedingSiteReader(file: file, inserts: inserts).isInsideHandledTry(statement),
            let branch = AbsentBranch(of: choice, asksForAbsence: answer.asksForAbsence, inserts, in: file)
        else { return nil }
        return message(query, branch.statements)
    }

    /// The same for some statements that run if a query has found nothing.
    func message(_ query: Syntax, _ body: [Syntax]) -> String? {
        guard let named = Self.model(of: query),
            case .type(let type, let owner)? = file.project.type(named: named, in: file.module),
            let model = DjangoModel(type, in: owner, file.project), let key = model.key(among: fields(query)),
            inserts(named, key, body), let place = body.first,
            [.application, .unused].contains(file.role(of: place)), !isIgnored(place)
        else { return nil }
        return SeedingMessage.text(type.name, key, in: file)
    }

    /// The fields that `filter(name=…)` and `get(name=…)` compare. A lookup such as `name__iexact` finds other rows, too.
    private func fields(_ query: Syntax) -> Set<String> {
        var found: Set<String> = []
        var node = query.withoutParentheses
        while let call = CallExpression(node), let receiver = call.receiver {
            if ["filter", "get"].contains(call.functionName) {
                found.formUnion(call.arguments.compactMap(\.keyword).filter { !$0.contains("__") })
            }
            node = receiver.withoutParentheses
        }
        return found
    }

    /// `except: pass` around it: whether the row is there matters to nobody.
    private func isIgnored(_ place: Syntax) -> Bool {
        var inner = place
        for outer in place.ancestors.prefix(while: { $0.kind != .functionDefinition }) {
            defer { inner = outer }
            guard inner.role == .body, let attempt = TryStatement(outer) else { continue }
            let takesAll = attempt.handlers.filter {
                $0.exception == nil || $0.exception?.identifier == "Exception"
            }
            if takesAll.contains(where: { Suite($0.body).statements.allSatisfy { $0.kind == .passStatement } }) {
                return true
            }
        }
        return false
    }

    // MARK: The insert

    /// `Model.objects.create(name=…)`, or `row = Model(name=…)` with `row.save()`, which have the key.
    private func inserts(_ model: Syntax, _ key: DjangoModel.Key, _ body: [Syntax]) -> Bool {
        let calls = body.flatMap { file.nodes.all(.call, in: $0) }.compactMap(CallExpression.init)
        let created = calls.contains { call in
            call.functionName == "create"
                && call.receiver.flatMap { Self.manager.match($0)?["model"] }
                    .map(model.hasSameTokens) ?? false
                && gives(call, key, body)
        }
        if created { return true }
        let makes = calls.contains { $0.function.hasSameTokens(as: model) && gives($0, key, body) }
        return makes && calls.contains { $0.functionName == "save" }
    }

    private func gives(_ call: CallExpression, _ key: DjangoModel.Key, _ body: [Syntax]) -> Bool {
        if call.hasUnpacking { return true }
        let set = body.flatMap { file.nodes.all(.attribute, in: $0) }.filter { $0.role == .target }
            .compactMap(\.lastName)
        let given = Set(call.arguments.compactMap(\.keyword) + set)
        return key.fields.allSatisfy { given.contains($0) || given.contains($0 + "_id") }
    }
}
