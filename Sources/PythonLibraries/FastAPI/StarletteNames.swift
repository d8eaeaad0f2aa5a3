/// Full names of the exports of FastAPI and Starlette.
enum StarletteNames {
    static let backgroundTasks: Set<String> = [
        "fastapi.BackgroundTasks", "fastapi.background.BackgroundTasks", "starlette.background.BackgroundTasks",
    ]
    static let applications: Set<String> = ["fastapi.FastAPI", "fastapi.applications.FastAPI"]
    static let depends: Set<String> = [
        "fastapi.Depends", "fastapi.params.Depends", "fastapi.param_functions.Depends", "fastapi.Security",
    ]
}
