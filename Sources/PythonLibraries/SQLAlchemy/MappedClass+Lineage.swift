import PythonSemantics
import PythonSyntax

extension MappedClass {
    /// The class itself, or one that it inherits from.
    public struct Ancestor: Sendable {
        public let type: ClassDefinition
        public let module: ModuleFile
    }

    private static let maximumDepth = 12

    /// The class with its bases in the project.
    public func lineage(_ index: ProjectIndex) -> [Ancestor] {
        Self.lineage(of: Ancestor(type: definition, module: module), index, depth: 0)
    }

    private static func lineage(of ancestor: Ancestor, _ index: ProjectIndex, depth: Int) -> [Ancestor] {
        guard depth < maximumDepth else { return [ancestor] }
        return [ancestor]
            + ancestor.type.bases.flatMap { base -> [Ancestor] in
                let definition = index.definition(of: base.withoutTypeArguments, in: ancestor.module)
                guard case .type(let parent, let owner)? = definition else { return [] }
                return lineage(of: Ancestor(type: parent, module: owner), index, depth: depth + 1)
            }
    }
}
