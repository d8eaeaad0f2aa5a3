import PythonSyntax
import Rewriting

/// A test that asks whether a lookup found nothing, or something.
struct AbsenceTest {
    /// The lookup, or the name that holds its result.
    let subject: Syntax
    /// False for a test that something was found.
    let asksForAbsence: Bool

    static let absence: Patterns = [
        "not $subject", "$subject is None", "$subject == None",
        Pattern("$subject == 0", where: ["subject": .matching(count)]),
        Pattern("$subject < 1", where: ["subject": .matching(count)]),
    ]
    static let presence: Patterns = [
        "$subject is not None", "$subject != None",
        Pattern("$subject", where: ["subject": .kind(.name, .call, .await, .namedExpression)]),
    ]
    static let count: Patterns = ["$_.count($...)"]

    init?(_ test: Syntax) {
        if let subject = Self.absence.match(test)?["subject"] {
            (self.subject, asksForAbsence) = (subject, true)
        } else if let subject = Self.presence.match(test)?["subject"] {
            (self.subject, asksForAbsence) = (subject, false)
        } else {
            return nil
        }
    }
}
