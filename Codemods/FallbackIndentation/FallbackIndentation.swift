import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Moves a fallback that always runs into the branch whose log line announces it.
///
///     if result is None:                              if result is None:
///         logger.warning("falling back")       →          logger.warning("falling back")
///     result = fallback()                                 result = fallback()
///
/// Audit finding babyshield/high-2. What was meant is read from the log's words, so that every fix is for review.
public struct FallbackIndentation: Codemod {
    public let document = CodemodDocument(markdown: PackageResources.FallbackIndentation_md)

    public let prefilter = Prefilter(Announcement.needles)

    public init() {}

    public func findings(in file: FileContext) -> [Finding] {
        let announcements = file.nodes.calls(of: Announcement.functions).compactMap { call -> Syntax? in
            guard Announcement.mayAnnounce(call), let statement = call.enclosingStatement,
                Announcement.logCall(statement) == call, Announcement.announcesFallback(call)
            else { return nil }
            return statement
        }
        let crowded = CrowdedScopes(announcements, in: file)
        let found = announcements.compactMap { statement -> Finding? in
            if crowded.hold(statement) {
                return Finding(at: statement.range, "a fallback is announced", .refusal(.tooManyPlaces))
            }
            return MisplacedFallback(announcement: statement)?.finding(in: file)
        }
        // Two handlers may announce the same fallback.
        var places: Set<Range<Int>> = []
        return found.filter { places.insert($0.place).inserted }
    }
}

extension RefusalReason {
    static let fallbackReadsResult = RefusalReason(
        "fallback-reads-result", "the second call reads the first result: it is the next step, no fallback")
    static let failureTestUnclear = RefusalReason(
        "failure-test-unclear", "the condition does not clearly ask whether that result failed")
    static let logNotLast = RefusalReason("log-not-last", "the branch goes on after the announcement")
    static let resultUsedBefore = RefusalReason(
        "result-used-before", "the first result is used before it is assigned again")
    static let elseHandlesOtherCase = RefusalReason(
        "else-handles-other-case", "a further branch handles the other case")
    static let severalHandlers = RefusalReason(
        "several-handlers", "the try statement has more than one handler, an else or a finally")
    static let sharedLine = RefusalReason("shared-line", "the statements share a line with others")
}
