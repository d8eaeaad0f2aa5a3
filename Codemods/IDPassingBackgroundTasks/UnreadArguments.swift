import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A task that is given the session or rows of it and never reads them: they go, and nothing has to be opened or loaded.
struct UnreadArguments {
    let file: FileContext
    let judge: TaskJudge

    private var function: ScheduledFunction { judge.function }

    /// Nil if the task reads one of them. Throws if they cannot be taken away.
    func repair() throws(Refusal<TaskReason>) -> SessionOffTheTask.Repair? {
        guard function.isPlainFunction, !judge.arguments.contains(where: { $0.argument.isUnpacked }),
            judge.arguments.allSatisfy({ isOfRequest($0.value) || isPlain($0.value) })
        else { return nil }
        let given = judge.arguments.enumerated().filter { isOfRequest($0.element.value) }
        let parameters = given.compactMap { function.parameter(of: $0.element.argument, at: $0.offset) }
        guard !given.isEmpty, parameters.count == given.count, parameters.allSatisfy(function.ignores) else {
            return nil
        }
        let evidence = TaskEvidence(file: file).places(function, nil, [], nil)
        if let edits = leavingOut(given.map(\.element.argument), parameters) {
            return SessionOffTheTask.Repair(edits: edits, evidence: evidence)
        }
        let known = KnownUses.of(function, in: file)
        let found = known.unread[parameters] ?? known.uses.flatMap { deletion(of: parameters, $0) }
        known.unread[parameters] = .some(found)
        guard let found else {
            throw Refusal(.neverRead, about: parameters.map(\.name).joined(separator: "' and '"))
        }
        let others = found.places.filter { $0 != judge.task.call.node.range }
        return SessionOffTheTask.Repair(edits: found.edits, others: others, evidence: evidence)
    }

    private func deletion(of parameters: [Parameter], _ uses: SeenUses) -> KnownUses.Deletion? {
        guard let places = places(uses, parameters), let edits = uses.deleting(parameters) else { return nil }
        return KnownUses.Deletion(edits: edits, places: places)
    }

    /// The calls that pass the request's session or rows to these parameters; nil if one may pass more than that.
    private func places(_ uses: SeenUses, _ parameters: [Parameter]) -> [Range<Int>]? {
        var found: [Range<Int>] = []
        for task in uses.tasks {
            let values = task.arguments.map { PassedValue($0.value, in: file) }
            let given = zip(task.arguments, values).enumerated().filter { isOfRequest($0.element.1) }.compactMap {
                function.parameter(of: $0.element.0, at: $0.offset)
            }
            guard values.allSatisfy({ isOfRequest($0) || isPlain($0) }) else { return nil }
            if given.isEmpty { continue }
            guard Set(given) == Set(parameters) else { return nil }
            found.append(task.call.node.range)
        }
        return found
    }

    private func isOfRequest(_ value: PassedValue) -> Bool {
        switch value {
        case .session, .instance, .instances: true
        default: false
        }
    }

    private func isPlain(_ value: PassedValue) -> Bool { if case .plain = value { true } else { false } }

    /// The parameters have default values: the call leaves them out.
    private func leavingOut(_ arguments: [CallArgument], _ parameters: [Parameter]) -> [TextEdit]? {
        guard parameters.allSatisfy({ $0.defaultValue != nil }) else { return nil }
        let all = judge.arguments.map(\.argument)
        let areLast = all.suffix(arguments.count).map(\.node) == arguments.map(\.node)
        guard areLast || arguments.allSatisfy({ $0.keyword != nil }) else { return nil }
        var editor = ArgumentEditor(judge.task.call, in: file)
        for argument in arguments { editor.delete(argument) }
        return editor.edits
    }
}
