import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Shows that a value is not `None`: by its form, by what makes it, by a test before it, or by what a caller is told to pass.
public struct NeverNone {
    private let file: FileContext
    private static let maximumDepth = 4

    public init(_ file: FileContext) { self.file = file }

    /// False if nothing shows it.
    public func holds(_ value: Syntax) -> Bool { holds(value, depth: 0) }

    private func holds(_ value: Syntax, depth: Int) -> Bool {
        let node = value.withoutParentheses
        guard depth < Self.maximumDepth else { return false }
        switch node.kind {
        case .string, .formattedString, .number: return true
        case .constant: return !node.isNone
        case .conditional:
            return [node.child(.body), node.child(.orElse)].allSatisfy {
                $0.map { holds($0, depth: depth + 1) } ?? false
            }
        case .attribute:
            return node.lastName == "hex" && node.child(.object).map { holds($0, depth: depth + 1) } ?? false
                || isTested(node) || isFilled(node) || isMember(node)
        case .call: return CallExpression(node).map(isValue) ?? false || isInstance(node)
        case .name: return isTested(node) || isPlainParameter(node) || isBound(node, depth: depth)
        default: return false
        }
    }

    /// `uuid.UUID(key)`, `int(key)`, `name.strip()`
    private func isValue(_ call: CallExpression) -> Bool {
        if let name = file.project.definition(of: call.function, in: file.module)?.externalName,
            name.hasPrefix("uuid.") || Self.makers.contains(name)
        {
            return true
        }
        return call.receiver != nil && StringMethods.givesString(call.functionName ?? "")
    }

    private static let makers: Set<String> = [
        "builtins.int", "builtins.len", "builtins.str", "datetime.date.today", "datetime.datetime.now",
        "datetime.datetime.utcnow",
    ]

    private func isTested(_ node: Syntax) -> Bool {
        file.flow(around: node).facts.facts(about: node).contains(.isNotNone)
    }

    /// `User(name=name)`
    private func isInstance(_ value: Syntax) -> Bool {
        guard let type = file.frameworks.type(of: value) else { return false }
        return !type.isOptional && type.instance != nil
    }

    /// `key = uuid.UUID(text)`, `for name in ["admin", "user"]:`, `if not user: user = User(name=name)`: whatever way leads here, the value is
    /// one that shows it, or was tested.
    private func isBound(_ name: Syntax, depth: Int) -> Bool {
        let flow = file.flow(around: name)
        let reaching = flow.definitions.reaching(name)
        guard reaching.isComplete, !reaching.mayBeUnbound, !reaching.bindings.isEmpty,
            FlowGraph.owner(of: name) == flow.graph.owner
        else { return false }
        return reaching.bindings.allSatisfy { binding in
            switch Value(of: binding) {
            case .expression(let value):
                holds(value, depth: depth + 1)
                    || binding.kind == .assignment && reaching.bindings.count > 1
                        && !flow.facts.mayBeNone(name, from: binding)
            case .part(let whole): isListOfTexts(whole)
            default: false
            }
        }
    }

    /// A literal that consists of nothing but texts and numbers.
    private func isListOfTexts(_ value: Syntax) -> Bool {
        let origin = file.flow(around: value).definitions.origin(of: value) ?? value
        let kinds: Set<NodeKind> = [.list, .tuple, .set, .parenthesized, .string, .number]
        return origin.subtree.allSatisfy { kinds.contains($0.kind) }
    }

    /// `incident_id: int`: what FastAPI checks, or the caller is told to pass.
    private func isPlainParameter(_ name: Syntax) -> Bool {
        guard case .parameter(let node) = file.flow(around: name).definitions.value(of: name),
            let annotation = node.child(.annotation), node.child(.defaultValue)?.isNone != true
        else { return false }
        return isPlain(annotation, in: file.module)
    }

    private func isPlain(_ annotation: Syntax, in module: ModuleFile) -> Bool {
        let isOptional = annotation.subtree.contains { $0.isNone || $0.lastName == "Optional" || $0.kind == .string }
        return !isOptional && PlainAnnotation.isPlain(annotation, in: module, file.project, file.frameworks)
    }

    /// `user.name` of a row whose column may not be NULL. A key is NULL until the row is sent.
    private func isFilled(_ node: Syntax) -> Bool {
        guard let name = node.lastName, let object = node.child(.object),
            let column = file.frameworks.type(of: object)?.instance?.column(name)
        else { return false }
        return !column.isNullable && !column.isPrimaryKey
    }

    // MARK: Members

    /// `request.name` of a schema that declares `name: str`.
    private func isMember(_ node: Syntax) -> Bool {
        guard let name = node.lastName, let object = node.child(.object),
            case .object(let type, let owner)? = file.frameworks.type(of: object),
            let (field, module) = field(name, of: type, in: owner, depth: 0), let annotation = field.child(.annotation)
        else { return false }
        let value = field.child(.value)
        let isNone = value.map { $0.isNone || (CallExpression($0)?.arguments.contains(where: Self.isNone) ?? false) }
        return isNone != true && isPlain(annotation, in: module)
    }

    /// `Field(None)`, `Field(default=None)`
    private static func isNone(_ argument: CallArgument) -> Bool {
        argument.value.isNone && ["default", nil].contains(argument.keyword)
    }

    /// Where a class, or one that it inherits from, declares an annotated name.
    private func field(
        _ name: String, of type: ClassDefinition, in module: ModuleFile, depth: Int
    ) -> (Syntax, ModuleFile)? {
        guard depth < Self.maximumDepth else { return nil }
        let own = type.body.children.first {
            $0.kind == .annotatedAssignment && $0.child(.target)?.identifier == name
        }
        if let own { return (own, module) }
        for base in type.bases {
            if case .type(let parent, let owner)? = file.project.definition(of: base.withoutTypeArguments, in: module),
                let found = field(name, of: parent, in: owner, depth: depth + 1)
            {
                return found
            }
        }
        return nil
    }
}
