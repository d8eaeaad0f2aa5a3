import PythonSyntax
import SourceText

/// The names of one `from … import` statement, which takes more of them.
struct ImportedNames {
    private let statement: Syntax
    private let file: FileContext
    private let aliases: [Syntax]

    init(_ statement: Syntax, in file: FileContext) {
        self.statement = statement
        self.file = file
        aliases = statement.children.filter { $0.kind == .importAlias }
    }

    /// In the order that the names are in, else after the last one. A line that would become too long is broken.
    func adding(_ names: [String]) -> [TextEdit] {
        let isBroken = file.source.bytes[statement.range].contains(where: Layout.isLineEnd)
        let width = statement.text.count + names.map { $0.count + 2 }.reduce(0, +)
        if !isBroken, width > file.style.lineLength, let edit = broken(with: names) { return [edit] }
        let order = order
        let new = order.map { order in names.sorted { order.isBefore($0, $1) } } ?? names
        return new.map { adding($0, order) }
    }

    private func adding(_ name: String, _ order: NameOrder?) -> TextEdit {
        if let order, let next = aliases.first(where: { order.isBefore(name, $0.text) }) {
            return TextEdit(insertingAt: next.start, name + "," + separator(before: next))
        }
        let last = aliases[aliases.count - 1]
        return TextEdit(insertingAt: last.end, "," + separator(before: last) + name)
    }

    /// One name per line in parentheses, as black, ruff and isort's profiles for them have it.
    private func broken(with names: [String]) -> TextEdit? {
        guard let first = aliases.first, let last = aliases.last else { return nil }
        let all = aliases.map(\.text) + names
        let texts = order.map { order in all.sorted { order.isBefore($0, $1) } } ?? all
        let newline = file.style.lineEnding.rawValue
        let lines = texts.map { file.style.indentUnit + $0 + "," + newline }.joined()
        let open = statement.tree.tokens[first.firstToken - 1].kind == .leftParenthesis
        let range = open ? first.start..<statement.end - 1 : first.start..<last.end
        return TextEdit(replacing: range, with: (open ? "" : "(") + newline + lines + (open ? "" : ")"))
    }

    private var order: NameOrder? {
        let names = aliases.map(\.text)
        return NameOrder.allCases.first { order in
            zip(names, names.dropFirst()).allSatisfy { !order.isBefore($1, $0) }
        }
    }

    /// The separator between two names: a space, or a line ending and the indentation of the names.
    private func separator(before alias: Syntax) -> String {
        guard Layout.isFirstOnLine(alias.start, in: file.source) else { return " " }
        return file.style.lineEnding.rawValue + Layout.indentation(before: alias.start, in: file.source)
    }
}

/// An order of imported names: constants, classes, then the others, as isort and ruff have it; or the plain one.
private enum NameOrder: CaseIterable {
    case byKind, byText, withoutCase

    func isBefore(_ left: String, _ right: String) -> Bool { key(left) < key(right) }

    private func key(_ name: String) -> (Int, String, String) {
        switch self {
        case .byKind: (Self.kind(of: name), name.lowercased(), name)
        case .byText: (0, name, "")
        case .withoutCase: (0, name.lowercased(), name)
        }
    }

    private static func kind(of name: String) -> Int {
        if name.count > 1, name == name.uppercased() { return 0 }
        return name.first?.isUppercase == true ? 1 : 2
    }
}
