import Delivery
import Testing

@Suite struct FixBisectionTests {
    private func search(_ count: Int, _ passes: (Set<Int>) -> Bool) -> (FixBisection<Int>, checks: Int) {
        var checks = 0
        let search = FixBisection(Array(0..<count)) { fixes in
            checks += 1
            return passes(fixes)
        }
        return (search, checks)
    }

    @Test func oneCheckIsEnoughIfNothingFails() {
        let (search, checks) = search(100) { _ in true }
        #expect(search.kept.count == 100 && search.failures.isEmpty && checks == 1)
    }

    @Test func whatFailsByItselfIsFound() {
        let (search, checks) = search(100) { $0.isDisjoint(with: [17, 80]) }
        #expect(search.failures.map(\.fix) == [17, 80])
        #expect(search.kept == (0..<100).filter { $0 != 17 && $0 != 80 })
        #expect(checks < 30)
    }

    /// Two fixes that fail only together: one of them stays.
    @Test func whatIsKeptWasCheckedAsAWhole() {
        var passed: [Set<Int>] = []
        let (search, _) = search(20) { fixes in
            let passes = !fixes.isSuperset(of: [3, 12])
            if passes { passed.append(fixes) }
            return passes
        }
        #expect(search.failures.map(\.fix) == [12])
        #expect(search.failures[0].together.isSuperset(of: [3, 12]))
        #expect(passed.contains(Set(search.kept)))
    }

    @Test func allMayFail() {
        let (search, _) = search(5) { $0.isEmpty }
        #expect(search.kept.isEmpty && search.failures.map(\.fix) == [0, 1, 2, 3, 4])
    }

    @Test func anErrorEndsTheSearch() {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            _ = try FixBisection([1, 2]) { _ -> Bool in throw Stop() }
        }
    }
}
