import PythonSemantics
import PythonSyntax

/// A model of Django as far as its unique keys go: fields with `unique=True`, `OneToOneField`, `unique_together`, `UniqueConstraint`.
/// Fields that it inherits from outside the project are unknown, except the name of a user.
public struct DjangoModel {
    public let definition: ClassDefinition
    public let module: ModuleFile
    public let keys: [Key]

    public struct Key {
        public let fields: Set<String>
        /// The field or the option that says so.
        public let declaration: Syntax
        public let module: ModuleFile
    }

    /// Nil unless one of its bases is Django's.
    public init?(_ type: ClassDefinition, in module: ModuleFile, _ index: ProjectIndex) {
        var reader = DjangoModelReader(index: index)
        reader.collect(type, in: module, depth: 0)
        guard reader.isModel else { return nil }
        (definition, self.module, keys) = (type, module, reader.keys)
    }

    /// The smallest key among some fields: `user_id` asks for `user`.
    public func key(among fields: Set<String>) -> Key? {
        let named = Set(fields.map { $0.hasSuffix("_id") ? String($0.dropLast(3)) : $0 }).union(fields)
        return keys.filter { $0.fields.isSubset(of: named) }.min { $0.fields.count < $1.fields.count }
    }
}

private struct DjangoModelReader {
    let index: ProjectIndex
    var keys: [DjangoModel.Key] = []
    var isModel = false

    private static let users: Set<String> = [
        "django.contrib.auth.models.AbstractUser", "django.contrib.auth.models.User",
    ]

    mutating func collect(_ type: ClassDefinition, in module: ModuleFile, depth: Int) {
        guard depth < 12 else { return }
        for base in type.bases {
            switch index.definition(of: base.withoutTypeArguments, in: module) {
            case .type(let parent, let owner)?: collect(parent, in: owner, depth: depth + 1)
            case .external(let name)? where name.hasPrefix("django."):
                isModel = true
                if Self.users.contains(name) { add(["username"], base, module) }
            default: break
            }
        }
        for statement in type.body.children {
            if let meta = ClassDefinition(statement), meta.name == "Meta" { collect(meta: meta, module) }
            guard statement.kind == .assignment || statement.kind == .annotatedAssignment,
                let name = statement.child(.target)?.identifier,
                let field = (statement.child(.value)?.withoutParentheses).flatMap(CallExpression.init)
            else { continue }
            let isUnique = ["unique", "primary_key"].contains { field.keyword($0)?.isTrue ?? false }
            if isUnique || field.functionName == "OneToOneField" { add([name], statement, module) }
        }
    }

    private mutating func add(_ fields: [String], _ declaration: Syntax, _ module: ModuleFile) {
        keys.append(DjangoModel.Key(fields: Set(fields), declaration: declaration, module: module))
    }

    private mutating func collect(meta: ClassDefinition, _ module: ModuleFile) {
        for statement in meta.body.children {
            guard let value = statement.child(.value) else { continue }
            switch statement.child(.target)?.identifier {
            case "unique_together":
                let elements = value.withoutParentheses.children(.element)
                let groups = elements.contains { $0.kind == .string } ? [value.withoutParentheses] : elements
                for group in groups { add(fields(group), statement, module) }
            case "constraints":
                for call in value.withoutParentheses.children(.element).compactMap(CallExpression.init)
                where call.functionName == "UniqueConstraint" && call.keyword("condition") == nil {
                    if let group = call.keyword("fields") { add(fields(group), call.node, module) }
                }
            default: break
            }
        }
    }

    private func fields(_ group: Syntax) -> [String] {
        group.withoutParentheses.children(.element).compactMap(\.plainString)
    }
}
