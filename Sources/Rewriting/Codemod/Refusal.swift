import PythonSyntax

/// The reasons for which one codemod leaves a place alone: an enum whose raw values read `code: explanation`.
///
/// Codes are stable: people search for them, and CI counts them. An explanation is a clause that completes a message,
/// such as "the handle is returned"; `{}` in it stands for the entity.
public protocol RefusalReason: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension RefusalReason {
    /// In kebab-case, e.g. `handle-returned`.
    public var code: String { String(rawValue.prefix { $0 != ":" }) }

    /// The clause, with `{}` in place of the entity.
    public var clause: String { String(rawValue.dropFirst(code.count + 2)) }
}

/// Thrown if no fix can be proven correct.
public struct Refusal<Reason: RefusalReason>: Error, Hashable {
    public let reason: Reason
    /// The name or expression that prevented the fix, as written.
    public let entity: String?

    public init(_ reason: Reason, about entity: String? = nil) {
        self.reason = reason
        self.entity = entity
    }

    public init(_ reason: Reason, about node: Syntax?) { self.init(reason, about: node.map(\.excerpt)) }
}

extension Syntax {
    /// What stands there, short enough for a message: one line, the arguments of a long call left out.
    public var excerpt: String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing("( ", with: "(").replacing(", )", with: ")").replacing(",)", with: ")").replacing(
                " )", with: ")")
        guard words.count > Self.longestExcerpt else { return words }
        if kind == .call, let function = child(.function) { return function.excerpt + "(…)" }
        return words.prefix(Self.longestExcerpt - 1) + "…"
    }

    private static var longestExcerpt: Int { 50 }
}

/// Why a finding has no fix, as printed in reports.
public struct Explanation: Hashable, Sendable {
    /// In kebab-case, e.g. `handle-returned`.
    public let code: String
    public let text: String

    public init<Reason: RefusalReason>(_ refusal: Refusal<Reason>) {
        code = refusal.reason.code
        let parts = refusal.reason.clause.split(separator: "{}", maxSplits: 1, omittingEmptySubsequences: false)
        text = parts.joined(separator: refusal.entity ?? "it")
    }

    init(_ reason: some RefusalReason) { self.init(Refusal(reason)) }
}
