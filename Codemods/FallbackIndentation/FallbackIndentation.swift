import PythonLibraries
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
/// Audit finding babyshield/high-2. The intention is inferred from the words of the log, so every fix is for review.
struct FallbackIndentation: Codemod {
    let document = CodemodDocument(markdown: PackageResources.FallbackIndentation_md)

    let prefilter = Prefilter(Announcement.needles)

    var patterns: [Patterns] {
        [
            [MisplacedFallback.assignment, MisplacedFallback.check],
            [FailureTest.item, FailureTest.get, FailureTest.transforming, FailureTest.measuring],
            [FailureTest.typeTest, FailureTest.zero], FailureTest.nothing,
        ]
    }

    init() {}

    func sites(in file: FileContext) -> [MisplacedFallback] {
        file.nodes.calls(of: LogCalls.functionNames).compactMap { call -> MisplacedFallback? in
            guard Announcement.mayAnnounce(call), let statement = call.enclosingStatement,
                LogCalls.call(in: statement)?.node == call, Announcement.announcesFallback(call)
            else { return nil }
            return MisplacedFallback(announcement: statement, in: file)
        }
    }

    func repair(_ site: MisplacedFallback, in file: FileContext) throws(Refusal<FallbackReason>) -> Repair? {
        try site.repair(in: file)
    }
}
