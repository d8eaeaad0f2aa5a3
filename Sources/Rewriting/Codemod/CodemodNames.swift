/// What codemods are called, in comments, on the command line and in configurations: their names, and those they had before.
public struct CodemodNames: Sendable {
    /// In the order in which the codemods run.
    public let current: [String]
    private let byName: [String: String]

    public init(_ codemods: [any Codemod]) {
        let documents = codemods.map(\.document)
        current = documents.map(\.id)
        let former = documents.flatMap { document in document.formerNames.map { ($0, document.id) } }
        byName = Dictionary(former + current.map { ($0, $0) }) { _, last in last }
    }

    /// The name that a codemod has now; nil if no codemod has, or had, this one.
    public func current(of name: String) -> String? { byName[name] }
}
