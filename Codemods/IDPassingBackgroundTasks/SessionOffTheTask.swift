import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Writes the repair of one task: the keys in place of the instances, and the wrapper that loads them.
struct SessionOffTheTask {
    let file: FileContext
    let task: BackgroundTaskCall
    let values: [PassedValue]
    /// Nil if the session does not end with a dependency, or at the same time in every version of FastAPI.
    let end: SessionEnd?

    typealias Argument = JudgedTask.Argument

    /// The edits of a repair, and what was read to decide.
    struct Repair {
        var edits: [TextEdit]
        /// Those at the top level of the file that it defines, or stops using: of two such repairs the later one waits.
        var names: Set<String> = []
        var otherFiles: [Path: [TextEdit]] = [:]
        /// The other calls that they repair.
        var others: [Range<Int>] = []
        let evidence: [Evidence]
        var finding = TaskFinding.outlivesSession
    }

    /// Throws the reason if the repair cannot be proven correct.
    func repair() throws(Refusal<TaskReason>) -> Repair {
        let judge = try TaskJudge(file: file, task: task, values: values)
        let repair = try repair(judge)
        guard let session = judge.given, session.kind == .name else { return repair }
        return LeftoverDependency(file: file, session: session).removed(with: repair)
    }

    private func repair(_ judge: TaskJudge) throws(Refusal<TaskReason>) -> Repair {
        if judge.function.isStub { throw Refusal(.stub, about: judge.function.name) }
        if var repair = try UnreadArguments(file: file, judge: judge).repair() {
            repair.finding = .ignoresIt
            return repair
        }
        if LoadedRows(judge: judge).isAll { return harmless(judge, .readsLoadedColumns) }
        guard let end, case .afterTasks = end.time else { return try repairOpened(judge) }
        guard let danger = LastingSession(judge: judge).danger else { return harmless(judge, .works) }
        var repair = try repairOpened(judge)
        repair.finding = .fails(because: danger)
        return repair
    }

    private func harmless(_ judge: TaskJudge, _ finding: TaskFinding) -> Repair {
        let evidence = TaskEvidence(file: file).places(judge.function, nil, [], judge.given)
        return Repair(edits: [], evidence: evidence, finding: finding)
    }

    /// The task opens a session of its own.
    private func repairOpened(_ judge: TaskJudge) throws(Refusal<TaskReason>) -> Repair {
        let (function, arguments) = (judge.function, judge.arguments)
        if let given = judge.given, let edits = droppingSession(given, arguments, function) {
            try judge.work.check([])
            return Repair(edits: edits, evidence: TaskEvidence(file: file).places(function, nil, [], given))
        }
        let judged = try judge.judge()
        if let repair = TaskInPlace(file: file, task: judged).repair() { return repair }
        var editor = BlockEditor(file, at: judge.place)
        if let flush = judged.flush { editor.insertStatement(flush, before: judge.place) }
        if let reused = ReusedWrapper(of: task, values, function, judged.opening, judged.reader, in: file) {
            let edits = editor.edits + reused.edits
            // Whatever the scheduled function was imported for may be scheduled by the wrapper now.
            return Repair(
                edits: ImportRemoval(file).edits(without: task.task, besides: edits) ?? edits,
                names: ImportRemoval.names(in: task.task, of: file), evidence: judged.evidence)
        }
        if let shared = try? SharedWrapper(file: file, judged: judged)?.repair() { return shared }
        var imports = WrapperImports(file)
        let own = try OwnSession(judged.opening, &imports)
        let logger = try logger(arguments, &imports)
        let builder = WrapperBuilder(
            file: file, function: function, insertion: judge.insertion, call: task.call.node)
        let built = try builder.build(arguments, own, logger, &imports)
        if !built.reused { editor.insertDefinition(Code(built.text).text(in: file), at: judge.insertion) }
        if let leftover = leftover(of: function) { editor.deleteUncommented(leftover) }
        let edits = (built.reused ? [] : imports.edits) + editor.edits + callEdits(arguments, built)
        return Repair(edits: edits, names: built.reused ? [] : [built.name], evidence: judged.evidence)
    }

