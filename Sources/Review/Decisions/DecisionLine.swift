import FileSystem
import FoundationEssentials
import Reporting

/// A decision as one line of JSON. Keys are sorted, so that equal decisions are equal bytes.
struct DecisionLine: Codable {
    /// Of the format.
    static let version = 1

    let v: Int
    let id: String
    let codemod: String
    let path: String
    /// The bytes of a path that is not UTF-8, in base64 (RFC 4648); `path` is display text then.
    let pathBytes: String?
    let scope: String
    let n: Int
    let before: String
    let after: String?
    let decision: String
    let reason: String?
    let edit: String?

    init(_ decision: Decision) {
        let subject = decision.subject
        v = Self.version
        id = decision.id.description
        codemod = subject.codemod
        path = subject.path.text ?? subject.path.description
        pathBytes = subject.path.text == nil ? Data(subject.path.bytes).base64EncodedString() : nil
        scope = subject.scope
        n = subject.ordinal
        before = subject.before
        after = decision.after
        self.decision = decision.verdict.rawValue
        reason = decision.reason
        edit = decision.edit
    }

    /// Without a line feed.
    func text() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// What is wrong with a line.
    struct Complaint: Error {
        let message: String
        var hint: String?
    }

    /// The decision that a line holds.
    static func decision(in text: [UInt8]) throws(Complaint) -> Decision {
        let line: DecisionLine
        do {
            line = try JSONDecoder().decode(DecisionLine.self, from: Data(text))
        } catch {
            throw version(of: text).flatMap(newer) ?? complaint(about: error)
        }
        if let complaint = newer(line.v) { throw complaint }
        guard let verdict = Verdict(rawValue: line.decision) else {
            throw Complaint(
                message: "unknown decision \"\(line.decision)\"", hint: "use accept, reject, ignore or known")
        }
        guard line.n >= 1 else { throw Complaint(message: "\"n\" must be at least 1") }
        guard line.before.utf8.count == 16, line.before.utf8.allSatisfy(isDigit) else {
            throw Complaint(message: "\"before\" must be 16 hexadecimal digits")
        }
        if let reason = line.reason, reason.count > Decision.longestReason {
            throw Complaint(message: "\"reason\" has more than \(Decision.longestReason) characters")
        }
        let subject = DecisionSubject(
            codemod: line.codemod, path: try path(of: line), scope: line.scope, ordinal: line.n, before: line.before)
        let decision = Decision(verdict, on: subject, after: line.after, reason: line.reason, edit: line.edit)
        guard decision.id.description == line.id else {
            throw Complaint(
                message: "\"id\" does not belong to the rest of the line: it was changed by hand",
                hint: "delete the line, and decide again")
        }
        return decision
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private static func path(of line: DecisionLine) throws(Complaint) -> Path {
        guard let encoded = line.pathBytes else { return Path(line.path) }
        guard let bytes = Data(base64Encoded: encoded) else { throw Complaint(message: "\"pathBytes\" is not base64") }
        return Path(bytes)
    }

    private struct Version: Decodable {
        let v: Int
    }

    private static func version(of text: [UInt8]) -> Int? {
        (try? JSONDecoder().decode(Version.self, from: Data(text)))?.v
    }

    private static func newer(_ version: Int) -> Complaint? {
        if version == Self.version { return nil }
        return Complaint(message: "written by another version of Redline (format \(version))", hint: "update Redline")
    }

    private static func complaint(about error: any Error) -> Complaint {
        switch error {
        case DecodingError.keyNotFound(let key, _): Complaint(message: "\"\(key.stringValue)\" is missing")
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            Complaint(message: "\"\(context.codingPath.last?.stringValue ?? "")\" has the wrong type")
        default: Complaint(message: "not a line of JSON")
        }
    }
}
