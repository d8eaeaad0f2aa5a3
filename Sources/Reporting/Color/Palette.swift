/// Colours text for one stream, or leaves it as it is.
public struct Palette: Sendable {
    public let isColored: Bool

    public init(isColored: Bool) { self.isColored = isColored }

    public static let plain = Palette(isColored: false)

    /// The text must not contain line feeds: pagers end colours at the end of a line.
    public func paint(_ text: String, _ style: TextStyle) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(style.code)m\(text)\u{1B}[0m" : text
    }
}
