import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The function that a task runs instead: it opens a session, loads what is passed by key, and calls the original.
struct BackgroundWrapper {
    /// How one argument of the original call reaches the original function.
    enum Pass {
        case session(keyword: String?)
        case instance(MappedClass, model: String, local: String, keys: [String], keyword: String?)
        case instances(MappedClass, model: String, local: String, key: String, one: String, keyword: String?)
        case plain(local: String, annotation: String?, keyword: String?)
    }

    let function: ScheduledFunction
    let passes: [Pass]
    let session: OwnSession
    /// The session's name inside the wrapper.
    let sessionName: String
    let logger: ModuleLogger
    /// The import statements that it begins with.
    let imports: [String]
    let annotations: PortableAnnotation
    /// A failure is logged with the keys of the rows.
    let logsFailures: Bool
    /// Other calls schedule the function with other keywords.
    let servesOthers: Bool
    let style: FileStyle

    private var isAsync: Bool { function.isCoroutine || session.opening.isAsyncContext }

    /// The wrapper's text, indented by four spaces a level.
    func text(named name: String) -> String {
        let head = "\(isAsync ? "async " : "")def \(name)("
        var lines = [WrappedLine.text(head, parameters, ") -> None:", depth: 0, style: style)]
        lines.append(documentation)
        if !imports.isEmpty { lines += imports.map { "    " + $0 } + [""] }
        lines.append("    \(session.header) as \(sessionName):")
        lines += loads
        lines += calling
        if session.opening.needsCommit { lines.append("        \(awaiting)\(sessionName).commit()") }
        return lines.joined(separator: "\n")
    }

    /// The lines before the call: the imports, the header of the session's block, and what loads the rows.
    var opening: String {
        (imports.map { "    " + $0 } + ["    \(session.header) as \(sessionName):"] + loads).joined(separator: "\n")
    }

    /// The lines that load the rows, and return if one is gone.
    var loads: [String] { passes.flatMap(loading) }

    private var calling: [String] {
        let call = "\(function.isCoroutine ? "await " : "")\(function.callee(session: sessionName))("
        let rows = passes.compactMap(described)
        let isLogged = logsFailures && !rows.isEmpty
        let line = WrappedLine.text(call, arguments, ")", depth: isLogged ? 3 : 2, style: style)
        guard isLogged else { return [line] }
        let text = "\(function.name) failed for \(rows.map(\.text).joined(separator: ", "))"
        let (head, logged) = logger.call("exception", text, rows.flatMap(\.keys))
        return [
            "        try:", line, "        except Exception:",
            WrappedLine.text(head, logged, ")", depth: 3, style: style), "            raise",
        ]
    }

    private var arguments: [String] {
        guard handsOnKeywords else { return passes.map(argument) }
        let session = passes.filter { if case .session = $0 { true } else { false } }
        return ["**kwargs"] + session.map(argument)
    }

    /// How log lines name a row or a list of rows: a text with `{}` for each key.
    private func described(_ pass: Pass) -> (text: String, keys: [String])? {
        switch pass {
        case .instance(let type, _, _, let keys, _):
            ("\(type.name) \(keys.map { _ in "{}" }.joined(separator: ", "))", keys)
        case .instances(let type, _, _, let key, _, _): ("\(type.name) {}", [key])
        case .session, .plain: nil
        }
    }

    private var documentation: String {
        let loads = passes.contains {
            if case .instance = $0 { true } else if case .instances = $0 { true } else { false }
        }
        let what = loads ? "on fresh rows, in a session of its own" : "in a session of its own"
        return "    \"\"\"Run \(function.name) \(what).\"\"\""
    }

    private var awaiting: String { session.opening.type.isAsync ? "await " : "" }

    private var parameters: [String] { handsOnKeywords ? ["**kwargs"] : passes.flatMap(parameters(of:)) }

    /// Many arguments, all plain and all by keyword, are handed on as they are; so are those of calls that differ.
    private var handsOnKeywords: Bool {
        let names = passes.map { pass -> String? in
            switch pass {
            case .session(let keyword): keyword
            case .plain(let local, _, let keyword): keyword == local ? local : nil
            case .instance, .instances: nil
            }
        }
        return (servesOthers || passes.count > Self.mostParameters) && !names.contains(nil)
            && !names.contains("kwargs")
    }

    private static let mostParameters = 7

    /// The parameters that stand for one argument of the original.
    func parameters(of pass: Pass) -> [String] {
        switch pass {
        case .session: []
        case .instance(let type, _, _, let keys, _):
            zip(keys, type.primaryKey).map { key, column in annotated(key, annotations.text(of: column)) }
        case .instances(let type, _, _, let key, _, _):
            [annotated(key, type.primaryKey.first.flatMap(annotations.list(of:)))]
        case .plain(let local, let annotation, _): [annotated(local, annotation)]
        }
    }

    private func annotated(_ name: String, _ annotation: String?) -> String {
        annotation.map { "\(name): \($0)" } ?? name
    }

    private func loading(_ pass: Pass) -> [String] {
        switch pass {
        case .instance(let type, let model, let local, let keys, _):
            let columns = type.primaryKey
            let pairs = zip(columns, keys).map { "\"\($0.name)\": \($1)" }
            let key = columns.count == 1 ? keys[0] : "{\(pairs.joined(separator: ", "))}"
            return [
                WrappedLine.text(
                    "\(local) = \(awaiting)\(sessionName).get(", [model, key], ")", depth: 2, style: style),
                "        if \(local) is None:",
                warning(pass),
                "            return",
            ]
        case .instances(_, let model, let local, let key, let one, _):
            let oneKey = String(key.dropLast())
            let load = "(\(one) := \(awaiting)\(sessionName).get(\(model), \(oneKey)))"
            let parts = [one, "for \(oneKey) in \(key)", "if \(load) is not None"]
            let line = "        \(local) = [\(parts.joined(separator: " "))]"
            if line.count <= style.lineLength { return [line] }
            return ["        \(local) = ["] + parts.map { "            \($0)" } + ["        ]"]
        default: return []
        }
    }

    private func warning(_ pass: Pass) -> String {
        let row = described(pass) ?? ("", [])
        let (head, arguments) = logger.call("warning", "\(function.name) was not run: \(row.text) is gone", row.keys)
        return WrappedLine.text(head, arguments, ")", depth: 3, style: style)
    }

    private func argument(_ pass: Pass) -> String {
        func named(_ keyword: String?, _ value: String) -> String { keyword.map { "\($0)=\(value)" } ?? value }
        return switch pass {
        case .session(let keyword): named(keyword, sessionName)
        case .instance(_, _, let local, _, let keyword), .instances(_, _, let local, _, _, let keyword),
            .plain(let local, _, let keyword):
            named(keyword, local)
        }
    }

    static func singular(_ word: String) -> String {
        word.count > 2 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word + "_item"
    }
}
