import CLibgit2
import FileSystem

/// Objects that a partial clone has not fetched: git fetches them when it needs them, Redline never asks a server.
extension Repository {
    /// True if objects may be missing by intention.
    var isPartial: Bool {
        let found = try? configurationValues { name in
            name == "extensions.partialclone" || name.hasPrefix("remote.") && name.hasSuffix(".promisor")
        }
        return found?.isEmpty == false
    }

    /// Throws the error of a return code about an object of a commit, with the command that fetches it if it is only not here.
    func checkObject(_ code: Int32, of commit: ObjectID?, _ action: @autoclosure () -> String) throws(GitError) {
        guard code < 0 else { return }
        let error = GitError.last(code, doing: action())
        guard code == GIT_ENOTFOUND.rawValue, isPartial else { throw error }
        throw GitError(
            .missingObject, "\(action()): this partial clone has not fetched it", hint: Self.fetching(commit))
    }

    /// Throws if a partial clone lacks some of the files of a commit.
    public func requirePresent(_ files: [TreeFile], of commit: ObjectID) throws(GitError) {
        guard isPartial else { return }
        var database: OpaquePointer?
        try check(git_repository_odb(&database, handle), "cannot open the object database")
        defer { git_odb_free(database) }
        let missing = files.filter { file in
            var id = file.blob.raw
            return git_odb_exists_ext(database, &id, UInt32(GIT_ODB_LOOKUP_NO_REFRESH.rawValue)) != 1
        }
        guard let first = missing.first else { return }
        let others = missing.count == 1 ? "" : " and \(missing.count - 1) more"
        throw GitError(
            .missingObject, "this partial clone has not fetched '\(first.path)'\(others) of commit \(commit.short)",
            hint: Self.fetching(commit))
    }

    /// git fetches all objects of a commit at once to compare it with the empty tree.
    private static func fetching(_ commit: ObjectID?) -> String {
        guard let commit else { return "git fetch --refetch --no-filter" }
        return "git diff 4b825dc642cb6eb9a060e54bf8d69288fbee4904 \(commit.short) > /dev/null"
    }
}
