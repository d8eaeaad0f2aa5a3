import Dispatch
import FoundationEssentials
import Synchronization

/// Runs work on as many threads as there are processors. Each thread takes the next item when it has finished one, so
/// that a large file does not delay the others.
public enum Parallel {
    /// The result of each thread over the items it took, starting with `initial`. The distribution of items is
    /// random: the caller sorts.
    public static func reduce<Result: Sendable>(
        count: Int, threads: Int, _ initial: Result, _ take: @Sendable (inout Result, Int) -> Void
    ) -> [Result] {
        let next = Atomic(0)
        let results = Mutex<[Result]>([])
        // The calling thread works too: a single file needs no other thread.
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
