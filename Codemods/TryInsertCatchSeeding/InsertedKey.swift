import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Whether the inserted row has the values that were looked up, so that a row which is in its way is the one that the lookup finds.
struct InsertedKey {
    let file: FileContext
    let site: SeedingSite
    /// Up to where statements are tried: the handler looks again after them.
    let triedEnd: Int

    /// A column whose value the row may not have from its constructor on to the end of what is tried. Nil if it has those of all.
    func columnNotHeld(among columns: Set<String>) -> String? {
        let columns = columns.sorted()
        if isLookupChanged { return columns.first }
        return columns.first { column in
            guard let wanted = site.lookup.conditions[column] else { return true }
            return !isGiven(column, wanted) || !isKept(column, wanted)
                || site.lookup.mapped.mayChange(column, file.project)
        }
    }

    // MARK: The constructor

    private func isGiven(_ column: String, _ wanted: Syntax) -> Bool {
        guard file.effects.of(wanted).isRepeatable else { return false }
        // `for role in roles:` the row itself was asked for its key.
        if wanted.kind == .attribute, wanted.lastName == column, let name = site.row.name,
            let object = wanted.child(.object), object.hasSameTokens(as: name)
        {
            return isSame(object, name)
        }
        guard let construction = site.row.construction else { return false }
        if let given = construction.keyword(column) {
            return given.hasSameTokensButQuotes(as: wanted) && isSame(wanted, given) && !isChanged(wanted, construction)
        }
        return unpacks(column, wanted, construction)
    }

    /// `Role(**data)` where `data["name"]` was looked up.
    private func unpacks(_ column: String, _ wanted: Syntax, _ construction: CallExpression) -> Bool {
        guard wanted.kind == .subscription, let object = wanted.child(.object), object.kind == .name,
            wanted.child(.index)?.plainString == column,
            let given = construction.arguments.first(where: {
                $0.isUnpacked && $0.keyword == nil && $0.value.hasSameTokens(as: object)
            })
        else { return false }
        return isSame(object, given.value) && !isChanged(wanted, construction)
    }

    /// The names in both, which consist of the same tokens, have their values from the same bindings.
    private func isSame(_ one: Syntax, _ other: Syntax) -> Bool {
        let pairs = zip(names(in: one), names(in: other))
        return pairs.allSatisfy { first, second in
            let definitions = file.flow(around: first).definitions
            let (left, right) = (definitions.reaching(first), definitions.reaching(second))
            return left.bindings.map(\.node) == right.bindings.map(\.node)
        }
    }

    private func names(in node: Syntax) -> [Syntax] { node.subtree.filter { $0.kind == .name } }

    /// The object that a key was read from, `data.name`, may have another one where the row is made.
    private func isChanged(_ wanted: Syntax, _ construction: CallExpression) -> Bool {
        let objects = wanted.subtree.filter { $0.kind == .attribute || $0.kind == .subscription }.compactMap(
            \.dottedRootOrBase)
        guard !objects.isEmpty else { return false }
        let first = site.asking.map(\.start).min() ?? site.ifStatement.start
        let statements = site.statements.prefix { $0.start < construction.node.end }
        return statements.filter { $0.start >= first }.contains { statement in
            statement.subtree.contains { node in
                !node.isDescendantOrSelf(of: construction.node) && !isOtherItem(node, than: wanted)
                    && objects.contains { changes(node, $0) }
            }
        }
    }

    /// `entry["created_at"] = now` where `entry["name"]` was looked up.
    private func isOtherItem(_ node: Syntax, than wanted: Syntax) -> Bool {
        guard node.kind == .subscription, node.role == .target, wanted.kind == .subscription,
            let written = node.child(.index)?.plainString, let asked = wanted.child(.index)?.plainString
        else { return false }
        return written != asked
    }

    /// An assignment into an object, or a call that is given it and may change it.
    private func changes(_ node: Syntax, _ object: Syntax) -> Bool {
        if node.role == .target, node.kind == .attribute || node.kind == .subscription {
            return node.dottedRootOrBase.map { $0.hasSameTokens(as: object) } ?? false
        }
        guard let call = CallExpression(node), file.effects.ofCalling(call).mayChangeData,
            SessionCall(node, file.frameworks) == nil, !isText(call)
        else { return false }
        let parts = call.arguments.map(\.value) + [call.receiver].compactMap { $0 }
        return parts.contains { gives(object, $0) }
    }

