import Synchronization

/// What has been found out of the parts of a project, each when it is first asked for. Shared by all threads of a run.
public final class FactTable<Key: Hashable & Sendable, Fact: Sendable>: Sendable {
    private let known = Mutex<[Key: Fact]>([:])

    public init() {}

    /// Two threads may work out the same fact at once, but none waits; both get the same result.
    public func fact(of key: Key, _ find: () -> Fact) -> Fact {
        if let fact = known.withLock({ $0[key] }) { return fact }
        let found = find()
        return known.withLock { known in
            if let fact = known[key] { return fact }
            known[key] = found
            return found
        }
    }
}
