import PythonSyntax

/// A parameter list, sorted as `ast.arguments` is.
struct ASTParameters {
    var positionalOnly: [Syntax] = []
    var positional: [Syntax] = []
    var variadic: Syntax?
    var keywordOnly: [Syntax] = []
    var variadicKeyword: Syntax?

    init(_ list: Syntax) {
        var isBehindStar = false
        for item in list.children {
            if item.kind == .parameterSeparator {
                if list.tree.tokens[item.firstToken].kind == .slash {
                    (positionalOnly, positional) = (positional, [])
                } else {
                    isBehindStar = true
                }
            } else if item.flags.contains(.star) {
                variadic = item
                isBehindStar = true
            } else if item.flags.contains(.doubleStar) {
                variadicKeyword = item
            } else if isBehindStar {
                keywordOnly.append(item)
            } else {
                positional.append(item)
            }
        }
    }
}
