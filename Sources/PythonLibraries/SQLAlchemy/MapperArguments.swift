import PythonSyntax

/// What `__mapper_args__` of a class says: `{"polymorphic_on": "kind", "version_id_col": version}`.
struct MapperArguments {
    struct Item {
        let name: String
        let value: Syntax
    }

    let items: [Item]

    init(of type: ClassDefinition) {
        items = type.body.children.filter(Self.declares).flatMap { statement in
            statement.subtree.compactMap { node -> Item? in
                let name = node.kind == .dictionaryItem ? node.child(.key)?.plainString : CallArgument(node).keyword
                guard let name, let value = node.child(.value) else { return nil }
                return Item(name: name, value: value)
            }
        }
    }

    /// As a class attribute, or as a function with `@declared_attr`.
    private static func declares(_ statement: Syntax) -> Bool {
        statement.child(.target)?.identifier == "__mapper_args__"
            || FunctionDefinition(statement)?.name == "__mapper_args__"
    }

    /// The columns that SQLAlchemy fills from them: the discriminator of a class in a hierarchy, the number of a row's version.
    var filledColumns: Set<String> {
        Set(
            items.filter { $0.name == "polymorphic_on" || $0.name == "version_id_col" }.compactMap {
                $0.value.plainString ?? $0.value.withoutParentheses.lastName
            })
    }
}
