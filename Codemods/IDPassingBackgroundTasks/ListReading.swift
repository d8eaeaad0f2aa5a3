import PythonFlow
import PythonSemantics
import PythonSyntax

/// Tells uses of a list that leave it as it is from those that may change it.
enum ListReading {
    private static let methods: Set<String> = ["copy", "count", "index"]
    private static let builtins: Set<String> = [
        "all", "any", "bool", "enumerate", "len", "list", "max", "min", "print", "repr", "reversed", "set", "sorted",
        "str",
        "sum", "tuple", "zip",
    ]

    /// False for whatever is not known: a call that is given the list, a second name of it.
    static func isOnlyRead(_ use: Syntax, _ module: ModuleFile, _ index: ProjectIndex) -> Bool {
        guard let parent = use.parent else { return false }
        if use.role == .iterable || use.role == .test { return true }
        switch parent.kind {
        case .parenthesized, .unary, .comparison:
            return parent.kind != .parenthesized || isOnlyRead(parent, module, index)
        case .attribute:
            return parent.role == .function && methods.contains(parent.lastName ?? "")
        case .subscription: return use.role == .object && !AttributeTarget.isTarget(parent)
        case .arguments:
            guard let call = parent.parent.flatMap(CallExpression.init),
                let name = index.definition(of: call.function, in: module)?.externalName, name.hasPrefix("builtins.")
            else { return false }
            return builtins.contains(String(name.dropFirst(9)))
        default: return false
        }
    }
}
