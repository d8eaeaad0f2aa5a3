import Foundation
import Synchronization

/// Runs work on as many threads as there are processors. Each takes the next item when it is done with one, so that a
/// large file keeps one thread busy and not all.
enum Parallel {
    /// What each thread made of the items it took, beginning with `initial`. Which thread takes which item is chance: the
    /// caller sorts.
    static func reduce<Result: Sendable>(
        count: Int, threads: Int, _ initial: Result, _ take: @escaping @Sendable (inout Result, Int) -> Void
    ) async -> [Result] {
        if min(threads, count) <= 1 {
            // One file needs no other thread.
            var result = initial
            for index in 0..<count { take(&result, index) }
            return [result]
        }
        let next = Counter()
        return await withTaskGroup(of: Result.self) { group in
            for _ in 0..<min(threads, count) {
                group.addTask {
                    var result = initial
                    while true {
                        let index = next.take()
                        guard index < count else { return result }
                        take(&result, index)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    static func map<Result: Sendable>(
        count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
    ) async -> [Result] {
        let parts = await reduce(count: count, threads: threads, [(Int, Result)]()) { $0.append(($1, work($1))) }
        return parts.joined().sorted { $0.0 < $1.0 }.map(\.1)
    }

    static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    private final class Counter: Sendable {
        private let value = Atomic(0)

        func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
    }
}
