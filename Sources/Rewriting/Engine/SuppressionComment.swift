/// One `# redline: ignore…` within a comment.
///
/// The forms are `ignore`, `ignore[a, b]`, `ignore-file` and `ignore-file[a]`, each followed by the end of the
/// comment, by white space and a reason, or by another comment. Anything else that begins with `# redline: ignore` is
/// malformed and suppresses nothing.
struct SuppressionComment: Equatable {
    enum Scope: Equatable { case line, file }

    enum Meaning: Equatable {
        /// An empty list means all codemods.
        case ignore(Scope, [String])
        case malformed(String)
    }

    let meaning: Meaning
    /// Its offset in the comment, in bytes.
    let offset: Int

    private static let mark = Array("redline:".utf8)
    private static let verb = Array("ignore".utf8)
    private static let fileSuffix = Array("-file".utf8)

    /// All of them in one comment, in order.
    static func all(in comment: ArraySlice<UInt8>) -> [SuppressionComment] {
        var found: [SuppressionComment] = []
        var hash = comment.firstIndex(of: UInt8(ascii: "#"))
        while let start = hash {
            var rest = comment[comment.index(after: start)...].drop(while: isBlank)
            hash = rest.firstIndex(of: UInt8(ascii: "#"))
            guard take(mark, from: &rest) else { continue }
            rest = rest.drop(while: isBlank)
            guard take(verb, from: &rest), let meaning = meaning(rest) else { continue }
            found.append(SuppressionComment(meaning: meaning, offset: start - comment.startIndex))
        }
        return found
    }

    /// The meaning of the text after `ignore`; nil if `ignore` is only the beginning of another word.
    private static func meaning(_ text: ArraySlice<UInt8>) -> Meaning? {
        var rest = text
        let scope: Scope = take(fileSuffix, from: &rest) ? .file : .line
        if rest.first == UInt8(ascii: "[") { return list(rest.dropFirst(), scope) }
        guard let next = rest.first, !isBlank(next), next != UInt8(ascii: "#") else {
            let reason = rest.drop(while: isBlank)
            // `ignore [a]` was meant as a list and must not suppress everything.
            return reason.first == UInt8(ascii: "[") ? .malformed("a space before '['") : .ignore(scope, [])
        }
        let isProse = scope == .line && (next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z"))
        return isProse ? nil : .malformed("white space is missing before the reason")
    }

    private static func list(_ text: ArraySlice<UInt8>, _ scope: Scope) -> Meaning {
        guard let end = text.firstIndex(of: UInt8(ascii: "]")) else { return .malformed("']' is missing") }
        var codemods: [String] = []
        for part in text[..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let name = trimmed(part)
            guard !name.isEmpty else { return .malformed("a codemod's name is missing") }
            guard name.allSatisfy(isNamePart) else {
                return .malformed("'\(String(decoding: name, as: UTF8.self))' is not a codemod's name")
            }
            codemods.append(String(decoding: name, as: UTF8.self))
        }
        if let next = text[text.index(after: end)...].first, !isBlank(next), next != UInt8(ascii: "#") {
            return .malformed("white space is missing before the reason")
        }
        return .ignore(scope, codemods)
    }

    private static func take(_ word: [UInt8], from text: inout ArraySlice<UInt8>) -> Bool {
        guard text.starts(with: word) else { return false }
        text = text.dropFirst(word.count)
        return true
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return text
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0C || byte == 0x0D }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
