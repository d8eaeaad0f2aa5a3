import FileSystem
import Rewriting

/// How fixes are spread over branches, so that each can be merged by those whom it concerns. Branches share no fix.
public enum BranchSplit: String, Sendable, CaseIterable {
    case none
    /// A branch for each codemod.
    case codemod
    /// A branch for each set of owners; these share no file either.
    case owner

    /// A branch's fixes.
    public struct Part: Sendable {
        /// What its name has after the name of them all; nil for the only branch.
        public let suffix: String?
        public let fixes: Set<FixPlace>
    }

    /// The parts of a run, sorted by suffix; none if the run makes no fix.
    public func parts(of result: RunResult, _ owners: CodeOwners) -> [Part] {
        let fixes = result.fixes.map(\.place)
        switch self {
        case .none: return fixes.isEmpty ? [] : [Part(suffix: nil, fixes: Set(fixes))]
        case .codemod: return Self.parts(fixes, by: \.codemod)
        case .owner:
            let suffixes = Self.ownerNames(of: result, owners)
            return Self.parts(fixes) { suffixes[$0.path] ?? Self.nobody }
        }
    }

    private static func parts(_ fixes: [FixPlace], by suffix: (FixPlace) -> String) -> [Part] {
        Dictionary(grouping: fixes, by: suffix).map { Part(suffix: $0, fixes: Set($1)) }
            .sorted { ($0.suffix ?? "") < ($1.suffix ?? "") }
    }

    // MARK: Owners

    private static let nobody = "unowned"

    /// The name for the owners of each file. Files that one fix changes together have all of their owners.
    private static func ownerNames(of result: RunResult, _ owners: CodeOwners) -> [Path: String] {
        var groups = PathGroups()
        for change in result.changes {
            groups.add(change.path)
            for edit in change.edits { groups.join(change.path, edit.fix.path) }
        }
        var names: [Path: String] = [:]
        for group in groups.all {
            let all = Set(group.flatMap(owners.owners)).sorted()
            let name = all.isEmpty ? nobody : all.map(branchName).joined(separator: "+")
            for path in group { names[path] = name }
        }
        return names
    }

    /// `@org/team` as part of a branch's name: `org-team`.
    private static func branchName(_ owner: String) -> String {
        let kept = owner.drop { $0 == "@" }.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(kept)
    }
}

/// Files that belong together.
private struct PathGroups {
    private var groups: [[Path]] = []
    private var numbers: [Path: Int] = [:]

    var all: [[Path]] { groups.filter { !$0.isEmpty } }

    mutating func add(_ path: Path) {
        guard numbers[path] == nil else { return }
        numbers[path] = groups.count
        groups.append([path])
    }

    mutating func join(_ one: Path, _ other: Path) {
        add(one)
        add(other)
        guard let left = numbers[one], let right = numbers[other], left != right else { return }
        for path in groups[right] { numbers[path] = left }
        groups[left] += groups[right]
        groups[right] = []
    }
}
