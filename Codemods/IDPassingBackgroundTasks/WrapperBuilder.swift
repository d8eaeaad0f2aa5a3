import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Chooses names for a wrapper and finds the one that is there already.
struct WrapperBuilder {
    struct Result {
        let name: String
        let text: String
        let passes: [BackgroundWrapper.Pass]
        /// The file has this very wrapper: another endpoint schedules the same function.
        let reused: Bool
    }

    let file: FileContext
    let function: ScheduledFunction
    /// Where the wrapper will stand.
    let insertion: Int
    /// The call that will name it.
    let call: Syntax
    /// Calls of other files have other keywords.
    var servesOthers = false

    func build(
        _ arguments: [JudgedTask.Argument], _ session: OwnSession, _ logger: ModuleLogger,
        _ imports: inout WrapperImports
    ) throws(Refusal<TaskReason>) -> Result {
        named(try wrapper(arguments, session, logger, &imports))
    }

    /// The wrapper before it has a name.
    func wrapper(
        _ arguments: [JudgedTask.Argument], _ session: OwnSession, _ logger: ModuleLogger,
        _ imports: inout WrapperImports
    ) throws(Refusal<TaskReason>) -> BackgroundWrapper {
        var models: [String] = []
        for (_, value) in arguments {
            switch value {
            case .instance(let type), .instances(let type): models.append(try model(type, &imports))
            default: models.append("")
            }
        }
        var names = NameMinter(reserved: reserved(session, logger, models))
        let sessionName = names.underscored(sessionParameter(arguments) ?? "db")
        var passes: [BackgroundWrapper.Pass] = []
        for (position, (argument, value)) in arguments.enumerated() {
            passes.append(pass(argument, value, models[position], position, &names))
        }
        // Last, so that a parameter of that name keeps it.
        for (index, pass) in passes.enumerated() {
            guard case .instances(let type, let model, let local, let key, let one, let keyword) = pass else {
                continue
            }
            passes[index] = .instances(
                type, model: model, local: local, key: key, one: names.underscored(one), keyword: keyword)
        }
        if function.isImportedLocally, let root = function.expression.dottedRoot { _ = imports.repeatImport(of: root) }
        return BackgroundWrapper(
            function: function, passes: passes, session: session, sessionName: sessionName, logger: logger,
            imports: imports.local,
            annotations: PortableAnnotation(file: file, offset: insertion),
            logsFailures: ModuleLogger(in: file) != nil && !function.handlesItsFailures,
            servesOthers: servesOthers || isScheduledOtherwise, style: file.style)
    }

    /// Another call of the file schedules the function with other keywords.
    private var isScheduledOtherwise: Bool {
        let tasks = FileTasks.of(file).all
        let own = tasks.first { $0.call.node == call }.map(keywords) ?? []
        return tasks.contains { other in
            other.call.node != call && keywords(other) != own && function.isScheduled(by: other, in: file)
        }
    }

    private func keywords(_ task: BackgroundTaskCall) -> Set<String?> { Set(task.arguments.map(\.keyword)) }

    // MARK: Names

