import PythonSyntax

/// Django's form of the same race: `if not Model.objects.filter(…).exists(): Model.objects.create(…)`.
enum DjangoSeeding {
    static func isSeeding(_ statement: Syntax) -> Bool {
        guard statement.kind == .ifStatement, let test = statement.child(.test).flatMap(AbsenceTest.init),
            test.asksForAbsence,
            let model = lookedUpModel(test.subject), let body = statement.child(.body)
        else { return false }
        return body.children.contains { statement in
            guard statement.kind == .expressionStatement || statement.kind == .assignment,
                let call = statement.child(.value).flatMap(CallExpression.init), call.functionName == "create"
            else { return false }
            return call.function.child(.object)?.text == model
        }
    }

    /// `Model.objects` of a chain that ends in `exists()`, `first()` or `count()`.
    private static func lookedUpModel(_ subject: Syntax) -> String? {
        guard let last = CallExpression(subject), ["exists", "first", "count"].contains(last.functionName ?? "") else {
            return nil
        }
        var node: Syntax? = last.function.child(.object)
        while let current = node {
            if current.kind == .attribute, current.lastName == "objects" { return current.text }
            node =
                CallExpression(current)?.function.child(.object)
                ?? (current.kind == .attribute ? current.child(.object) : nil)
        }
        return nil
    }
}
