import PythonSyntax

extension CallExpression {
    /// The engine of a session or factory that the call makes: `sessionmaker(bind=engine)`, `Session(engine)`.
    var boundEngine: Syntax? { keyword("bind") ?? positional.first }
}