    /// The function opens and closes a session where it is given none: then it needs none.
    private func droppingSession(
        _ given: Syntax, _ arguments: [Argument], _ function: ScheduledFunction
    ) -> [TextEdit]? {
        let others = arguments.allSatisfy {
            switch $0.value {
            case .plain, .session: !$0.argument.isUnpacked
            default: false
            }
        }
        // An unknown decorator may ask for the session.
        guard others, function.definition.decorators.isEmpty,
            let position = arguments.firstIndex(where: { if case .session = $0.value { true } else { false } })
        else {
            return nil
        }
        let argument = arguments[position].argument
        guard argument.keyword != nil || position == arguments.count - 1,
            let parameter = function.parameter(of: argument, at: position),
            let opened = function.ownSession(parameter, file.frameworks),
            SessionDatabase(file.frameworks).isSame(given, in: file.module, opened, in: function.module)
        else { return nil }
        var editor = ArgumentEditor(task.call, in: file)
        editor.delete(argument)
        return editor.edits
    }

    /// The module's logger, or `logging` where an instance has to be reported as gone.
    private func logger(_ arguments: [Argument], _ imports: inout WrapperImports) throws(Refusal<TaskReason>)
        -> ModuleLogger
    {
        if let known = ModuleLogger(in: file) { return known }
        let needsOne = arguments.contains { if case .instance = $0.value { true } else { false } }
        if needsOne { try imports.add(standardModule: "logging") }
        return ModuleLogger(name: "logging.getLogger(__name__)", style: .standard)
    }

    // MARK: Edits

    private func callEdits(_ arguments: [Argument], _ built: WrapperBuilder.Result) -> [TextEdit] {
        Self.callEdits(task, arguments, built, naming: built.name, in: file)
    }

    /// The call schedules the wrapper by a name, with keys in place of rows.
    static func callEdits(
        _ task: BackgroundTaskCall, _ arguments: [Argument], _ built: WrapperBuilder.Result, naming name: String,
        in file: FileContext
    ) -> [TextEdit] {
        var editor = ArgumentEditor(task.call, in: file)
        editor.replace(task.task, with: name)
        for ((argument, value), pass) in zip(arguments, built.passes) {
            switch (value, pass) {
            case (.session, _): editor.delete(argument)
            case (.instance(let type), .instance(_, _, _, let keys, let keyword)):
                let reads = type.primaryKey.map { "\(argument.value.text).\($0.name)" }
                let passed = zip(keys, reads).map { keyword == nil ? $1 : "\($0)=\($1)" }
                editor.replace(argument.node, with: passed.joined(separator: ", "))
            case (.instances(let type), .instances(_, _, _, let key, _, let keyword)):
                // A comprehension's own name hides nothing that it reads.
                let one = BackgroundWrapper.singular(argument.value.text)
                let read = "[\(one).\(type.primaryKey[0].name) for \(one) in \(argument.value.text)]"
                editor.replace(argument.node, with: keyword == nil ? read : "\(key)=\(read)")
            case (.plain, .plain(let local, _, let keyword?)) where local != keyword:
                editor.replace(argument.node, with: "\(local)=\(argument.value.text)")
            default: break
            }
        }
        editor.wrap()
        return editor.edits
    }

    /// The import or the assignment that only the task was there for, and that the wrapper has now.
    private func leftover(of function: ScheduledFunction) -> Syntax? {
        guard function.isImportedLocally || function.service != nil,
            let root = task.task.subtree.first(where: { $0.kind == .name }),
            let variable = file.semantics.variable(of: root), variable.references.count == 1,
            variable.bindings.count == 1, let statement = variable.bindings.first?.statement,
            statement.children.count(where: { $0.kind == .importAlias }) <= 1
        else { return nil }
        return statement
    }
}
