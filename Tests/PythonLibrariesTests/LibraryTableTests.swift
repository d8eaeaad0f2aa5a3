import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import SourceText
import Testing

@Suite struct LibraryTableTests {
    @Test(arguments: [
        ("json.load", Roles.consumes), ("requests.Session().post", .sends), ("itertools.chain", .wraps),
        ("itertools.chain", .unpacks), ("math.sqrt", .pure), ("logging.getLogger().info", .reports),
        ("sys.exit", .neverReturns), ("os._exit", .endsProcess), ("uuid.uuid4", .varies), ("os.getenv", .settles),
    ])
    func namesHaveRoles(_ name: String, _ role: Roles) { #expect(Libraries.roles(of: name).contains(role)) }

    @Test(arguments: ["flock", "app.json.load", "post", "", "mathematics.sqrt"])
    func otherNamesHaveNone(_ name: String) { #expect(Libraries.roles(of: name).isEmpty) }

    @Test func someWordsTellWhateverTheirReceiver() {
        #expect(Libraries.roles(ofAnything: "flock") == .locks)
        #expect(Libraries.roles(ofAnything: "get").isEmpty)
    }

    @Test(arguments: [
        ("json.load", ArgumentUse.consumes), ("csv.reader", .wraps), ("subprocess.Popen", .keeps),
        ("fcntl.flock", .locks), ("app.jobs.submit", .keeps), ("app.lists.append", .unknown), ("app.read", .unknown),
    ])
    func functionsUseTheirArguments(_ name: String, _ use: ArgumentUse) {
        #expect(ArgumentUse(ofFunction: name) == use)
    }

    @Test func methodsAreToldByWhatMadeTheReceiver() {
        #expect(ArgumentUse(ofMethod: "append") == .stores)
        #expect(ArgumentUse(ofMethod: "post", of: "requests.Session", keyword: "files") == .consumes)
        #expect(ArgumentUse(ofMethod: "post", of: "requests.Session", keyword: nil) == .unknown)
        #expect(ArgumentUse(ofMethod: "post", of: "app.Client", keyword: "files") == .unknown)
        #expect(ArgumentUse(ofMethod: "read_file", of: "configparser.ConfigParser", keyword: nil) == .consumes)
    }

    @Test func filesAreOpenedByFunctionsWithModes() throws {
        #expect(FileFunction(named: "builtins.open")?.modePosition == 1)
        #expect(FileFunction(named: "aiofiles.threadpool.open")?.isAsync == true)
        #expect(try #require(FileFunction(named: "tempfile.NamedTemporaryFile")).deletesOnClose)
        #expect(FileFunction(named: "webbrowser.open") == nil)
        #expect(FileFunction.lastNames.isSuperset(of: ["open", "fdopen", "ZipFile", "TemporaryFile"]))
    }

    @Test(arguments: ["write_rows", "_save", "to_csv", "Dump", "exportAll"])
    func someVerbsAreImmediate(_ name: String) { #expect(ArgumentUse.soundsImmediate(name)) }

    @Test(arguments: ["add_callback", "writer", "register", "later"])
    func othersAreNot(_ name: String) { #expect(!ArgumentUse.soundsImmediate(name)) }

    // MARK: Logging

    private func callee(_ text: String) throws -> Syntax {
        let tree = try SyntaxTree(parsing: SourceText(utf8: text + "('x')\n"))
        return try #require(tree.root.subtree.first { $0.kind == .call }?.child(.function))
    }

    @Test(arguments: [
        "print", "logger.info", "self.log.warning", "logging.error", "warnings.warn", "click.echo", "console.print",
        "current_app.logger.exception", "self.stdout.write",
    ])
    func isLogFunction(_ text: String) throws { #expect(LogCalls.isLogFunction(try callee(text))) }

    @Test(arguments: ["error", "response.error", "form.warning", "click.confirm", "file.write", "logger.handle", "f()"])
    func isNoLogFunction(_ text: String) throws { #expect(!LogCalls.isLogFunction(try callee(text))) }

    // MARK: SQLAlchemy

    @Test func sessionMethodsHaveRoles() {
        #expect(SessionMethods.roles(of: "commit") == .commits)
        #expect(SessionMethods.names(.adds) == ["add", "add_all", "merge"])
        #expect(SessionMethods.roles(of: "bind_mapper").isEmpty)
        #expect(SessionMethods.effects(of: "commit").mayCommit)
        #expect(!SessionMethods.effects(of: "flush").mayCommit)
        #expect(SessionMethods.effects(of: "execute").mayCommit)
    }

    @Test func queryMethodsHaveRoles() {
        #expect(QueryMethods.roles(ofQueryMethod: "filter_by") == [.refines, .filters])
        #expect(QueryMethods.roles(of: "scalar_one_or_none") == .oneOrNone)
        #expect(QueryMethods.asks("one") && QueryMethods.asks("execute"))
        #expect(!QueryMethods.asks("where") && !QueryMethods.asks("commit"))
    }

    @Test func sessionCallsAreToldByType() throws {
        let project = SampleProject([
            "main.py": """
            from sqlalchemy.orm import Session
            def f(db: Session, other):
                db.add_all([user])
                other.commit()
                found = db.scalar(q)
            """
        ])
        let module = try project.module("main.py")
        let model = FrameworkModel(module: module, index: project.index)
        let statements = module.tree.root.subtree.filter { $0.kind == .expressionStatement || $0.kind == .assignment }
        let calls = statements.map { SessionCall(statement: $0, model) }
        #expect(calls.map { $0?.roles } == [.adds, nil, [.asks, .executes]])
        #expect(try #require(calls[0]).isGiven("user"))
    }
}
