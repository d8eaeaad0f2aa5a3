import FileSystem
import Glibc
import Inputs
import Reporting
import Review
import Synchronization
import Web

/// Serves a review to browsers on this machine until it is interrupted.
final class WebReview: Sendable {
    private struct State: Sendable {
        var handler: ReviewHandler
        var world: ProjectWorld
    }

    private let state: Mutex<State>
    private let token = AccessToken.random()

    init(_ subject: ReviewSubject, _ session: ReviewSession) {
        state = Mutex(
            State(handler: ReviewHandler(session, token: token), world: ProjectWorld(subject, session)))
    }

    /// - Parameter port: 0 for any that is free.
    func run(port: Int) throws {
        // Threads take over the mask of the thread that starts them: signals arrive here only.
        let signals = EndingSignals()
        let server: WebServer
        do throws(WebServer.Failure) {
            server = try WebServer(port: port, largestBody: ReviewHandler.largestBody) { [self] in answer($0, $1) }
        } catch {
            let hint = port == 0 ? nil : "another --port, or none for one that is free"
            throw InputError("cannot listen on 127.0.0.1:\(port): \(error.message)", hint: hint)
        }
        // The token stands after the '#': browsers do not send it, and no other program gets it in its arguments.
        try Console.print("http://127.0.0.1:\(server.port)/#\(token.text)")
        Console.note("open this address in a browser on this machine; Ctrl-C ends the review")
        workAhead(server)
        let signal = signals.wait()
        let session = state.withLock(\.handler.session)
        Console.note("\n\(session.openCount) of \(session.items.count) still open")
        Console.end(signal == SIGINT ? 0 : 128 + signal)
    }

    private func answer(_ request: Request, _ port: Int) -> Response {
        state.withLock { $0.handler.respond(to: request, at: port, &$0.world) }
    }

    /// Between requests, what the next ones need is worked out.
    private func workAhead(_ server: WebServer) {
        server.schedule { [self] in
            if state.withLock({ $0.handler.workAhead() }) { workAhead(server) }
        }
    }
}

/// The signals with which a user or a supervisor ends a process, taken one by one instead of ending it.
struct EndingSignals {
    private var mask = sigset_t()

    init() {
        sigemptyset(&mask)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&mask, signal) }
        pthread_sigmask(SIG_BLOCK, &mask, nil)
    }

    func wait() -> Int32 {
        var (mask, signal) = (mask, Int32(0))
        sigwait(&mask, &signal)
        return signal
    }
}
