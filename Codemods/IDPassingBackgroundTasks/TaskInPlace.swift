import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A task that is only ever scheduled, by calls of its own file: it takes keys and opens a session itself, so that it needs no
/// wrapper.
struct TaskInPlace {
    let file: FileContext
    let task: JudgedTask

    private var function: ScheduledFunction { task.function }
    private var definition: FunctionDefinition { task.function.definition }

    /// Nil if a wrapper is needed.
    func repair() -> SessionOffTheTask.Repair? {
        guard !task.opening.needsCommit, !function.isImportedLocally, !function.readsByName else { return nil }
        let known = KnownUses.of(function, in: file)
        guard let uses = known.uses, uses.calls.isEmpty else { return nil }
        let edits = known.inPlace ?? edits(uses)
        known.inPlace = .some(edits)
        return edits.map {
            SessionOffTheTask.Repair(edits: $0, others: uses.tasks(besides: task.call), evidence: task.evidence)
        }
    }

    /// The edits of the function and of all calls that schedule it.
    private func edits(_ uses: SeenUses) -> [TextEdit]? {
        guard let tasks = judged(uses.tasks), let header = header(of: tasks), flushesOnce(tasks),
            tasks.allSatisfy({ passes($0).map(\.parameter) == passes(task).map(\.parameter) }),
            var edits = functionEdits(header)
        else { return nil }
        for task in tasks {
            guard let more = callEdits(task, header.wrapper) else { return nil }
            edits += more
        }
        return edits
    }

    /// No function would flush its session twice.
    private func flushesOnce(_ tasks: [JudgedTask]) -> Bool {
        let flushing = tasks.filter { $0.flush != nil }.map { $0.place.enclosingFunction }
        return Set(flushing).count == flushing.count
    }

    // MARK: The calls

    /// Every call that schedules the function, if each may open a session in the same way.
    private func judged(_ calls: [BackgroundTaskCall]) -> [JudgedTask]? {
        var found: [JudgedTask] = []
        for call in calls {
            guard call.call != task.call.call else {
                found.append(task)
                continue
            }
            let values = call.arguments.map { PassedValue($0.value, in: file) }
            guard let judge = try? TaskJudge(file: file, task: call, values: values), let judged = try? judge.judge()
            else { return nil }
            found.append(judged)
        }
        return found
    }

    private struct Passed: Equatable {
        let parameter: Parameter
        let type: MappedClass?
    }

    private typealias Pass = (argument: JudgedTask.Argument, parameter: Passed)

    /// The session and the rows among the arguments, in the order of the parameters.
    private func passes(_ task: JudgedTask) -> [Pass] {
        task.arguments.enumerated().compactMap { position, argument -> Pass? in
            if case .session = argument.value {
            } else if !argument.value.isRow {
                return nil
            }
            guard let parameter = function.parameter(of: argument.argument, at: position) else { return nil }
            return (argument, Passed(parameter: parameter, type: argument.value.mapped))
        }.sorted { $0.parameter.parameter.node.start < $1.parameter.parameter.node.start }
    }

    private func callEdits(_ task: JudgedTask, _ wrapper: BackgroundWrapper) -> [TextEdit]? {
        var editor = ArgumentEditor(task.call.call, in: file)
        for (argument, parameter) in passes(task).map({ ($0.argument.argument, $0.parameter.parameter) }) {
            switch pass(of: parameter, in: wrapper) {
            case .session?: editor.delete(argument)
            case .instance(let type, _, _, let keys, _)?:
                let reads = type.primaryKey.map { "\(argument.value.text).\($0.name)" }
                let passed = zip(keys, reads).map { argument.keyword == nil ? $1 : "\($0)=\($1)" }
                editor.replace(argument.node, with: passed.joined(separator: ", "))
            case .instances(let type, _, _, let key, _, _)?:
                let one = BackgroundWrapper.singular(argument.value.text)
                let read = "[\(one).\(type.primaryKey[0].name) for \(one) in \(argument.value.text)]"
                editor.replace(argument.node, with: argument.keyword == nil ? read : "\(key)=\(read)")
            default: return nil
            }
        }
        editor.wrap()
        guard let flush = task.flush else { return editor.edits }
        var block = BlockEditor(file, at: task.place)
        block.insertStatement(flush, before: task.place)
        return block.edits + editor.edits
    }

    private func pass(of parameter: Parameter, in wrapper: BackgroundWrapper) -> BackgroundWrapper.Pass? {
        let index = task.arguments.enumerated().first {
            function.parameter(of: $0.element.argument, at: $0.offset) == parameter
        }?.offset
        return index.map { wrapper.passes[$0] }
    }

    // MARK: The function

    /// What a wrapper would do before it calls the function, with the imports that it takes.
    private struct Header {
        let wrapper: BackgroundWrapper
        let imports: WrapperImports
    }

    private func header(of tasks: [JudgedTask]) -> Header? {
        var texts: Set<String> = []
        var found: Header?
        for other in tasks {
            var imports = WrapperImports(file)
            guard let own = try? OwnSession(other.opening, &imports),
                let logger = ModuleLogger(in: file) ?? Self.standardLogger(other, &imports),
                let wrapper = try? WrapperBuilder(
                    file: file, function: function, insertion: definition.node.start, call: other.call.call.node
                ).wrapper(other.arguments, own, logger, &imports)
            else { return nil }
            texts.insert(([own.header] + wrapper.loads + imports.local).joined(separator: "\n"))
            if other.call.call == task.call.call { found = Header(wrapper: wrapper, imports: imports) }
        }
        let keywords = Set(tasks.flatMap(\.arguments).compactMap(\.argument.keyword))
        guard let found, texts.count == 1, namesFit(found.wrapper, besides: keywords) else { return nil }
        return found
    }

