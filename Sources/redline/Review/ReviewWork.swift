import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting

/// What a session asks for, whatever shows it. Errors are said on the screen: nothing that was decided is lost.
struct ReviewWork {
    private let subject: ReviewSubject

    init(_ subject: ReviewSubject) { self.subject = subject }

    /// - Parameter finish: called with what to print after the branch was written.
    func perform(_ effect: ReviewEffect, on session: inout ReviewSession, finish: ([String]) -> Void) {
        do {
            switch effect {
            case .save(let changes): session.synchronize(try subject.save(changes))
            case .plan(let branch): session.show(try subject.preview(session, branch: branch))
            case .commit(let branch):
                let work = try subject.branchRun(branch)
                finish(work.report(try work.write()))
            case .open, .edit, .suspend, .quit: break
            }
        } catch {
            if case .save(let changes) = effect {
                session.cannotKeep(changes, because: Self.text(of: error))
            } else {
                session.say(Self.text(of: error))
            }
        }
    }

    /// One line.
    static func text(of error: any Error) -> String {
        let (message, hint): (String, String?) =
            switch error {
            case let error as GitError: (error.message, error.hint)
            case let error as InputError: (error.message, error.hint)
            case let error as DecisionsError: (error.text, error.hint)
            case let error as ConfigurationError: (error.message, nil)
            case let error as SystemError: (error.message, nil)
            default: ("\(error)", nil)
            }
        return message + (hint.map { "; try: \($0)" } ?? "")
    }
}
