import Foundation

/// Keeps signals that end the process away from the moment in which a reference moves.
enum SignalMask {
    static func blocked<Result>(_ body: () -> Result) -> Result {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        var previous = sigset_t()
        pthread_sigmask(SIG_BLOCK, &signals, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        return body()
    }
}
