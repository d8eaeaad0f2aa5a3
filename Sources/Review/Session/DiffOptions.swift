/// How the screen of a fix shows its changes.
struct DiffOptions: Sendable, Hashable {
    enum Layout: Sendable, Hashable {
        case unified, sideBySide, old, new
    }

    /// Lines that are only indented differently are shown once.
    var hidesSpaces = true
    var layout = Layout.unified
    /// Lines around a change.
    var context = 3
    var showsFunction = false

    /// In columns: less is too narrow for two texts.
    static let sideBySideWidth = 120

    mutating func nextLayout(columns: Int) {
        layout =
            switch layout {
            case .unified: columns >= Self.sideBySideWidth ? .sideBySide : .old
            case .sideBySide: .old
            case .old: .new
            case .new: .unified
            }
    }

    var text: String {
        let name =
            switch layout {
            case .unified: "unified"
            case .sideBySide: "side by side"
            case .old: "before"
            case .new: "after"
            }
        return "\(name) · spaces \(hidesSpaces ? "hidden" : "shown")"
    }
}
