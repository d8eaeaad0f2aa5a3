import PythonSyntax

/// What an import statement imports, as far as its place among others depends on it.
struct ImportLine: Hashable {
    /// With leading dots.
    let module: String
    /// The first name of `from module import name`; nil for `import module`.
    let name: String?

    init(module: String, name: String?) {
        self.module = module
        self.name = name
    }

    init?(of statement: Syntax) {
        switch statement.kind {
        case .importFromStatement:
            guard let module = statement.child(.module) else { return nil }
            let alias = statement.children.first { $0.kind == .importAlias }
            self.init(module: module.compactText, name: alias?.text ?? "*")
        case .importStatement:
            guard let alias = statement.children.first(where: { $0.kind == .importAlias }) else { return nil }
            self.init(module: (alias.child(.name) ?? alias).compactText, name: nil)
        default: return nil
        }
    }

    var text: String { name.map { "from \(module) import \($0)" } ?? "import \(module)" }

    /// The package at the root of the module's name; empty for a relative import.
    var root: String { String(module.prefix { $0 != "." }) }
}

/// An order in which a section's imports may be: isort's and ruff's own, with `force-sort-within-sections`, or by the text.
enum ImportOrder: CaseIterable {
    case straightFirst, byModule, byText

    func isBefore(_ left: ImportLine, _ right: ImportLine) -> Bool { key(left) < key(right) }

    func holds(for lines: [ImportLine]) -> Bool {
        zip(lines, lines.dropFirst()).allSatisfy { !isBefore($1, $0) }
    }

    private func key(_ line: ImportLine) -> (Int, Int, String, Int, String) {
        let dots = line.module.prefix { $0 == "." }.count
        let kind = line.name == nil ? 0 : 1
        let name = (line.name ?? "").lowercased()
        switch self {
        case .straightFirst: return (kind, -dots, line.module.lowercased(), 0, name)
        case .byModule: return (0, -dots, line.module.lowercased(), kind, name)
        case .byText: return (0, 0, line.text, 0, "")
        }
    }
}
