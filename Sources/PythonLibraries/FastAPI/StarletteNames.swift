/// Full names of what FastAPI and Starlette export.
public enum StarletteNames {
    static let backgroundTasks: Set<String> = [
        "fastapi.BackgroundTasks", "fastapi.background.BackgroundTasks", "starlette.background.BackgroundTasks",
    ]
    static let depends: Set<String> = [
        "fastapi.Depends", "fastapi.params.Depends", "fastapi.param_functions.Depends", "fastapi.Security",
    ]
    /// One task, given to a response.
    public static let backgroundTask = "starlette.background.BackgroundTask"
}
