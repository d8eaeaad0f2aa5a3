import Glibc

/// Holds back signals that end the process during a step that must not be interrupted.
///
/// The other threads of a run are Dispatch's, which block all signals anyway.
public enum SignalMask {
    /// The signals with which a user, a shell or a supervisor ends a process.
    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU]
    /// Signals that report a fault of the program itself: blocking them would hang it.
    private static let faults = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS]

    /// Runs a body with all catchable signals held back. They are delivered after it.
    public static func blocked<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        var signals = sigset_t()
        sigfillset(&signals)
        for signal in faults { sigdelset(&signals, signal) }
        var previous = sigset_t()
        pthread_sigmask(SIG_BLOCK, &signals, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        return try body()
    }

    /// True if a signal that ends the process is waiting.
    public static var isPending: Bool {
        var signals = sigset_t()
        sigpending(&signals)
        return ending.contains { sigismember(&signals, $0) == 1 }
    }
}
