import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The uses of a function that is defined, and only mentioned, in this file: calls of it, and calls that schedule it.
struct SeenUses {
    private unowned let file: FileContext
    private let function: ScheduledFunction
    let tasks: [BackgroundTaskCall]
    let calls: [CallExpression]

    /// Nil if it may be used in another way.
    init?(of function: ScheduledFunction, in file: FileContext) {
        guard function.module == file.module, function.isPlainFunction, !function.definition.isGenerator,
            let name = function.definition.node.child(.name), let variable = file.semantics.variable(of: name),
            variable.bindings.count == 1, !Self.isPartOfUnknownProject(file),
            file.project.paths(mentioning: variable.name).allSatisfy({ $0 == file.path }),
            // `globals()[f"handle_{kind}"]` may be it.
            file.nodes.calls(of: ["globals"]).isEmpty
        else { return nil }
        let references = Set(variable.references)
        let all = FileTasks.of(file).all
        let scheduled = all.filter { references.contains($0.task) }
        let direct = variable.references.compactMap { use in
            use.role == .function ? use.parent.flatMap(CallExpression.init) : nil
        }
        guard scheduled.count + direct.count == variable.references.count else { return nil }
        self.file = file
        self.function = function
        tasks = scheduled
        calls = direct
    }

    /// A file that is looked at alone, though its path or its imports show that it is one of several.
    private static func isPartOfUnknownProject(_ file: FileContext) -> Bool {
        guard file.project.paths.count < 2 else { return false }
        return file.path.components.count > 1
            || file.nodes.all(.importFromStatement).contains { statement in
                statement.child(.module)?.compactText.hasPrefix(".") ?? true
            }
    }

    /// The places of the other tasks.
    func tasks(besides task: BackgroundTaskCall) -> [Range<Int>] {
        tasks.map(\.call.node.range).filter { $0 != task.call.node.range }
    }

    /// The edits that take parameters from the function and their arguments from all uses.
    func deleting(_ parameters: [Parameter]) -> [TextEdit]? {
        let documentation = ParameterDocumentation(of: function.definition, in: file.source)
        guard let documented = documentation.removal(of: parameters.map(\.name)) else { return nil }
        var editor = ParameterEditor(function.definition, in: file)
        for parameter in parameters { editor.delete(parameter) }
        guard var edits = editor.edits else { return nil }
        edits += documented
        let uses = tasks.map { ($0.call, $0.arguments) } + calls.map { ($0, $0.arguments) }
        for (call, arguments) in uses {
            var editor = ArgumentEditor(call, in: file)
            for parameter in parameters {
                guard let argument = argument(for: parameter, in: arguments), argument.value.isDottedName,
                    call.arguments.first != argument || parameters.count == 1
                else { return nil }
                editor.delete(argument)
            }
            edits += editor.edits
        }
        return edits
    }

    private func argument(for parameter: Parameter, in arguments: [CallArgument]) -> CallArgument? {
        if arguments.contains(where: \.isUnpacked) { return nil }
        return arguments.enumerated().first { function.parameter(of: $0.element, at: $0.offset) == parameter }?.element
    }
}

/// All calls of a file that schedule something.
final class FileTasks {
    let all: [BackgroundTaskCall]

    private init(all: [BackgroundTaskCall]) { self.all = all }

    static func of(_ file: FileContext) -> FileTasks {
        file.analysis(of: file.tree.root) { FileTasks(all: BackgroundTaskCall.all(in: file)) }
    }
}

/// What is worked out once for all tasks that run a function.
final class KnownUses {
    struct Deletion {
        let edits: [TextEdit]
        /// The calls that the edits repair.
        let places: [Range<Int>]
    }

    let uses: SeenUses?
    var inPlace: [TextEdit]??
    var unread: [[Parameter]: Deletion?] = [:]

    private init(_ uses: SeenUses?) { self.uses = uses }

    static func of(_ function: ScheduledFunction, in file: FileContext) -> KnownUses {
        guard function.module == file.module else { return KnownUses(nil) }
        return file.analysis(of: function.definition.node) { KnownUses(SeenUses(of: function, in: file)) }
    }
}
