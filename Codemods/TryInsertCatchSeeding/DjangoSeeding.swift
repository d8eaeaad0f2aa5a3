import PythonSyntax
import Rewriting

/// Django's form of the same race: `if not Model.objects.filter(…).exists(): Model.objects.create(…)`.
enum DjangoSeeding {
    static let lookup = Pattern(
        "$model.objects.$..._.$ask($...)", where: ["ask": .named("exists", "first", "count")])
    static let insert: Patterns = ["$model.objects.create($...)", "$_ = $model.objects.create($...)"]

    static func isSeeding(_ statement: Syntax) -> Bool {
        guard let choice = IfStatement(statement), let test = AbsenceTest(choice.test), test.asksForAbsence,
            let model = lookup.match(test.subject)?["model"]
        else { return false }
        return choice.body.children.contains { insert.matches($0, binding: ["model": model]) }
    }
}
