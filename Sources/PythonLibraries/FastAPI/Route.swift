import PythonSyntax

/// FastAPI's decorators that make a function an endpoint: only the framework calls it then.
public enum Route {
    /// `@router.post("/orders")`.
    public static func isRoute(_ decorator: Syntax) -> Bool {
        guard let call = CallExpression(decorator), call.function.kind == .attribute else { return false }
        return ["get", "post", "put", "patch", "delete", "head", "options", "api_route", "websocket"].contains(
            call.functionName ?? "")
    }
}
