/// Current and former names of codemods, as used in comments, on the command line and in configurations.
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

    /// The current name of a codemod; nil if no codemod has, or had, this name.
    public func current(of name: String) -> String? { byName[name] }
}
