import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A service or repository that an endpoint makes with its session, and that a wrapper can make again with its own:
/// `Service(db)`, where nothing but the constructor gives the object its state.
struct RebuiltService {
    /// The call that makes it.
    let construction: CallExpression
    /// The session among its arguments.
    let session: Syntax
    let type: ClassDefinition
    let module: ModuleFile

    /// Nil where the object cannot be built again so that it is the same.
    init?(_ object: Syntax, in file: FileContext) {
        guard let call = SessionHolder.construction(of: object, in: file), !call.hasUnpacking,
            let root = call.function.dottedRoot,
            file.semantics.variable(of: root)?.scope.kind == .module,
            case .type(let type, let module)? = file.project.definition(of: call.function, in: file.module)
        else { return nil }
        let sessions = call.arguments.filter { file.frameworks.type(of: $0.value)?.session != nil }
        let others = call.arguments.filter { !sessions.contains($0) }
        guard sessions.count == 1, others.allSatisfy({ Self.isConstant($0.value, in: file) }),
            Self.isSame(object, ServiceState(type: type, module: module, model: file.frameworks), in: file)
        else { return nil }
        construction = call
        session = sessions[0].value
        self.type = type
        self.module = module
    }

    /// A constant that can be written elsewhere in the module: it names nothing that is local.
    private static func isConstant(_ value: Syntax, in file: FileContext) -> Bool {
        file.effects.isConstant(value)
            && value.subtree.allSatisfy { name in
                name.kind != .name || file.semantics.variable(of: name)?.scope.kind == .module
            }
    }

    /// Made again the object is the same: making it does nothing else, and nothing has changed it where it was made.
    private static func isSame(_ object: Syntax, _ state: ServiceState, in file: FileContext) -> Bool {
        guard state.isMadeQuietly, object.kind == .name, let variable = file.semantics.variable(of: object) else {
            return state.isMadeQuietly
        }
        let others = variable.references.filter { $0 != object && !isScheduled($0) }
        return others.allSatisfy(isReceiver) && (others.isEmpty || state.isKept)
    }

    /// `service` of `service.run(…)`.
    private static func isReceiver(_ use: Syntax) -> Bool {
        guard let method = use.parent, method.kind == .attribute, method.role == .function else { return false }
        return method.parent?.kind == .call
    }

    /// `service` of `add_task(service.run)`, in this task or another one.
    private static func isScheduled(_ use: Syntax) -> Bool {
        guard let method = use.parent, method.kind == .attribute, method.parent?.kind == .arguments else {
            return false
        }
        let call = method.parent?.parent.flatMap(CallExpression.init)
        return call?.functionName == "add_task" || call?.functionName == "BackgroundTask"
    }

    /// The call with another name for the session.
    func text(session name: String) -> String {
        let source = construction.node.tree.source
        return source.string(in: construction.node.start..<session.start) + name
            + source.string(in: session.end..<construction.node.end)
    }
}
