/// A property that must hold for every input and did not.
public struct Violation: Error, Sendable {
    public let message: String

    init(_ message: String) { self.message = message }
}

/// Throws if a condition does not hold. The message is computed only then: this runs for every node of every input.
func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(Violation) {
    if !condition { throw Violation(message()) }
}