    private func reserved(_ session: OwnSession, _ logger: ModuleLogger, _ models: [String]) -> Set<String> {
        let texts = [function.reservedText, session.header, logger.name] + models
        let words = texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } }
        return Set(words.map(String.init))
    }

    private func sessionParameter(_ arguments: [JudgedTask.Argument]) -> String? {
        for (position, (argument, value)) in arguments.enumerated() {
            if case .session = value { return function.parameter(of: argument, at: position)?.name ?? argument.keyword }
        }
        return function.service.map { $0.session.kind == .name ? $0.session.text : "db" }
    }

    private func pass(
        _ argument: CallArgument, _ value: PassedValue, _ model: String, _ position: Int, _ names: inout NameMinter
    ) -> BackgroundWrapper.Pass {
        let parameter = function.parameter(of: argument, at: position)
        let word =
            parameter?.name ?? argument.keyword ?? (argument.value.kind == .name ? argument.value.text : "argument")
        switch value {
        case .session: return .session(keyword: argument.keyword)
        case .instance(let type):
            let local = names.underscored(word)
            let keys = type.primaryKey.map { names.underscored(Self.key(word, $0.name)) }
            return .instance(type, model: model, local: local, keys: keys, keyword: argument.keyword)
        case .instances(let type):
            let local = names.underscored(word)
            let singular = BackgroundWrapper.singular(word)
            let key = names.plural(singular + "_" + (type.primaryKey.first?.name ?? "id"))
            return .instances(type, model: model, local: local, key: key, one: singular, keyword: argument.keyword)
        default:
            let annotations = PortableAnnotation(file: file, offset: insertion)
            let annotation = parameter?.annotation.flatMap { annotations.text($0, in: function.module) }
            return .plain(local: names.underscored(word), annotation: annotation, keyword: argument.keyword)
        }
    }

    /// `incident_id`, but `user_id` and not `user_user_id`.
    private static func key(_ word: String, _ column: String) -> String {
        column.hasPrefix(word + "_") ? column : word + "_" + column
    }

    /// How the wrapper names a mapped class.
    private func model(_ type: MappedClass, _ imports: inout WrapperImports) throws(Refusal<TaskReason>) -> String {
        if isMeant(type, by: type.name) { return type.name }
        if let module = importedModule(with: type) { return "\(module).\(type.name)" }
        for node in file.tree.root.subtree where node.kind == .attribute && node.lastName == type.name {
            guard let root = node.dottedRoot,
                file.semantics.variable(of: root)?.scope.kind == .module,
                file.frameworks.mappedClass(named: node, in: file.module) == type
            else { continue }
            return node.text
        }
        guard let source = ModuleNames(file).source(of: type.name, in: type.module),
            source.name == type.name
        else { throw Refusal(.nameTaken, about: type.name) }
        try imports.add(type.name, from: source.module)
        return type.name
    }

    /// A module that the file imports at its top level and that has the class: `models`.
    private func importedModule(with type: MappedClass) -> String? {
        let root = file.semantics.scope(of: file.tree.root)
        return root.variables.first { variable in
            guard variable.bindings.count == 1, let binding = variable.bindings.first,
                binding.isImport,
                binding.statement?.parent?.kind == .module,
                case .module(let module)? = file.project.definition(named: variable.name, in: file.module),
                case .type(let found, let owner)? = file.project.definition(named: type.name, in: module)
            else { return false }
            return file.frameworks.mappedClass(found, in: owner) == type
        }?.name
    }

    private func isMeant(_ type: MappedClass, by name: String) -> Bool {
        let root = file.semantics.scope(of: file.tree.root)
        guard let variable = root.resolve(name), variable.scope == root else {
            // A star import may bring it.
            guard file.semantics.hasStarImport,
                case .type(let found, let owner)? = file.project.definition(named: name, in: file.module)
            else { return false }
            return file.frameworks.mappedClass(found, in: owner) == type
        }
        guard variable.bindings.allSatisfy(\.isExecutedOnImport),
            case .type(let found, let owner)? = file.project.definition(named: name, in: file.module)
        else {
            return false
        }
        return file.frameworks.mappedClass(found, in: owner) == type
    }

    // MARK: The wrapper's own name

    private func named(_ wrapper: BackgroundWrapper) -> Result {
        let root = file.semantics.scope(of: file.tree.root)
        for number in 1... {
            let name = function.wrapperName + (number == 1 ? "" : "_\(number)")
            let text = wrapper.text(named: name)
            // A local of that name would hide the wrapper where it is scheduled.
            if let hidden = file.semantics.scope(of: call).resolve(name), hidden.scope != root { continue }
            guard let variable = root.resolve(name) else {
                return Result(name: name, text: text, passes: wrapper.passes, reused: false)
            }
            let filled = Code(text).text(in: file)
            if variable.bindings.count == 1, variable.bindings[0].statement?.text == filled {
                return Result(name: name, text: text, passes: wrapper.passes, reused: true)
            }
        }
        return Result(name: function.name, text: "", passes: wrapper.passes, reused: false)
    }
}
