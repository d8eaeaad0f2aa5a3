/// FastAPI and Starlette: functions whose result is plain data, and functions that run another one later.
extension Library {
    static let fastAPI = Library(
        [
            .pure: "fastapi.encoders.jsonable_encoder",
            .constructs: """
            fastapi.HTTPException fastapi.exceptions.HTTPException fastapi.responses.JSONResponse
            starlette.exceptions.HTTPException starlette.responses.JSONResponse
            """,
            .schedules: """
            fastapi.BackgroundTasks().add_task fastapi.background.BackgroundTasks().add_task
            starlette.background.BackgroundTask starlette.background.BackgroundTasks().add_task
            """,
        ], types: FastAPITypes())
}
