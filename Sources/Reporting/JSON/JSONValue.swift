import FoundationEssentials

/// A value of a report in JSON. Keys are sorted when it is written, so that equal reports are equal bytes.
enum JSONValue: Sendable, Equatable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSONValue])
    case object([String: JSONValue])

    /// An object without the members that have no value.
    init(_ members: [String: JSONValue?]) { self = .object(members.compactMapValues { $0 }) }

    init(_ texts: some Sequence<String>) { self = .list(texts.map(JSONValue.text)) }

    enum Layout {
        case indented
        /// On one line.
        case line
    }

    /// Without a line feed at the end. Throws if a value cannot be encoded.
    func text(_ layout: Layout = .indented) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if layout == .indented { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension JSONValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: Int) { self = .number(number) }
    init(booleanLiteral flag: Bool) { self = .flag(flag) }
    init(arrayLiteral values: JSONValue...) { self = .list(values) }

    /// Members without a value are left out.
    init(dictionaryLiteral members: (String, JSONValue?)...) {
        self.init(Dictionary(members) { first, _ in first })
    }
}
