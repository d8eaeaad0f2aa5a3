import CLibgit2
import FileSystem

extension Repository {
    /// The best common ancestor of two commits, as `git merge-base` prints it. Throws if the history is not there, or if there is none.
    ///
    /// libgit2's own search does not know where the history of a shallow clone ends, and never returns from a truncated object.
    public func mergeBase(of one: ObjectID, and other: ObjectID) throws(GitError) -> ObjectID {
        let grafts = commonDirectory.appending("info/grafts".utf8)
        if grafts.exists {
            throw GitError(
                .unrelated, "the history is changed by \(grafts), which is not supported",
                hint: "git replace --convert-graft-file, then GIT_NO_REPLACE_OBJECTS=1")
        }
        var search = MergeBaseSearch(self)
        if let base = try search.base(of: one, and: other) { return base }
        guard search.ends.isEmpty else {
            throw GitError(
                .shallow, "the clone is shallow, and has no common ancestor of \(one.short) and \(other.short)",
                hint: Self.deepening)
        }
        throw GitError(
            .unrelated, "\(one.short) and \(other.short) have no common ancestor",
            hint: "a revision of the same history")
    }

    /// True if the history is cut off, as after `git clone --depth 1`.
    public var isShallow: Bool { !shallowCommits.isEmpty }

    /// What to try if a shallow clone lacks a commit.
    public static let deepening = "git fetch --unshallow, or fetch-depth: 0 for actions/checkout in CI"

    /// The commits whose parents were not fetched.
    fileprivate var shallowCommits: Set<String> {
        let file = Path(cString: git_repository_commondir(handle)).appending("shallow".utf8)
        let text = (try? FileContents.bytes(at: file, followingLinks: true, limit: 1 << 26)) ?? []
        return Set(text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) })
    }

    fileprivate func history(of id: ObjectID) throws(GitError) -> (time: Int64, parents: [ObjectID]) {
        try requireWhole(id, "commit \(id.short)")
        var raw = id.raw
        var commit: OpaquePointer?
        try check(git_commit_lookup(&commit, handle, &raw), "cannot read commit \(id.short)")
        defer { git_commit_free(commit) }
        let parents = (0..<git_commit_parentcount(commit)).compactMap { git_commit_parent_id(commit, $0)?.pointee }
        return (git_commit_time(commit), parents.map { ObjectID($0) })
    }
}

/// Walks back from two commits, newest first, until everything that is left is known to be older than a common ancestor.
private struct MergeBaseSearch {
    private struct Marks: OptionSet {
        let rawValue: UInt8
        static let one = Marks(rawValue: 1)
        static let other = Marks(rawValue: 2)
        /// Older than a common ancestor.
        static let old = Marks(rawValue: 4)
        static let both: Marks = [.one, .other]
    }

    private struct Entry {
        let id: ObjectID
        let time: Int64
        let parents: [ObjectID]
    }

    private let repository: Repository
    private let shallow: Set<String>
    private var marks: [ObjectID: Marks] = [:]
    /// Sorted by time, the newest last.
    private var queue: [Entry] = []
    /// Commits at which the history was cut off, among those visited.
    private(set) var ends: Set<ObjectID> = []

    init(_ repository: Repository) {
        self.repository = repository
        shallow = repository.shallowCommits
    }

    mutating func base(of one: ObjectID, and other: ObjectID) throws(GitError) -> ObjectID? {
        if one == other { return one }
        try add(one, .one)
        try add(other, .other)
        var found: [ObjectID] = []
        while queue.contains(where: { marks[$0.id]?.contains(.old) == false }), let entry = queue.popLast() {
            var passed = marks[entry.id] ?? []
            if passed == .both {
                found.append(entry.id)
                passed.insert(.old)
            }
            for parent in entry.parents { try add(parent, passed) }
        }
        return found.first { marks[$0] == .both }
    }

    private mutating func add(_ id: ObjectID, _ new: Marks) throws(GitError) {
        let known = marks[id] ?? []
        if known.isSuperset(of: new), marks[id] != nil { return }
        marks[id] = known.union(new)
        if queue.contains(where: { $0.id == id }) { return }
        var (time, parents) = try repository.history(of: id)
        if shallow.contains(id.description) {
            ends.insert(id)
            parents = []
        }
        var place = queue.endIndex
        while place > 0, queue[place - 1].time > time { place -= 1 }
        queue.insert(Entry(id: id, time: time, parents: parents), at: place)
    }
}
