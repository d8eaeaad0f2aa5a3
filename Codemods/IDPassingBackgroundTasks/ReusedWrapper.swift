import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The call's edits that schedule a function of the project in place of a new wrapper.
struct ReusedWrapper {
    let wrapper: ExistingWrapper
    let edits: [TextEdit]

    /// The first function that does what a wrapper would do: in the file itself, or beside the scheduled function.
    init?(
        of task: BackgroundTaskCall, _ values: [PassedValue], _ function: ScheduledFunction, _ opening: SessionOpening,
        _ reader: SessionOpeningReader, in file: FileContext
    ) {
        guard function.service == nil else { return nil }
        let known = file.analysis(of: file.tree.root) { ExistingWrappers(file) }
        let modules = function.isImportedLocally ? [file.module] : [file.module, function.module]
        for wrapper in modules.flatMap({ known.calling(function.definition, in: $0) }) {
            guard wrapper.isAwaited == function.isCoroutine, wrapper.isAsyncContext == opening.isAsyncContext,
                wrapper.function.isAsync == (function.isCoroutine || opening.isAsyncContext),
                reader.opens(
                    wrapper.opening, in: wrapper.module, committing: wrapper.commits, sameAs: opening),
                let edits = Self.edits(task, values, function, wrapper, in: file)
            else { continue }
            self.wrapper = wrapper
            self.edits = edits
            return
        }
        return nil
    }

    private static func edits(
        _ task: BackgroundTaskCall, _ values: [PassedValue], _ function: ScheduledFunction, _ wrapper: ExistingWrapper,
        in file: FileContext
    ) -> [TextEdit]? {
        guard let given = wrapper.given(to: function, in: file),
            wrapper.handsOnKeywords || given.count == task.arguments.count,
            let (name, imports) = name(of: wrapper, function, task, in: file)
        else { return nil }
        var editor = ArgumentEditor(task.call, in: file)
        editor.replace(task.task, with: name)
        var open = wrapper.function.parameters
        var isByName = false
        for (position, (argument, value)) in zip(task.arguments, values).enumerated() {
            guard let parameter = function.parameter(of: argument, at: position) else { return nil }
            switch (value, given[parameter.name]) {
            case (.session, .session?):
                editor.delete(argument)
                continue
            case (.instance(let type), .row(let model, let key)?) where type == model:
                isByName = isByName || argument.keyword != nil || open.first?.name != key
                let text = "\(argument.value.text).\(type.primaryKey[0].name)"
                editor.replace(argument.node, with: isByName ? "\(key)=\(text)" : text)
                open.removeAll { $0.name == key }
            case (.plain, .parameter(let name)?), (.unclear, .parameter(let name)?):
                isByName = isByName || argument.keyword != nil || open.first?.name != name
                editor.replace(argument.node, with: (isByName ? "\(name)=" : "") + argument.value.text)
                open.removeAll { $0.name == name }
            case (.plain, nil) where wrapper.handsOnKeywords && argument.keyword != nil: isByName = true
            default: return nil
            }
        }
        open.removeAll { $0.kind == .variadicKeyword }
        // What the call leaves out has a value all the same.
        guard open.allSatisfy({ $0.defaultValue != nil }),
            wrapper.function.parameters.allSatisfy({
                $0.kind == .positionalOrKeyword || wrapper.handsOnKeywords && $0.kind == .variadicKeyword
            })
        else { return nil }
        editor.wrap()
        return imports + editor.edits
    }

    private static func name(
        of wrapper: ExistingWrapper, _ function: ScheduledFunction, _ task: BackgroundTaskCall, in file: FileContext
    ) -> (String, imports: [TextEdit])? {
        let module = wrapper.module
        return name(
            wrapper.function.name,
            besides: module == function.module ? function.definition.name : wrapper.function.name,
            in: module, function, task, in: file)
    }

    /// How the file names a function where it is scheduled. `known` is a function of the same module.
    static func name(
        _ name: String, besides known: String, in module: ModuleFile, _ function: ScheduledFunction,
        _ task: BackgroundTaskCall, in file: FileContext
    ) -> (String, imports: [TextEdit])? {
        let root = file.semantics.scope(of: file.tree.root)
        if let meant = file.semantics.scope(of: task.call.node).resolve(name), meant.scope != root { return nil }
        if module == file.module { return root.resolve(name)?.bindings.count == 1 ? (name, []) : nil }
        if function.expression.kind == .attribute, let object = function.expression.child(.object),
            case .module(module)? = file.project.definition(of: object, in: file.module)
        {
            return ("\(object.text).\(name)", [])
        }
        guard let source = ModuleNames(file).source(of: known, in: module), source.name == known else { return nil }
        var imports = ImportEditor(file)
        return imports.add(name, from: source.module) ? (name, imports.edits) : nil
    }
}
