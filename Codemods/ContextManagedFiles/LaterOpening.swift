import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// An opening that can stand farther down, so that less goes into the block: what comes between can neither fail nor depend on the
/// file, and nothing sees it done earlier.
struct LaterOpening {
    /// The first line of the block.
    let start: Int
    private let handle: NamedHandle

    /// Nil if nothing comes before the first of some statements that has to be in the block.
    init?(of handle: NamedHandle, before statements: ArraySlice<Syntax>) {
        let (file, opening) = (handle.file, handle.statement)
        let layout = StatementLayout(file.tree)
        let flow = file.flow(around: opening)
        guard flow.graph.owner.kind == .functionDefinition, handle.targets.count == 1, layout.isAlone(opening),
            handle.wrapped == nil,
            !layout.isBroken(opening.range), !Self.isExplained(opening, file)
        else { return nil }
        let idle = statements.prefix { IdleStatement($0, after: handle, flow)?.isIdle ?? false }
        guard let last = idle.last, idle.count < statements.count else { return nil }
        let first = statements[idle.endIndex]
        guard layout.isAlone(first) || first.kind.isCompoundStatement else { return nil }
        start = layout.startWithComments(of: first, below: last.end)
        self.handle = handle
    }

    /// True if a comment above or beside a statement belongs to it.
    private static func isExplained(_ statement: Syntax, _ file: FileContext) -> Bool {
        let layout = StatementLayout(file.tree)
        let line = layout.lineStart(of: statement)
        let above = Layout.previousLineStart(before: line, in: file.source)
        let isAbove = above < line && layout.isComment(lineAt: above)
        return isAbove || !file.tree.comments(in: statement.start..<layout.nextLine(after: statement)).isEmpty
    }

    func write(_ editor: inout BlockEditor) {
        editor.delete(handle.statement.range)
        editor.deleteBlankLines(below: handle.statement)
        let header = BlockHeader(opener: handle.opener, name: handle.name, file: handle.file)
        editor.insert(editor.base + header.text(at: editor.base) + handle.file.style.lineEnding.rawValue, at: start)
    }
}

/// An assignment or a definition after the opening of a file that might as well come before it.
private struct IdleStatement {
    private let targets: [Syntax]
    /// What is evaluated; nil for a definition.
    private let value: Syntax?
    private let handle: NamedHandle
    private let flow: FunctionFlow

    init?(_ statement: Syntax, after handle: NamedHandle, _ flow: FunctionFlow) {
        guard StatementLayout(handle.file.tree).isAlone(statement) else { return nil }
        if let assignment = Assignment(statement), let value = assignment.value {
            targets = assignment.targets.map(\.withoutParentheses)
            self.value = value
        } else if let function = FunctionDefinition(statement), function.decorators.isEmpty,
            function.parameters.allSatisfy({ $0.node.child(.defaultValue) == nil && $0.node.child(.annotation) == nil }
            ),
            statement.child(.returns) == nil, statement.child(.typeParameters) == nil, let name = statement.child(.name)
        {
            targets = [name]
            value = nil
        } else {
            return nil
        }
        self.handle = handle
        self.flow = flow
    }

    private var model: SemanticModel { handle.file.semantics }

    var isIdle: Bool {
        value?.subtree.allSatisfy(isSettled) ?? true
            && targets.allSatisfy { [.name, .identifier].contains($0.kind) && isUnseen($0) }
    }

    /// True for a part of an expression that cannot fail: literals, displays of them, parameters, empty containers.
    private func isSettled(_ part: Syntax) -> Bool {
        switch part.kind {
        case .number, .string, .constant, .list, .tuple, .dictionary, .parenthesized: true
        case .dictionaryItem: part.child(.key).map { [.string, .number].contains($0.kind) } ?? false
        case .arguments: part.firstChild == nil
        case .call: part.child(.function).flatMap(model.qualifiedName).map(Self.containers.contains) ?? false
        case .name: part.role == .function && part.parent?.kind == .call || isParameter(part)
        default: false
        }
    }

    private static let containers: Set<String> = ["builtins.dict", "builtins.list", "builtins.set"]

    private func isParameter(_ name: Syntax) -> Bool {
        guard FlowGraph.owner(of: name) == flow.graph.owner, case .parameter = flow.definitions.value(of: name) else {
            return false
        }
        return true
    }

    /// True if nobody can tell whether a name was bound when the opening failed: its function ends then, or nothing outside of the
    /// statements after it reads the name.
    private func isUnseen(_ target: Syntax) -> Bool {
        guard let variable = model.variable(of: target), variable.scope == model.scope(of: handle.statement),
            variable.scope.kind == .function, !variable.isDeclaredInside, !variable.isUsedElsewhere,
            !handle.opener.value.subtree.contains(where: { $0.kind == .name && model.variable(of: $0) == variable }),
            model.variable(of: handle.targets[0]) != variable
        else { return false }
        let isCaught = handle.statement.ancestors.prefix { $0 != flow.graph.owner }.contains {
            $0.kind == .tryStatement || $0.kind == .withStatement
        }
        return !isCaught
            || variable.bindings.count == 1
                && variable.references.allSatisfy { $0.start > target.start && $0.isDescendant(of: handle.suite.node) }
    }
}
