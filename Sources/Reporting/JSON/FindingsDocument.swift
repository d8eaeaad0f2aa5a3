import FileSystem
import FoundationEssentials
import Git
import Inputs
import Rewriting
import SourceText

/// A run as JSON, by the schema `redline-findings-1`. In `Schemas/redline-findings-1.schema.json` each key is explained.
struct FindingsDocument {
    static let schema = "redline-findings-1"

    let report: Report

    // MARK: The run

    /// What comes before the findings.
    var header: [String: JSONValue] {
        var members: [String: JSONValue] = ["schema": .text(Self.schema), "settings": settings, "codemods": codemods]
        members["tool"] = ["name": "redline", "version": .text(ProgramVersion.current)]
        members["source"] = source
        members["configuration"] = configuration
        members["level"] = .text(report.settings.level.rawValue)
        members["since"] = since
        return members
    }

    private var source: JSONValue {
        let origin = report.origin
        return [
            "kind": .text(origin.kind.rawValue), "commit": origin.commit.map { .text($0.description) },
            "branch": origin.branch.map(JSONValue.text),
        ]
    }

    private var configuration: JSONValue? {
        let configuration = report.settings.configuration
        guard var members = configuration.file.map(Self.path) else { return nil }
        members["commit"] = configuration.commit.map { .text($0.description) }
        return .object(members)
    }

    private var settings: JSONValue {
        let configuration = report.settings.configuration.configuration
        let options = configuration.options.mapValues { options in
            JSONValue.object(options.compactMapValues(Self.option))
        }
        return [
            "exclude": configuration.exclude.map { JSONValue($0) },
            "extendExclude": JSONValue(configuration.extendExclude), "forceExclude": .flag(configuration.forceExclude),
            "perPathIgnores": .object(configuration.perPathIgnores.mapValues { JSONValue($0) }),
            "lineLength": .number(configuration.lineLength ?? ProjectConfiguration.defaultLineLength),
            "oldestPython": configuration.oldestPython.map { .text("\($0)") },
            "options": .object(options),
        ]
    }

    private static func option(_ value: OptionValue) -> JSONValue? {
        switch value {
        case .flag(let flag): .flag(flag)
        case .string(let text): .text(text)
        case .strings(let texts): JSONValue(texts)
        case .other: nil
        }
    }

    private var codemods: JSONValue {
        .list(
            report.documents.map { document in
                [
                    "id": .text(document.id), "severity": .text(document.severity), "level": .text(document.level),
                    "summary": .text(document.summary),
                ]
            })
    }

    private var since: JSONValue? {
        report.result.since.map { since in
            [
                "revision": .text(since.revision), "commit": .text(since.commit), "known": .number(since.known),
                "newInUnchangedLines": since.inUnchangedLines.map(JSONValue.number),
            ]
        }
    }

    /// What comes after the findings.
    var totals: [String: JSONValue] {
        let result = report.result
        var totals: [String: JSONValue] = [:]
        let outcomes = Dictionary(grouping: report.findings) { Self.word($0.finding.outcome) }
        for (key, outcome) in [
            ("fixed", "fixed"), ("leftOut", "left-out"), ("refused", "refused"), ("withdrawn", "withdrawn"),
            ("reported", "reported"),
        ] {
            totals[key] = .number(outcomes[outcome]?.count ?? 0)
        }
        totals["findings"] = .number(report.findings.count)
        totals["suppressed"] = .number(report.suppressed.count)
        totals["changedFiles"] = .number(result.changes.count)
        totals["byCodemod"] = Self.counts(report.findings.map(\.finding.codemod))
        totals["bySeverity"] = Self.counts(report.findings.map(\.severity))
        return [
            "changedFiles": .list(result.changes.map { .object(Self.path($0.path)) }),
            "filesRead": .number(result.filesRead), "filesParsed": .number(result.filesParsed),
            "exitCode": .number(report.exitCode), "totals": .object(totals),
        ]
    }

    private static func counts(_ words: [String]) -> JSONValue {
        .object(Dictionary(grouping: words) { $0 }.mapValues { .number($0.count) })
    }

    var skipped: [JSONValue] {
        report.result.skipped.map { skip in
            var members = Self.path(skip.path)
            members["reason"] = .text(skip.reason.code)
            members["message"] = .text(skip.reason.message)
            members["isError"] = .flag(skip.isError)
            Self.add(skip.reason.position, to: &members)
            return .object(members)
        }
    }

