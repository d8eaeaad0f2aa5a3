import PythonSemantics
import PythonSyntax

/// The information that conditions may use during a match.
public struct MatchScope {
    let file: FileContext?
    private let model: SemanticModel?
    /// Whether two nodes that one hole matched are the same; nil compares their tokens.
    let identity: ((Syntax, Syntax) -> Bool)?

    init(
        file: FileContext? = nil, names: SemanticModel? = nil, identity: ((Syntax, Syntax) -> Bool)? = nil
    ) {
        self.file = file
        model = names
        self.identity = identity
    }

    var names: SemanticModel? { model ?? file?.semantics }

    func isSame(_ left: Syntax, _ right: Syntax) -> Bool {
        identity?(left, right) ?? left.hasSameTokens(as: right)
    }
}
