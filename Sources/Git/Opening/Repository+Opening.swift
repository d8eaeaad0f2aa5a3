import CLibgit2
import FileSystem
import Glibc

extension Repository {
    /// The repository of the current folder, or the one that the environment names; nil if there is none.
    public static func current() throws(GitError) -> Repository? {
        if let named = try NamedRepository.current.get() { return try Repository(named: named) }
        let folder: Path
        do throws(SystemError) {
            folder = try Path.currentFolder()
        } catch {
            throw GitError(
                .other, "cannot find the current folder: \(error.message)", hint: "cd to a folder that exists")
        }
        return try discover(from: folder)
    }

    /// The repository around a path, searched upwards; nil if there is none. It is the one that the environment names if the path is in
    /// that one's working tree.
    ///
    /// Throws if there is a repository that cannot be opened, or that belongs to another user.
    public static func discover(from path: Path) throws(GitError) -> Repository? {
        if let named = try NamedRepository.current.get(), let tree = named.workTree,
            RepositoryFolder.workTree(around: (try? path.resolved()) ?? path) == tree
        {
            return try Repository(named: named)
        }
        // libgit2 reads every certificate of the system when it starts, so it is not started if there is nothing to
        // open.
        guard let folder = RepositoryFolder.nearest(to: path) else { return nil }
        return try discovered(at: folder)
    }

    // MARK: One place

