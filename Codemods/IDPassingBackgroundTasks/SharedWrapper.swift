import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// One wrapper for the tasks of several files: it stands beside the function that it runs, and each of the files imports it.
struct SharedWrapper {
    private let file: FileContext
    private let judged: JudgedTask
    /// The file of the scheduled function.
    private let home: FileContext

    private var function: ScheduledFunction { judged.function }

    /// All calls pass all by keyword, and not all the same.
    private var isGivenByKeyword = false

    /// Nil where only one file schedules the function, or where the calls differ in what they pass but by keyword.
    init?(file: FileContext, judged: JudgedTask) {
        let function = judged.function
        guard judged.flush == nil, function.module != file.module, function.service == nil, !function.isImportedLocally,
            function.definition.node.parent?.kind == .module,
            file.project.mayEdit(function.module.path),
            CodeRole.isOfApplication(function.module.path, in: file.project)
        else { return nil }
        home = Self.context(of: function.module, beside: file)
        self.file = file
        self.judged = judged
        // A test that replaces the function where the file imports it would no longer reach the task.
        guard home.isMaintained, home.source.isRewritable,
            !ImportRemoval(file).isNamedInTexts(function.definition.name), let calls = calls()
        else { return nil }
        let areAlike = calls.allSatisfy { $0 == calls[0] }
        guard areAlike || calls.joined().allSatisfy(\.isByKeyword) else { return nil }
        isGivenByKeyword = !areAlike
    }

    /// Nil where the files cannot import the wrapper. Throws where it cannot be written.
    func repair() throws(Refusal<TaskReason>) -> SessionOffTheTask.Repair? {
        guard let name = function.definition.node.child(.name),
            let place = Place(below: function.definition.node, in: home)
        else { return nil }
        let plain = ScheduledFunction(
            definition: function.definition, module: function.module, expression: name,
            parameters: function.parameters, service: nil, isImportedLocally: false)
        var imports = WrapperImports(home, guide: file)
        let own = try OwnSession(judged.opening, &imports)
        let logger = ModuleLogger(in: home) ?? ModuleLogger(name: "logging.getLogger(__name__)", style: .standard)
        let builder = WrapperBuilder(
            file: home, function: plain, insertion: place.start, call: function.definition.node,
            servesOthers: isGivenByKeyword)
        let built = try builder.build(judged.arguments, own, logger, &imports)
        // An import inside the wrapper is the habit of one file, or goes around a circle.
        guard !built.reused, imports.local.isEmpty,
            let (scheduled, imported) = ReusedWrapper.name(
                built.name, besides: function.definition.name, in: function.module, function, judged.call, in: file)
        else { return nil }
        let edits =
            imported
            + SessionOffTheTask.callEdits(judged.call, judged.arguments, built, naming: scheduled, in: file)
        return SessionOffTheTask.Repair(
            edits: ImportRemoval(file).edits(without: judged.call.task, besides: edits) ?? edits,
            names: ImportRemoval.names(in: judged.call.task, of: file),
            otherFiles: [home.path: imports.edits + place.edits(inserting: Code(built.text).text(in: home))],
            evidence: judged.evidence)
    }

    // MARK: Other files

    /// What a call passes: the session, or data, by which keyword.
    private enum Passed: Equatable {
        case session(keyword: String?)
        case data(keyword: String?)

        var isByKeyword: Bool {
            switch self {
            case .session(let keyword), .data(let keyword): keyword != nil
            }
        }
    }

    private static let scheduling: WordSet = ["add_task", "BackgroundTask"]

    /// What each call of the project passed before the run, so that every fix of it comes to the same wrapper. Nil if no other file
    /// schedules the function, or one call passes rows.
    private func calls() -> [[Passed]]? {
        let name = function.definition.name
        let paths = file.project.paths(mentioning: name).filter {
            $0 != file.path && CodeRole.isOfApplication($0, in: file.project)
        }
        let before = file.project.file(at: file.path).map { Self.context(of: $0, beside: file) } ?? file
        guard var found = calls(in: before), !found.isEmpty else { return nil }
        let own = found.count
        for module in paths.compactMap(file.project.file) where !module.nodes.calls(of: Self.scheduling).isEmpty {
            guard let calls = calls(in: Self.context(of: module, beside: file)),
                module != function.module || calls.isEmpty
            else {
                return nil
            }
            found += calls
        }
        return found.count > own ? found : nil
    }

    private static func context(of module: ModuleFile, beside file: FileContext) -> FileContext {
        FileContext(path: module.path, tree: module.tree, settings: file.settings, project: file.project, known: module)
    }

    private func calls(in file: FileContext) -> [[Passed]]? {
        var found: [[Passed]] = []
        for task in FileTasks.of(file).all where function.isScheduled(by: task, in: file) {
            guard let passed = Self.passed(task, in: file) else { return nil }
            found.append(passed)
        }
        return found
    }

    private static func passed(_ task: BackgroundTaskCall, in file: FileContext) -> [Passed]? {
        var found: [Passed] = []
        for argument in task.arguments {
            if argument.isUnpacked { return nil }
            switch PassedValue(argument.value, in: file) {
            case .session: found.append(.session(keyword: argument.keyword))
            case .plain, .unclear: found.append(.data(keyword: argument.keyword))
            default: return nil
            }
        }
        return found
    }
}

extension SharedWrapper {
    /// The line below a function.
    private struct Place {
        let start: Int
        private let isLast: Bool
        private let home: FileContext

        /// Nil where another statement shares the function's last line.
        init?(below function: Syntax, in home: FileContext) {
            let layout = StatementLayout(home.tree)
            guard !layout.sharesLine(function), let suite = home.suite(containing: function),
                let index = suite.index(of: function)
            else { return nil }
            self.home = home
            isLast = index + 1 == suite.statements.count
            if isLast {
                start = home.source.bytes.count
            } else {
                guard let next = layout.definitionPlace(above: suite.statements[index + 1]) else { return nil }
                start = next
            }
        }

        func edits(inserting text: String) -> [TextEdit] {
            var editor = BlockEditor(home, at: home.tree.root)
            if isLast {
                editor.appendDefinition(text)
            } else {
                editor.insertDefinition(text, at: start)
            }
            return editor.edits
        }
    }
}
