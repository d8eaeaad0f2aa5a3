import CLibgit2
import FileSystem

extension Repository {
    /// Where objects are replaced (git-replace(1)), git shows other content than libgit2. Throws then, unless git is told to leave them
    /// out.
    func refuseReplacedObjects() throws(GitError) {
        if GitEnvironment.current.ignoresReplacements { return }
        if try boolean("core.useReplaceRefs") == false { return }
        var iterator: UnsafeMutablePointer<git_reference_iterator>?
        guard git_reference_iterator_glob_new(&iterator, handle, "refs/replace/*") >= 0 else { return }
        defer { git_reference_iterator_free(iterator) }
        var name: UnsafePointer<CChar>?
        if git_reference_next_name(&name, iterator) == 0 {
            throw GitError(
                .replacedObjects, "the repository uses replacement objects (refs/replace), which are not supported",
                hint: "GIT_NO_REPLACE_OBJECTS=1 leaves them out; git replace -d removes one")
        }
    }
}
