import CLibgit2
import FileSystem

/// The files that git's configuration is read from, weakest first: see "FILES" in git-config(1). libgit2 1.5 knows neither the
/// environment's nor those of work trees.
struct ConfigurationFiles {
    private struct Source {
        let file: Path
        let level: Int32

        /// False if the file does not exist, or if it is a user's that may not be read, as in git. Throws if another one may not be read.
        func isToBeRead() throws(GitError) -> Bool {
            guard let error = file.readError else { return true }
            let isUsers = level == GIT_CONFIG_LEVEL_XDG.rawValue || level == GIT_CONFIG_LEVEL_GLOBAL.rawValue
            if error.isMissing || isUsers && error.isPermissionDenied { return false }
            throw GitError(
                .badConfiguration, "cannot read git's configuration \(file): \(error.message)",
                hint: "check its permissions")
        }
    }

    private var sources: [Source]

    /// What a user or an administrator has set up, without any repository's own files: `safe.directory` counts in these only.
    static func protected() throws(GitError) -> ConfigurationFiles {
        try ConfigurationFiles(sources: machine(reading: { ProcessEnvironment.path($0) }) + command())
    }

    /// All that apply to a repository.
    ///
    /// - Parameters:
    ///   - common: the folder with its `config`.
    ///   - own: the folder of a linked work tree in it, or the same folder.
    ///   - hasWorkTreeFile: whether `extensions.worktreeConfig` is set.
    static func all(common: Path, own: Path, hasWorkTreeFile: Bool) throws(GitError) -> ConfigurationFiles {
        var sources = try machine(reading: { ProcessEnvironment.path($0) })
        sources.append(Source(file: common.appending("config".utf8), level: GIT_CONFIG_LEVEL_LOCAL.rawValue))
        if hasWorkTreeFile {
            sources.append(Source(file: own.appending("config.worktree".utf8), level: GIT_CONFIG_LEVEL_APP.rawValue))
        }
        return try ConfigurationFiles(sources: sources + command())
    }

    private static func machine(reading value: (String) -> Path?) throws(GitError) -> [Source] {
        var sources: [Source] = []
        if let file = try system(value) {
            sources.append(Source(file: file, level: GIT_CONFIG_LEVEL_SYSTEM.rawValue))
        }
        if let file = value("GIT_CONFIG_GLOBAL") {
            return file.isEmpty ? sources : sources + [Source(file: file, level: GIT_CONFIG_LEVEL_GLOBAL.rawValue)]
        }
        let home = value("HOME")
        let folder = value("XDG_CONFIG_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? home?.appending(".config".utf8)
        if let folder {
            sources.append(Source(file: folder.appending("git/config".utf8), level: GIT_CONFIG_LEVEL_XDG.rawValue))
        }
        if let home {
            sources.append(Source(file: home.appending(".gitconfig".utf8), level: GIT_CONFIG_LEVEL_GLOBAL.rawValue))
        }
        return sources
    }

    private static func system(_ value: (String) -> Path?) throws(GitError) -> Path? {
        if let text = value("GIT_CONFIG_NOSYSTEM") {
            guard let isWithout = GitEnvironment.flag(text) else {
                throw GitError(
                    .badConfiguration, "GIT_CONFIG_NOSYSTEM is '\(text)', which is no boolean", hint: "true or false")
            }
            if isWithout { return nil }
        }
        if let file = value("GIT_CONFIG_SYSTEM") { return file.isEmpty ? nil : file }
        var found = git_buf()
        defer { git_buf_dispose(&found) }
        return git_config_find_system(&found) >= 0 ? found.ptr.map { Path(cString: $0) } : nil
    }

    private static func command() throws(GitError) -> [Source] {
        guard let file = try commandFile.get() else { return [] }
        return [Source(file: file.path, level: GIT_CONFIG_LEVEL_APP.rawValue + 1)]
    }

    /// Nil if the environment has no settings.
    private static let commandFile: Result<MemoryFile?, GitError> = {
        do throws(GitError) {
            let configuration = try CommandConfiguration(reading: { ProcessEnvironment.path($0) })
            if configuration.settings.isEmpty { return .success(nil) }
            do throws(SystemError) {
                return .success(try MemoryFile("redline-git-config", configuration.text))
            } catch {
                throw GitError(.badConfiguration, "cannot keep the settings of GIT_CONFIG_COUNT: \(error.message)")
            }
        } catch {
            return .failure(error)
        }
    }()

    /// Passes a configuration of these files to a body.
    ///
    /// - Parameter repository: decides conditions of includes; nil if there is none yet.
    func withConfiguration<Result>(
        of repository: OpaquePointer?, _ body: (OpaquePointer) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        var configuration: OpaquePointer?
        try check(git_config_new(&configuration), "cannot read git's configuration")
        defer { git_config_free(configuration) }
        guard let configuration else { throw GitError(.other, "out of memory") }
        for source in sources where try source.isToBeRead() {
            let code = source.file.withCString {
                git_config_add_file_ondisk(configuration, $0, git_config_level_t(source.level), repository, 1)
            }
            try ConfigurationQuotes.check(source.file)
            if code < 0 { throw Self.unreadable(GitError.last(code, doing: "cannot read git's configuration")) }
        }
        return try body(configuration)
    }

    /// git does not run with such a file either.
    static func unreadable(_ error: GitError) -> GitError {
        GitError(.badConfiguration, error.message, hint: "git config --list --show-origin names the same error")
    }
}
