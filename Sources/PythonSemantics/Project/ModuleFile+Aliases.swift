import PythonSyntax

extension ModuleFile {
    /// The names under which the file imports some names of other modules: `make` of `from sqlalchemy import create_engine as make`.
    public func aliases(of names: Set<String>) -> [String] {
        nodes.all(.importAlias).compactMap { alias in
            guard let name = alias.child(.name)?.lastName, names.contains(name) else { return nil }
            return alias.child(.alias)?.identifier
        }
    }
}
