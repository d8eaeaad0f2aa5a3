import SourceText

extension RunResult {
    /// The fixes that the run makes, each with the findings that it repairs, in the order of files and places.
    public var fixes: [(place: FixPlace, findings: [LocatedFinding])] {
        var made: [FixPlace: [LocatedFinding]] = [:]
        for finding in findings {
            if let fix = finding.fix, case .fixed = finding.outcome { made[fix, default: []].append(finding) }
        }
        return made.sorted { $0.key < $1.key }.map { (place: $0.key, findings: $0.value) }
    }
}
