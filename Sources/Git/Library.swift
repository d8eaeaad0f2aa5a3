import CLibgit2

/// libgit2 is initialised once per process and never shut down: other threads may still use it.
enum Library {
    static func start() { _ = started }

    private static let started: Bool = {
        git_libgit2_init()
        redline_enable_fsync()
        redline_accept_extensions()
        redline_leave_out_owner_validation()
        return true
    }()
}
