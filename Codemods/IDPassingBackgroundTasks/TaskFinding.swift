/// What was found out about a task that is given the session or a row of it, as its message says.
enum TaskFinding {
    case outlivesSession
    /// The task never reads what it is given.
    case ignoresIt
    /// It only reads columns, which no way to it expires.
    case readsLoadedColumns
    /// The session is closed when the tasks have run, and nothing else fails.
    case works
    /// The session is closed when the tasks have run, but something else fails.
    case fails(because: String)

    /// Nothing has to be changed, as things are.
    var isHarmless: Bool {
        switch self {
        case .readsLoadedColumns, .works: true
        case .outlivesSession, .ignoresIt, .fails: false
        }
    }
}

/// The parts of a task's message.
struct TaskMessage {
    /// The function, as it is scheduled.
    let task: String
    /// What it is given of the request.
    let given: String
    let end: SessionEnd?

    /// What is known before the task is looked at.
    var usual: String { text(for: .outlivesSession) }

    func text(for finding: TaskFinding) -> String {
        let start = "\(task) runs after the response with \(given)"
        let clause = end?.clause
        switch finding {
        case .outlivesSession: return start + (clause.map { "; \($0)" } ?? "")
        case .ignoresIt: return "\(task) is given \(given), and never reads it"
        case .readsLoadedColumns: return "\(start), and only reads columns that are loaded"
        case .works: return start + (clause.map { "; that works, as \($0)" } ?? "")
        case .fails(let reason): return start + (clause.map { "; \($0), but \(reason)" } ?? "; \(reason)")
        }
    }
}
