import FileSystem
import FoundationEssentials
import Reporting
import Review
import Rewriting

/// A review for any number of browsers: answers one request after another, from a session that they share with terminals through the
/// decisions file.
public struct ReviewHandler: Sendable {
    private let token: AccessToken
    public internal(set) var session: ReviewSession
    /// Counts what happens to the session, so that pages notice what others have done.
    var version = 1
    var steps: [String: StepLog] = [:]
    /// Places in the list by id: an id is a digest.
    private var indices: [String: Int]

    public init(_ session: ReviewSession, token: AccessToken) {
        self.session = session
        self.token = token
        indices = Self.indices(session)
    }

    private static func indices(_ session: ReviewSession) -> [String: Int] {
        Dictionary(session.items.enumerated().map { ($1.proposal.id.description, $0) }) { first, _ in first }
    }

    /// In bytes; decisions about all of ten thousand fixes fit.
    public static let largestBody = 4 << 20

    /// - Parameter port: on which the request has come.
    public mutating func respond(to request: Request, at port: Int, _ world: inout some ReviewWorld) -> Response {
        let access = Access(token: token, host: "127.0.0.1:\(port)")
        let file = StaticFile.all[request.path]
        if let refusal = access.refusal(of: request, isPublic: file != nil) { return refusal }
        if let file { return .file(file.type, file.bytes) }
        do {
            synchronize(try world.decisions())
            return request.method == "GET" ? get(request) : try post(request, &world)
        } catch let failure as ReviewFailure {
            return .failure(422, failure.message)
        } catch {
            return .failure(400, "the request cannot be read")
        }
    }

    private func get(_ request: Request) -> Response {
        switch request.path {
        case "/api/list": .json(list(request))
        case "/api/fix": fix(request)
        case "/api/scope": scope(request)
        case "/api/refused": .json(Part(html: RefusedPart.html(session.others, limit: limit(request))))
        case "/api/version": .json(Version(version: version))
        default: .failure(404, "there is no such page")
        }
    }

    private mutating func post(_ request: Request, _ world: inout some ReviewWorld) throws -> Response {
        let decoder = JSONDecoder()
        let data = Data(request.body)
        switch request.path {
        case "/api/decide": return try decide(decoder.decode(DecideRequest.self, from: data), &world)
        case "/api/edit": return try edit(decoder.decode(EditRequest.self, from: data), &world)
        case "/api/undo": return try revert(decoder.decode(TabRequest.self, from: data), .undo, &world)
        case "/api/redo": return try revert(decoder.decode(TabRequest.self, from: data), .redo, &world)
        case "/api/look": return try look(&world)
        case "/api/plan": return try plan(decoder.decode(BranchRequest.self, from: data), world)
        case "/api/commit": return try commit(decoder.decode(BranchRequest.self, from: data), world)
        default: return .failure(404, "there is no such page")
        }
    }

    // MARK: State

    /// Takes over what others have decided.
    mutating func synchronize(_ decisions: DecisionsFile) {
        guard decisions != session.decisions else { return }
        session.synchronize(decisions)
        version += 1
    }

    mutating func reload(_ world: inout some ReviewWorld) throws(ReviewFailure) {
        session.reload(try world.look(), try world.decisions())
        indices = Self.indices(session)
        version += 1
    }

    func item(_ id: String?) -> ReviewItem? { id.flatMap { indices[$0] }.map { session.items[$0] } }

    func limit(_ request: Request) -> Int {
        min(max(request.query["limit"].flatMap(Int.init) ?? ListPart.pageSize, 1), 100_000)
    }

    /// Works out one more fix, so that a later request need not wait. False if everything is known.
    public mutating func workAhead() -> Bool { session.workAhead() }
}

/// What one page can take back, and do again.
struct StepLog: Sendable {
    struct Step: Sendable {
        let changes: [DecisionChange]
        let text: String
        /// The first of its fixes.
        let id: String
    }

    var done: [Step] = []
    var undone: [Step] = []
}
