import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Shows that a value was drawn at random for one call of a function: `uuid.uuid4()`, or something that contains it. It is followed through
/// variables, dictionaries in lists, and functions of the project.
public struct RandomValue {
    private let model: FrameworkModel
    private let module: ModuleFile
    private static let maximumDepth = 16

    public init(_ model: FrameworkModel, in module: ModuleFile) { (self.model, self.module) = (model, module) }

    /// False if nothing shows it.
    public func holds(_ value: Syntax) -> Bool { holds(value, 0) }

    private func holds(_ value: Syntax, _ depth: Int) -> Bool {
        let node = value.withoutParentheses
        guard depth < Self.maximumDepth else { return false }
        switch node.kind {
        case .call: return CallExpression(node).map { isMade($0, depth + 1) } ?? false
        case .attribute:
            return ["hex", "int"].contains(node.lastName) && node.child(.object).map { holds($0, depth + 1) } ?? false
        case .string, .formattedString:
            return node.subtree.contains { part in
                part.kind == .replacementField && part.child(.value).map { holds($0, depth + 1) } ?? false
            }
        case .binary:
            guard let sum = BinaryOperation(node), sum.operation == .add else { return false }
            return holds(sum.left, depth + 1) || holds(sum.right, depth + 1)
        case .subscription:
            guard let object = node.child(.object), let key = node.child(.index)?.plainString else { return false }
            return holds(item: key, of: object, depth + 1)
        case .name: return values(of: node)?.allSatisfy { $0.expression.map { holds($0, depth + 1) } ?? false } ?? false
        default: return false
        }
    }

    // MARK: Calls

    private static let makers: Set<String> = [
        "uuid.uuid1", "uuid.uuid4", "uuid.uuid6", "uuid.uuid7", "secrets.token_bytes", "secrets.token_hex",
        "secrets.token_urlsafe",
    ]
    private static let keeping: Set<String> = ["lower", "replace", "strip", "upper"]

    private func isMade(_ call: CallExpression, _ depth: Int) -> Bool {
        let name = model.index.definition(of: call.function, in: module)?.externalName ?? ""
        // `token_hex(4)` may well be drawn twice.
        if Self.makers.contains(name) { return call.arguments.isEmpty }
        if name == "builtins.str", let argument = call.positional.first { return holds(argument, depth) }
        if let text = call.receiver, Self.keeping.contains(call.functionName ?? ""), holds(text, depth) { return true }
        return results(of: call)?.allSatisfy { value, other in other.holds(value, depth) } ?? false
    }

    /// What a function of the project returns, with what reads it there.
    private func results(of call: CallExpression) -> [(Syntax, RandomValue)]? {
        guard let called = ProjectCall(call, in: module, model), called.function.decorators.isEmpty,
            !called.function.isGenerator
        else { return nil }
        let values = called.function.ownNodes(.returnStatement).map { $0.child(.value) }
        guard !values.isEmpty, !values.contains(nil) else { return nil }
        let other = RandomValue(model, in: called.owner)
        return values.compactMap { $0 }.map { ($0, other) }
    }

    // MARK: Variables

    /// The values that a variable of a function is given. Nil if there may be others.
    private func values(of name: Syntax) -> [Value]? {
        guard let variable = module.semantics.variable(of: name), variable.scope.kind == .function,
            !variable.isUsedElsewhere, !variable.bindings.isEmpty
        else { return nil }
        return variable.bindings.filter { $0.kind != .annotationOnly }.map(Value.init)
    }

    // MARK: Dictionaries

    private func holds(item key: String, of dictionary: Syntax, _ depth: Int) -> Bool {
        let node = dictionary.withoutParentheses
        guard depth < Self.maximumDepth else { return false }
        switch node.kind {
        case .dictionary:
            let items = node.children.filter { $0.kind == .dictionaryItem && $0.child(.key)?.plainString == key }
            let value = items.last?.child(.value)
            return node.children.allSatisfy { $0.kind == .dictionaryItem }
                && value.map { holds($0, depth + 1) } ?? false
        case .name:
            guard !isWritten(key, in: node), let values = values(of: node) else { return false }
            return values.allSatisfy { value in
                switch value {
                case .expression(let made): holds(item: key, of: made, depth + 1)
                case .part(let list): holds(item: key, ofEachIn: list, depth + 1)
                default: false
                }
            }
        case .call:
            return CallExpression(node).flatMap(results)?.allSatisfy { value, other in
                other.holds(item: key, of: value, depth + 1)
            } ?? false
        default: return false
        }
    }

    /// `row["id"] = …`, or `row[name] = …`
    private func isWritten(_ key: String, in dictionary: Syntax) -> Bool {
        module.semantics.variable(of: dictionary)?.references.contains { use in
            let object = use.withParentheses
            guard object.role == .object, let item = object.parent, item.role == .target else { return false }
            return item.child(.index)?.plainString.map { $0 == key } ?? true
        } ?? true
    }

    private func holds(item key: String, ofEachIn list: Syntax, _ depth: Int) -> Bool {
        let node = list.withoutParentheses
        guard depth < Self.maximumDepth else { return false }
        switch node.kind {
        case .list: return node.children(.element).allSatisfy { holds(item: key, of: $0, depth + 1) }
        case .listComprehension: return node.child(.element).map { holds(item: key, of: $0, depth + 1) } ?? false
        case .call:
            return CallExpression(node).flatMap(results)?.allSatisfy { value, other in
                other.holds(item: key, ofEachIn: value, depth + 1)
            } ?? false
        case .name:
            guard let values = values(of: node), let variable = module.semantics.variable(of: node) else {
                return false
            }
            return values.allSatisfy { $0.expression.map { holds(item: key, ofEachIn: $0, depth + 1) } ?? false }
                && variable.references.allSatisfy { keeps(key, inEachOf: $0, depth + 1) }
        default: return false
        }
    }

    /// A use of a list that leaves its elements, or adds one that has such an item as well.
    private func keeps(_ key: String, inEachOf use: Syntax, _ depth: Int) -> Bool {
        let object = use.withParentheses
        guard let parent = object.parent else { return false }
        if object.role == .iterable || parent.kind == .returnStatement { return true }
        guard parent.kind == .attribute, parent.lastName == "append",
            let call = parent.withParentheses.parent.flatMap(CallExpression.init), let element = call.positional.first
        else { return false }
        return holds(item: key, of: element, depth)
    }
}