    private static func standardLogger(_ task: JudgedTask, _ imports: inout WrapperImports) -> ModuleLogger? {
        let needsOne = task.arguments.contains { if case .instance = $0.value { true } else { false } }
        if needsOne { guard (try? imports.add(standardModule: "logging")) != nil else { return nil } }
        return ModuleLogger(name: "logging.getLogger(__name__)", style: .standard)
    }

    /// Session and rows keep their names, the keys' are new, and what the header reads is the module's.
    private func namesFit(_ wrapper: BackgroundWrapper, besides keywords: Set<String>) -> Bool {
        let scope = file.semantics.scope(of: definition.body)
        let used = file.names(inside: scope)
        let parameters = Set(definition.parameters.map(\.name))
        var read = Set(
            ([wrapper.session.header, wrapper.logger.name] + wrapper.loads + wrapper.imports).flatMap(\.words))
        var new: Set<String> = []
        for (pass, argument) in zip(wrapper.passes, task.arguments.enumerated()) {
            let parameter = function.parameter(of: argument.element.argument, at: argument.offset)
            switch pass {
            case .session:
                guard parameter?.name == wrapper.sessionName else { return false }
            case .instance(_, _, let local, let keys, _):
                guard parameter?.name == local, parameter?.defaultValue == nil else { return false }
                new.formUnion(keys)
            case .instances(_, _, let local, let key, let one, _):
                guard parameter?.name == local, parameter?.defaultValue == nil else { return false }
                new.formUnion([key, String(key.dropLast()), one])
            case .plain: break
            }
        }
        if !parameters.contains(wrapper.sessionName) { new.insert(wrapper.sessionName) }
        read.subtract(new)
        read.subtract(parameters)
        return used.union(keywords).isDisjoint(with: new)
            && read.allSatisfy { scope.resolve($0)?.scope.kind ?? .module == .module }
    }

    private func functionEdits(_ header: Header) -> [TextEdit]? {
        let passes = passes(task)
        let gone = passes.map(\.parameter.parameter)
        let statements = Suite(definition.body).statements
        guard let first = statements.first(where: { names($0, gone) }), let last = statements.last,
            !isLong(first.start..<last.end),
            StatementLayout(file.tree).isAlone(first), statements[0].start > definition.node.start,
            StatementLayout(file.tree).isBroken(definition.node.start..<statements[0].start),
            gone.allSatisfy(isBoundOnce), keepsImports(gone), let documented = documentation(without: passes),
            definition.ownNodes(.globalStatement).isEmpty
        else { return nil }
        var parameters = ParameterEditor(definition, in: file)
        for parameter in gone {
            switch pass(of: parameter, in: header.wrapper) {
            case .session?: parameters.delete(parameter)
            case let pass?:
                parameters.replace(parameter, with: header.wrapper.parameters(of: pass).joined(separator: ", "))
            case nil: return nil
            }
        }
        guard let parameterEdits = parameters.edits else { return nil }
        var editor = BlockEditor(file, at: first)
        let start = editor.layout.startWithComments(of: first, below: definition.node.start)
        let isDefinition = first.kind == .functionDefinition || first.kind == .classDefinition
        let lines = header.wrapper.opening + (isDefinition && !header.wrapper.loads.isEmpty ? "\n" : "")
        editor.insert(Code(lines).lines(at: "", in: file), at: start)
        editor.deepen(start..<last.end)
        return header.imports.edits + parameterEdits + documented + editor.edits
    }

    /// What is said of the session goes; what is said of a row would be said of its key.
    private func documentation(without passes: [Pass]) -> [TextEdit]? {
        let documentation = ParameterDocumentation(of: definition, in: file.source)
        let (sessions, rows) = (passes.filter { $0.parameter.type == nil }, passes.filter { $0.parameter.type != nil })
        if documentation.mentions(rows.map(\.parameter.parameter.name)) { return nil }
        return documentation.removal(of: sessions.map(\.parameter.parameter.name))
    }

    /// Lines that would be indented anew. A wrapper is a smaller change than more of them.
    private static let mostLines = 20

    private func isLong(_ range: Range<Int>) -> Bool {
        file.lines.breaks(in: range) >= Self.mostLines
    }

    private func names(_ statement: Syntax, _ gone: [Parameter]) -> Bool {
        let variables = gone.compactMap(function.variable)
        return statement.subtree.contains { node in
            node.kind == .name && file.semantics.variable(of: node).map(variables.contains) ?? false
        }
    }

    private func isBoundOnce(_ parameter: Parameter) -> Bool {
        guard let variable = function.variable(of: parameter) else { return false }
        return variable.bindings.count == 1 && !variable.isDeclaredInside
    }

    /// What the annotations that go name is still named elsewhere, so that no import is left over.
    private func keepsImports(_ gone: [Parameter]) -> Bool {
        let annotations = gone.compactMap(\.annotation)
        return annotations.flatMap { Array($0.subtree) }.filter { $0.kind == .name }.allSatisfy { name in
            guard let variable = file.semantics.variable(of: name) else { return true }
            return variable.references.contains { use in !annotations.contains { use.isDescendantOrSelf(of: $0) } }
        }
    }
}

extension String {
    /// The identifiers in a line of code.
    fileprivate var words: [String] {
        split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }.compactMap {
            $0.split(separator: ".").first.map(String.init)
        }
    }
}
