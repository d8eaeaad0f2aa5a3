import FoundationEssentials
import PythonLibraries
import PythonSemantics
import PythonSyntax

/// The logger at the top level of a module.
public struct ModuleLogger {
    public enum Style: Sendable {
        /// `logging`: a format with `%s`, then the arguments.
        case standard
        /// loguru, structlog and the like: an f-string works for all of them.
        case other
    }

    public let name: String
    public let style: Style

    public init(name: String, style: Style) {
        self.name = name
        self.style = style
    }

    /// Nil if the module has none, or if it is ambiguous.
    public init?(in file: FileContext) {
        let root = file.semantics.scope(of: file.tree.root)
        for name in LogCalls.loggerNames {
            guard let variable = root.resolve(name), variable.scope == root, variable.bindings.count == 1 else {
                continue
            }
            let binding = variable.bindings[0]
            if binding.kind == .importFrom {
                self.init(name: name, style: .other)
                return
            }
            guard binding.kind == .assignment || binding.kind == .annotatedAssignment,
                let call = (binding.statement?.child(.value)?.withoutParentheses).flatMap(CallExpression.init)
            else { continue }
            let function = file.project.definition(of: call.function, in: file.module)?.externalName
            self.init(name: name, style: function == "logging.getLogger" ? .standard : .other)
            return
        }
        return nil
    }

    /// A call of one of its methods: a text with `{}` for each of some expressions.
    public func call(_ method: String, _ text: String, _ values: [String]) -> (head: String, arguments: [String]) {
        let parts = text.components(separatedBy: "{}")
        switch style {
        case .standard:
            return ("\(name).\(method)(", ["\"\(parts.joined(separator: "%s"))\""] + values)
        case .other:
            let filled = zip(parts, values.map { "{\($0)}" } + [""]).map { $0 + $1 }.joined()
            return ("\(name).\(method)(", ["f\"\(filled)\""])
        }
    }
}
