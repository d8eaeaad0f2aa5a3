import FileSystem

/// Markup into which text only gets escaped. Literals are markup; everything put into them is escaped, unless it is markup itself.
///
/// Literals are `StaticString`s: no text that is known only at run time can pass for markup.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    public private(set) var text: String

    public init(stringLiteral value: StaticString) { text = value.description }

    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        public mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
        public mutating func appendInterpolation(_ value: Path) { text += HTML.escaped(value.description) }
        public mutating func appendInterpolation(_ value: Int) { text += String(value) }
        public mutating func appendInterpolation(_ value: HTML) { text += value.text }
        public mutating func appendInterpolation(_ values: [HTML]) { for value in values { text += value.text } }

        /// Markup that is there only under a condition.
        public mutating func appendInterpolation(_ value: HTML, if condition: Bool) {
            if condition { text += value.text }
        }
    }

    public static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }

    /// Our own style sheet, for a page that has it inside: the only text that gets into a page as it is.
    static let styleSheet: HTML = {
        var html: HTML = ""
        html.text = String(decoding: PackageResources.style_css, as: UTF8.self)
        return html
    }()

    /// The one place that escapes: for text between tags and in quoted attributes. Controls, also of the writing direction, become
    /// visible: what a page shows is what the file has.
    private static func escaped(_ text: String) -> String {
        let text = TerminalText.escaped(text, keepingLines: true)
        guard text.utf8.contains(where: isSpecial) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "`": result += "&#96;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"):
            true
        default: false
        }
    }
}

extension [HTML] {
    func joined(by separator: HTML = "") -> HTML {
        guard let first else { return "" }
        return dropFirst().reduce(into: first) { $0 = "\($0)\(separator)\($1)" }
    }
}