    /// `data.get("mail").split("@")`: a text's method changes nothing.
    private func isText(_ call: CallExpression) -> Bool {
        call.receiver?.kind == .call && StringMethods.contains(call.functionName ?? "")
    }

    /// A comparison or a text does not give away what is named in it.
    private func gives(_ object: Syntax, _ part: Syntax) -> Bool {
        switch part.kind {
        case .comparison, .formattedString: false
        case .name: part.hasSameTokens(as: object)
        default: part.children.contains { gives(object, $0) }
        }
    }

    // MARK: Afterwards

    /// The handler's lookup asks with the same values: what is tried binds none of its names.
    private var isLookupChanged: Bool {
        let own = Set(site.lookupStatements.flatMap { $0.children(.target) }.compactMap(file.semantics.variable))
        let asked = Set(site.asking.flatMap(names).compactMap(file.semantics.variable)).subtracting(own)
            .subtracting([site.found].compactMap { $0.flatMap(file.semantics.variable) })
        return site.statements.prefix(triedEnd).contains { statement in
            asked.contains { !$0.bindings(in: statement).isEmpty }
        }
    }

    /// Nothing gives the row another value for a column before it is stored.
    private func isKept(_ column: String, _ wanted: Syntax) -> Bool {
        guard let name = site.row.name else { return true }
        guard let lastTried = site.statements.prefix(triedEnd).last, let lastStatement = site.statements.last
        else { return false }
        let first = site.row.construction?.node.end ?? site.ifStatement.start
        // A row that is made before the test may be changed in between.
        let isMadeBefore = first < site.ifStatement.start
        let places = isMadeBefore ? [site.ifStatement.enclosingFunction ?? file.tree.root] : site.statements
        let nodes = places.lazy.flatMap { file.nodes.all(.attribute, in: $0) + file.nodes.all(.call, in: $0) }
        return !nodes.contains { node in
            node.start >= first && node.end <= lastStatement.end
                && replaces(column, wanted, name, node, isTried: node.end <= lastTried.end)
        }
    }

    /// True for the row by its name or by another one that it has.
    private func isRow(_ node: Syntax, _ name: Syntax) -> Bool {
        node.hasSameTokens(as: name)
            || node.kind == .name && file.flow(around: node).identities.areSame(node, name)
    }

    private static let setting: Pattern = "setattr($row, $column, $_)"

    private func replaces(_ column: String, _ wanted: Syntax, _ name: Syntax, _ node: Syntax, isTried: Bool) -> Bool {
        if node.kind == .attribute, node.role == .target, let row = node.child(.object)?.withoutParentheses,
            isRow(row, name)
        {
            guard node.lastName == column else { return false }
            let value = node.parent?.child(.value)
            return !(value.map { $0.hasSameTokensButQuotes(as: wanted) && isSame(wanted, $0) } ?? false)
        }
        if let setting = Self.setting.match(node), setting["row"].map({ isRow($0, name) }) ?? false {
            guard let written = setting["column"]?.plainString else { return isTried }
            return written == column
        }
        // What a call makes of the row is not known.
        guard isTried, let call = CallExpression(node), SessionCall(node, file.frameworks) == nil,
            node != site.row.construction?.node, file.effects.ofCalling(call).mayChangeData
        else { return false }
        return (call.arguments.map(\.value) + [call.receiver].compactMap { $0 }).contains { isRow($0, name) }
    }

    static let patterns: Patterns = [setting]
}

extension Syntax {
    /// The name that a chain of attributes and items begins with: `data` of `data["user"].name`.
    fileprivate var dottedRootOrBase: Syntax? {
        var node = self
        while node.kind == .attribute || node.kind == .subscription, let object = node.child(.object) {
            node = object.withoutParentheses
        }
        return node.kind == .name ? node : nil
    }
}
