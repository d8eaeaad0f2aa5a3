/// How text looks on a terminal.
public struct Style: Hashable, Sendable {
    public enum Color: UInt8, Hashable, Sendable {
        case red = 31
        case green, yellow, blue, magenta, cyan
    }

    public var color: Color?
    public var isBold = false
    public var isDim = false
    public var isReversed = false

    public init(_ color: Color? = nil, isBold: Bool = false, isDim: Bool = false, isReversed: Bool = false) {
        self.color = color
        self.isBold = isBold
        self.isDim = isDim
        self.isReversed = isReversed
    }

    public static let plain = Style()
    public static let bold = Style(isBold: true)
    public static let dim = Style(isDim: true)
    public static let reversed = Style(isReversed: true)

    public var reversed: Style {
        var style = self
        style.isReversed = true
        return style
    }

    /// The codes of SGR (ECMA-48), without the one that resets.
    ///
    /// - Parameter hasColor: if false, bold and the like remain.
    func codes(hasColor: Bool) -> String {
        var codes: [String] = []
        if isBold { codes.append("1") }
        if isDim { codes.append("2") }
        if isReversed { codes.append("7") }
        if hasColor, let color { codes.append(String(color.rawValue)) }
        return codes.joined(separator: ";")
    }
}
