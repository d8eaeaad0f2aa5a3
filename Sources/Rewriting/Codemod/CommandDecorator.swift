import PythonSemantics
import PythonSyntax

/// A decorator that makes a command of a function: `@cli.command()`, `@app.cli.command("seed")`, `@click.command`.
enum CommandDecorator {
    private static let makers = ["click.", "typer.", "flask.cli.", "asyncclick.", "flask_script.", "cyclopts."]

    static func isOne(_ decorator: Syntax, in module: ModuleFile, _ index: ProjectIndex) -> Bool {
        let function = CallExpression(decorator)?.function ?? decorator
        guard let name = function.lastName, name == "group" || name.hasSuffix("command") else { return false }
        // A decorator of the project's own is told by what its file uses.
        if case .function(_, let home)? = index.definition(of: function, in: module) { return usesCommands(home) }
        var node = function
        while let object = node.child(.object) {
            if object.lastName == "cli" { return true }
            node = object
        }
        return usesCommands(module)
    }

    private static func usesCommands(_ module: ModuleFile) -> Bool {
        let names =
            module.nodes.all(.moduleName).map { $0.compactText + "." }
            + module.nodes.all(.importAlias).compactMap { $0.child(.name).map { $0.compactText + "." } }
        return names.contains { name in makers.contains(where: name.hasPrefix) || name.contains(".cli.") }
    }
}
