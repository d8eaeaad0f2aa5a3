import Dispatch
import FoundationEssentials
import Synchronization

/// Runs work on as many threads as there are processors. Each takes the next item when it is done with one, so that a
/// large file keeps one thread busy and not all.
public enum Parallel {
    /// What each thread made of the items it took, beginning with `initial`. Which thread takes which item is chance: the
    /// caller sorts.
    public static func reduce<Result: Sendable>(
        count: Int, threads: Int, _ initial: Result, _ take: @Sendable (inout Result, Int) -> Void
    ) -> [Result] {
        let next = Atomic(0)
        let results = Mutex<[Result]>([])
        // The thread that asks works too: one file needs no other.
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            var result = initial
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { break }
                take(&result, index)
            }
            results.withLock { $0.append(result) }
        }
        return results.withLock { $0 }
    }

    static func map<Result: Sendable>(
        count: Int, threads: Int, _ work: @Sendable (Int) -> Result
    ) -> [Result] {
        let parts = reduce(count: count, threads: threads, [(Int, Result)]()) { $0.append(($1, work($1))) }
        return parts.joined().sorted { $0.0 < $1.0 }.map(\.1)
    }

    public static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }
}
