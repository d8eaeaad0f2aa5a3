import Foundation
import Synchronization

/// Runs work on as many threads as there are processors. Each takes the next item when it is done with one, so that a
/// large file keeps one thread busy and not all.
enum Parallel {
    static func map<Result: Sendable>(
        count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
    ) async -> [Result] {
        let next = Counter()
        let parts = await withTaskGroup(of: [(Int, Result)].self) { group in
            for _ in 0..<max(1, min(threads, count)) {
                group.addTask {
                    var done: [(Int, Result)] = []
                    while true {
                        let index = next.take()
                        guard index < count else { return done }
                        done.append((index, work(index)))
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }

    static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    private final class Counter: Sendable {
        private let value = Atomic(0)

        func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
    }
}
