import Synchronization

/// The lines that this process has read or written, with what they mean: a review reads and writes the file with every key.
enum KnownLines {
    private struct State {
        var decisions: [[UInt8]: Decision] = [:]
        var texts: [Decision: [UInt8]] = [:]
    }

    private static let state = Mutex(State())

    static func decision(in line: [UInt8]) throws(DecisionLine.Complaint) -> Decision {
        if let known = state.withLock({ $0.decisions[line] }) { return known }
        let decision = try DecisionLine.decision(in: line)
        state.withLock { $0.decisions[line] = decision }
        return decision
    }

    /// Without a line feed. Throws if the decision cannot be encoded.
    static func text(of decision: Decision) throws -> [UInt8] {
        if let known = state.withLock({ $0.texts[decision] }) { return known }
        let text = try DecisionLine(decision).text()
        state.withLock {
            $0.texts[decision] = text
            $0.decisions[text] = decision
        }
        return text
    }
}
