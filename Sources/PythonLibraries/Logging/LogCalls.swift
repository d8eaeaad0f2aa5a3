import PythonSyntax

/// `logging`, loguru, structlog, click and `print`.
extension Library {
    static let logging = Library(
        [
            .reports: """
            builtins.print click.echo click.secho typer.echo typer.secho warnings.warn
            logging.critical logging.debug logging.error logging.exception logging.fatal logging.info logging.log
            logging.warn logging.warning
            """
                + LogCalls.makers.flatMap { maker in LogCalls.levels.map { " \(maker).\($0)" } }.joined()
                + " rich.console.Console().print rich.console.Console().log rich.print sys.stdout.write sys.stderr.write"
                + " traceback.print_exc traceback.print_exception pprint.pprint",
            .pure: "logging.getLogger structlog.get_logger structlog.getLogger",
        ], types: LoggingTypes())
}

/// Calls that report what happened.
public enum LogCalls {
    /// The methods of a logger that write a line, in any library.
    public static let levels = Set(
        words: """
            adebug aerror ainfo awarning critical debug error exception fatal info log msg notice success trace warn
            warning
            """)

    /// Full names of loggers, and of functions that create one.
    static let makers = [
        "logging.getLogger()", "logging.Logger()", "loguru.logger", "structlog.get_logger()", "structlog.getLogger()",
        "structlog.stdlib.get_logger()", "celery.utils.log.get_task_logger()", "logging.LoggerAdapter()",
    ]

    /// The names that modules usually give their logger.
    public static let loggerNames = ["logger", "log", "LOGGER", "LOG", "_logger", "_log"]

    /// The last words of the names of all logging functions, for a quick test.
    public static let functionNames = WordSet(levels.union(["print", "echo", "secho"]))

    /// The log call that a statement consists of, awaited or not.
    public static func call(in statement: Syntax) -> CallExpression? {
        guard statement.kind == .expressionStatement, let value = statement.child(.value),
            let call = CallExpression(value.withoutParentheses.withoutAwait.withoutParentheses),
            isLogFunction(call.function)
        else { return nil }
        return call
    }

    /// True for a call that logs, judged by its name and its receiver's: `print`, `self.logger.info`, `click.echo`.
    /// Loggers come from anywhere, so this relies on convention, as ruff and pylint do.
    public static func isLogFunction(_ callee: Syntax) -> Bool {
        let name = callee.lastName ?? ""
        guard callee.kind == .attribute, let object = callee.child(.object) else {
            return ["print", "warn", "log"].contains(name)
        }
        // `sys.stdout.write`, and `self.stdout.write` in a management command.
        if name == "write" { return ["stdout", "stderr"].contains(object.lastName ?? "") }
        switch object.text {
        case "warnings": return name == "warn"
        case "click", "console": return ["echo", "secho", "print"].contains(name)
        default: return levels.contains(name) && isLogger(named: object.text)
        }
    }

    /// `logger`, `self.log`, `current_app.logger`.
    static func isLogger(named receiver: String) -> Bool {
        let receiver = receiver.lowercased()
        return receiver.contains("log") || receiver.hasSuffix("console") || receiver == "_l"
    }
}