    var notices: [JSONValue] {
        report.result.notices.map { notice in
            var members = notice.path.map(Self.path) ?? [:]
            members["severity"] = .text(notice.severity.rawValue)
            members["message"] = .text(notice.message)
            Self.add(notice.position, to: &members)
            return .object(members)
        }
    }

    private static func add(_ position: SourcePosition?, to members: inout [String: JSONValue]) {
        members["line"] = position.map { .number($0.line) }
        members["column"] = position.map { .number($0.column) }
    }

    // MARK: Findings

    static func value(_ reported: ReportedFinding) -> JSONValue {
        let finding = reported.finding
        var members = path(finding.path)
        members["id"] = .text(reported.id.description)
        members["codemod"] = .text(finding.codemod)
        members["severity"] = .text(reported.severity)
        members["scope"] = .text(finding.identity.scope)
        members["message"] = .text(finding.message)
        members["line"] = .number(finding.position.line)
        members["column"] = .number(finding.position.column)
        members["endLine"] = .number(finding.end.line)
        members["endColumn"] = .number(finding.end.column)
        members["range"] = range(finding.span)
        members["evidence"] = .list(finding.evidence.map(value))
        members["decision"] = value(reported.decision)
        add(finding.outcome, to: &members)
        members["fix"] = reported.fixID.map { .text($0.description) }
        if let fix = reported.fix {
            members["edits"] = .list(fix.edits.map(value))
            members["requires"] = JSONValue(fix.requires.map(\.description))
            members["sharedWith"] = JSONValue(fix.sharedWith.map(\.description))
        }
        return .object(members)
    }

    private static func add(_ outcome: LocatedFinding.Outcome, to members: inout [String: JSONValue]) {
        members["outcome"] = .text(word(outcome))
        switch outcome {
        case .fixed(let level), .leftOut(let level): members["level"] = .text(level.rawValue)
        case .refused(let reason):
            members["reason"] = .text(reason.code)
            members["explanation"] = .text(reason.text)
        case .withdrawn(let why): members["explanation"] = .text(why)
        case .reported: break
        }
    }

    private static func word(_ outcome: LocatedFinding.Outcome) -> String {
        switch outcome {
        case .fixed: "fixed"
        case .leftOut: "left-out"
        case .refused: "refused"
        case .withdrawn: "withdrawn"
        case .reported: "reported"
        }
    }

    private static func value(_ decision: ReportedDecision?) -> JSONValue {
        guard let decision else { return ["state": "none"] }
        let source: JSONValue
        var comment: JSONValue?
        switch decision.source {
        case .decisions: source = "decisions"
        case .baseline: source = "baseline"
        case .comment(let text): (source, comment) = ("comment", .text(text))
        }
        return [
            "state": .text(decision.state.rawValue), "source": source, "comment": comment,
            "reason": decision.reason.map(JSONValue.text),
        ]
    }

    private static func value(_ evidence: LocatedEvidence) -> JSONValue {
        var members = path(evidence.path)
        members["line"] = .number(evidence.position.line)
        members["column"] = .number(evidence.position.column)
        members["range"] = range(evidence.span)
        members["label"] = .text(evidence.label)
        return .object(members)
    }

    private static func value(_ edit: ReportedFix.Edit) -> JSONValue {
        var members = path(edit.path)
        members["start"] = .number(edit.span.start.offset)
        members["end"] = .number(edit.span.end.offset)
        members["range"] = range(edit.span)
        members["text"] = .text(edit.text)
        return .object(members)
    }

    private static func range(_ span: TextSpan) -> JSONValue { ["start": point(span.start), "end": point(span.end)] }

    private static func point(_ point: TextPoint) -> JSONValue {
        [
            "line": .number(point.position.line), "column": .number(point.position.column),
            "utf8Column": .number(point.utf8Column), "utf16Column": .number(point.utf16Column),
            "offset": .number(point.offset),
        ]
    }

    /// `path` is display text. If a name is not UTF-8, its bytes follow in base64 (RFC 4648).
    private static func path(_ path: Path) -> [String: JSONValue] {
        if let text = path.text { return ["path": .text(text)] }
        return ["path": .text(path.description), "pathBytes": .text(Data(path.bytes).base64EncodedString())]
    }
}