    /// Nil if the folder has no repository after all.
    static func discovered(at folder: Path) throws(GitError) -> Repository? {
        let handle: OpaquePointer
        do throws(GitError) {
            handle = try open(folder, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
        } catch {
            guard error.kind == .notFound else { throw error }
            try requireTarget(ofLinkIn: folder)
            // Its working tree, by core.worktree, is missing.
            if error.message.contains("failed to resolve path") {
                throw GitError(
                    .unsupportedRepository, error.message, hint: "git config core.worktree FOLDER, or --unset it")
            }
            guard let cause = RepositoryFolder.unreadable(at: folder) else { return nil }
            throw GitError(
                .unsupportedRepository, "cannot read the repository at \(folder): \(cause.message)",
                hint: "check the permissions of \(folder)/.git")
        }
        let repository = Repository(handle, at: RepositoryPlace(kind: .found(folder)))
        try repository.checkOwner(at: folder)
        try repository.prepare(usesEnvironment: NamedRepository.isNone)
        return repository
    }

    /// git does not look further up where a `.git` file leads to nothing.
    private static func requireTarget(ofLinkIn folder: Path) throws(GitError) {
        let link = folder.appending(".git".utf8)
        guard (try? link.status(followingLinks: true))?.kind == .file else { return }
        throw GitError(
            .unknownFormat, "\(link) leads to no repository",
            hint: "git worktree repair or git submodule update, where the repository is")
    }

    convenience init(named: NamedRepository) throws(GitError) {
        let handle: OpaquePointer
        do throws(GitError) {
            handle = try Self.open(
                named.directory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue)
        } catch {
            guard error.kind == .notFound else { throw error }
            throw GitError(
                .notARepository, "GIT_DIR is '\(named.directory)', which is no git repository",
                hint: "unset GIT_DIR, or set it to a repository")
        }
        self.init(handle, at: RepositoryPlace(kind: .named(named)))
        // libgit2 would take the folder around for the working tree.
        if let tree = named.workTree {
            let code = tree.withCString { git_repository_set_workdir(handle, $0, 0) }
            try check(code, "cannot use '\(tree)' as the working tree")
        }
        try prepare(usesEnvironment: true)
    }

    private static func open(_ path: Path, _ flags: UInt32) throws(GitError) -> OpaquePointer {
        Library.start()
        var handle: OpaquePointer?
        let code = path.withCString { git_repository_open_ext(&handle, $0, flags, nil) }
        guard code >= 0, let handle else {
            throw unopened(path, GitError.last(code, doing: "cannot open the repository at \(path)"))
        }
        return handle
    }

    private static func unopened(_ path: Path, _ error: GitError) -> GitError {
        if let name = error.message.firstMatch(of: /extensions\.[^ ']+/)?.output {
            return GitError(
                .unknownFormat, "the repository at \(path) uses \(name), which libgit2 cannot read",
                hint: withoutRepository)
        }
        if error.message.contains("object format") || error.message.contains("repository version") {
            return GitError(.unknownFormat, error.message, hint: withoutRepository)
        }
        return error.message.contains("config file") ? ConfigurationFiles.unreadable(error) : error
    }

    /// What to try where libgit2 cannot read a repository, but git can.
    static let withoutRepository = "redline preview | git apply"

    /// As git does for a repository that it has found, not for one that was named.
    private func checkOwner(at folder: Path) throws(GitError) {
        let link = folder.appending(".git".utf8)
        guard let kind = (try? link.status(followingLinks: true))?.kind, gitDirectory.normalized != folder else {
            try Ownership(link: nil, workTree: nil, repository: gitDirectory.normalized).check()
            try Ownership.checkBare(gitDirectory.normalized)
            return
        }
        try Ownership(link: kind == .file ? link : nil, workTree: folder, repository: gitDirectory.normalized).check()
    }

    // MARK: Settings

    /// Gives libgit2 the configuration, the index and the objects that git would use.
    private func prepare(usesEnvironment: Bool) throws(GitError) {
        try configure()
        guard usesEnvironment else { return }
        let environment = GitEnvironment.current
        if let common = environment.commonDirectory, let folder = environment.folder,
            folder.appending(common).normalized != commonDirectory.normalized
        {
            throw GitError(
                .unsupportedRepository, "GIT_COMMON_DIR is '\(common)', but the repository is at \(commonDirectory)",
                hint: "unset GIT_COMMON_DIR: other repositories than a work tree's own are not supported")
        }
        try useObjects(of: environment)
        try useIndex(of: environment)
    }

    private func configure() throws(GitError) {
        let files = try ConfigurationFiles.all(
            common: commonDirectory, own: gitDirectory, hasWorkTreeFile: hasWorkTreeFile())
        let handle = handle
        try files.withConfiguration(of: handle) { configuration throws(GitError) in
            try check(git_repository_set_config(handle, configuration), "cannot use git's configuration")
        }
    }

    /// `extensions.worktreeConfig` counts in the repository's own file only.
    private func hasWorkTreeFile() -> Bool {
        var configuration: OpaquePointer?
        let file = commonDirectory.appending("config".utf8)
        guard file.withCString({ git_config_open_ondisk(&configuration, $0) }) >= 0 else { return false }
        defer { git_config_free(configuration) }
        var value: Int32 = 0
        return git_config_get_bool(&value, configuration, "extensions.worktreeConfig") >= 0 && value == 1
    }

    /// Relative paths are those from the root of the working tree, where git works.
    private func base(of environment: GitEnvironment) -> Path {
        workingDirectory ?? environment.folder ?? gitDirectory
    }

    private func useObjects(of environment: GitEnvironment) throws(GitError) {
        guard environment.objectDirectory != nil || !environment.alternates.isEmpty else { return }
        let base = base(of: environment)
        var database: OpaquePointer?
        let own = environment.objectDirectory.map(base.appending) ?? commonDirectory.appending("objects".utf8)
        try check(own.withCString { git_odb_open(&database, $0) }, "cannot open the objects at \(own)")
        defer { git_odb_free(database) }
        for store in environment.alternates.map(base.appending) {
            try check(
                store.withCString { git_odb_add_disk_alternate(database, $0) }, "cannot open the objects at \(store)")
        }
        try check(git_repository_set_odb(handle, database), "cannot use the objects at \(own)")
        objectStores = Self.objectStores(from: [own] + environment.alternates.map(base.appending))
    }

    private func useIndex(of environment: GitEnvironment) throws(GitError) {
        guard let file = environment.indexFile.map(base(of: environment).appending) else { return }
        var index: OpaquePointer?
        try check(file.withCString { git_index_open(&index, $0) }, "cannot read the index \(file)")
        defer { git_index_free(index) }
        try check(git_repository_set_index(handle, index), "cannot use the index \(file)")
    }
}
