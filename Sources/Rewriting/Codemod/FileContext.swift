import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// Everything that a codemod may ask about the current file. Used by one thread, never shared.
public final class FileContext {
    /// Relative to the root of the run.
    public let path: Path
    public let tree: SyntaxTree
    public let settings: FileSettings
    /// The other files of the project, as they were before the run.
    public let project: ProjectIndex
    /// The file and the meaning of its names.
    public private(set) lazy var module = known ?? ModuleFile(path: path, tree: tree, in: project)
    private let known: ModuleFile?
    /// The types that FastAPI and SQLAlchemy give to those names.
    public private(set) lazy var frameworks = FrameworkModel(module: module, index: project)
    /// The effects of its expressions and statements.
    public var effects: EffectAnalysis { EffectAnalysis(frameworks) }
    public var semantics: SemanticModel { module.semantics }
    /// The tree's nodes by kind, for a quick search.
    public private(set) lazy var nodes = NodeIndex(tree)
    public private(set) lazy var style = FileStyle(of: tree, lineLength: settings.lineLength)
    /// True if ruff or black may have broken the file's lines.
    public private(set) lazy var isExploded = FormattedLines(since: tree, style: style) != nil
    public var lines: LineTable { module.lines }

    /// `known` is the file's module if its names have been resolved already.
    public init(
        path: Path, tree: SyntaxTree, settings: FileSettings, project: ProjectIndex = ProjectIndex(),
        known: ModuleFile? = nil
    ) {
        self.known = known
        self.project = project
        self.path = path
        self.tree = tree
        self.settings = settings
    }

    public var source: SourceText { tree.source }

    /// False if a change would be lost or wanted by nobody: a program wrote the file, somebody else maintains it, or it is a
    /// migration or a patch that has been run.
    public private(set) lazy var isMaintained =
        FilePurpose(of: path) == .other && !GeneratedMark.isIn(tree) && !VendoredMark.isIn(tree, at: path)
        && !BundledCode(project).contains(path)
        && !PatchScript(self).isIt

    private var namesByScope: [Scope: Set<String>] = [:]

    /// Every name and identifier in a scope, nested scopes included.
    public func names(inside scope: Scope) -> Set<String> {
        if let known = namesByScope[scope] { return known }
        let found = Set(scope.node.subtree.filter { $0.kind == .name || $0.kind == .identifier }.map(\.text))
        namesByScope[scope] = found
        return found
    }

    private var contextBlocks: [Variable: ContextBlocks?] = [:]

    /// The blocks in which a name stands for the value of their `with` statement; nil if it is used otherwise too.
    func contextBlocks(of variable: Variable) -> ContextBlocks? {
        if let known = contextBlocks[variable] { return known }
        let found = ContextBlocks(of: variable)
        contextBlocks[variable] = .some(found)
        return found
    }

    private let analyses = AnalysisCache()

    /// What a codemod wants to know of a suite, a class or a function, worked out once for all places that ask.
    public func analysis<Analysis>(of node: Syntax, _ make: () -> Analysis) -> Analysis {
        analyses.analysis(of: node, make)
    }

    private var suites: [Syntax: Suite] = [:]

    /// The statements of a block or module, cached.
    public func suite(_ node: Syntax) -> Suite {
        if let known = suites[node] { return known }
        let new = Suite(node)
        suites[node] = new
        return new
    }

    /// The suite that contains a statement.
    public func suite(containing statement: Syntax) -> Suite? {
        guard let parent = statement.parent, parent.kind == .block || parent.kind == .module else { return nil }
        return suite(parent)
    }

    private var flows: [Syntax: FunctionFlow] = [:]

    deinit {
        // What is kept with a function's flow may hold the flow itself.
        for flow in flows.values { flow.forget() }
    }

    /// The flow of the function, lambda, class body or module that contains a node; cached.
    public func flow(around node: Syntax) -> FunctionFlow {
        let owner = FlowGraph.owner(of: node)
        if let known = flows[owner] { return known }
        let managers = ContextManagers(semantics) { [unowned self] in frameworks.type(of: $0)?.session != nil }
        let flow = FunctionFlow(FlowGraph(of: owner, semantics, managers))
        flows[owner] = flow
        return flow
    }
}

/// The settings of the project's configuration for a file.
public struct FileSettings: Sendable, Hashable {
    /// The maximum length of inserted lines, in columns; nil if the project names none.
    public var lineLength: Int?
    /// The oldest Python on which the project runs; nil if it is not declared.
    public var oldestPython: PythonVersion?
    /// By codemod: the settings in its own table.
    public var options: [String: [String: OptionValue]]

    public init(
        lineLength: Int? = nil, oldestPython: PythonVersion? = nil, options: [String: [String: OptionValue]] = [:]
    ) {
        self.lineLength = lineLength
        self.oldestPython = oldestPython
        self.options = options
    }

    /// True if every Python on which the project runs includes the features of a version. A project without a
    /// declaration is assumed to run on supported versions only.
    public func has(since version: PythonVersion) -> Bool { oldestPython.map { $0 >= version } ?? true }

    /// The value of a codemod's setting, nil if the project does not set it.
    public func value(_ option: String, of codemod: @autoclosure () -> some Codemod) -> OptionValue? {
        options.isEmpty ? nil : options[codemod().id]?[option]
    }

    public init(_ configuration: ProjectConfiguration) {
        self.init(
            lineLength: configuration.lineLength, oldestPython: configuration.oldestPython,
            options: configuration.options)
    }
}
