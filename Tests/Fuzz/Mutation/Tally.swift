import FuzzInvariants

/// Statistics over the inputs.
struct Tally {
    var failures = 0
    private var inputs = 0
    private var rejected = 0
    private var fixed = 0
    private var fixes = 0
    private var refusals = 0
    private var unsettled = 0
    private var hidden = 0
    /// Why fixes were withdrawn: how often, and the first input for each reason.
    private var withdrawn: [String: (count: Int, name: String)] = [:]

    mutating func take(_ outcome: Outcome, name: String) {
        inputs += 1
        rejected += outcome.isRejected ? 1 : 0
        fixed += outcome.fixes > 0 ? 1 : 0
        fixes += outcome.fixes
        refusals += outcome.refusals
        unsettled += outcome.unsettled
        hidden += outcome.isHidden ? 1 : 0
        for why in outcome.withdrawn { withdrawn[why, default: (0, name)].count += 1 }
    }

    func lines(seconds: Double) -> [String] {
        let rate = seconds > 0 ? Int(Double(inputs) / seconds) : 0
        return [
            "\(inputs) inputs (\(rate) a second): \(failures) failed, \(rejected) no programs, \(fixed) with fixes",
            "\(fixes) fixes, \(refusals) refusals, \(unsettled) not settled, \(hidden) inputs with hidden findings",
        ]
            + withdrawn.sorted { $0.key < $1.key }.map { why, found in
                "withdrawn \(found.count) times, first at \(found.name): \(why)"
            }
    }
}
