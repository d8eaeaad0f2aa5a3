/// The kind of a node, in the terms of Python's grammar and CPython's `ast` module.
public enum NodeKind: UInt8, Sendable, BitwiseCopyable {
    case module

    // Statements.
    case functionDefinition, classDefinition
    case returnStatement, deleteStatement, raiseStatement, assertStatement
    case passStatement, breakStatement, continueStatement
    case globalStatement, nonlocalStatement
    case importStatement, importFromStatement
    case expressionStatement
    /// `a = b = value`: targets, then the value.
    case assignment
    case augmentedAssignment, annotatedAssignment
    case typeAlias
    case ifStatement, whileStatement, forStatement, withStatement, tryStatement, matchStatement

    // Parts of statements.
    /// The statements after a colon, on the same line or indented below.
    case block
    case decorator
    case elifClause, elseClause, exceptClause, finallyClause, caseClause
    case withItem
    /// A name that a statement binds: that of a function, class, parameter, `as` or `global`. Not an expression.
    case identifier
    /// `name.of.module as other` in an import.
    case importAlias
    /// The dotted name of an import, its leading dots included.
    case moduleName
    case parameters, parameter
    /// A bare `/` or `*` in a parameter list.
    case parameterSeparator
    case typeParameters, typeParameter

    // Expressions.
    case name, number, constant, ellipsis
    /// One or more adjacent string tokens; f-strings and t-strings are its children.
    case string
    case formattedString, replacementField, formatSpecification
    case tuple, list, set, dictionary, parenthesized
    case dictionaryItem, dictionaryUnpacking
    case listComprehension, setComprehension, dictionaryComprehension, generatorExpression
    /// `for target in iterable if condition …`.
    case comprehensionClause
    case attribute, subscription, call, arguments, keywordArgument, doubleStarArgument
    case slice, subscriptTuple
    case starred, unary, binary, booleanOperation, comparison, conditional, lambda, await, yield, yieldFrom
    case namedExpression

    // Patterns of `match`.
    case valuePattern, capturePattern, wildcardPattern, starPattern, asPattern, orPattern, groupPattern
    case sequencePattern, mappingPattern, mappingItem, mappingRest, classPattern, keywordPattern

    /// `$name` and `$...name` in Redline's patterns.
    case metavariable, metavariableRun

    public var isStatement: Bool {
        rawValue >= NodeKind.functionDefinition.rawValue && rawValue <= NodeKind.matchStatement.rawValue
    }

    /// True for statements that contain a block.
    public var isCompoundStatement: Bool {
        switch self {
        case .functionDefinition, .classDefinition, .ifStatement, .whileStatement, .forStatement, .withStatement,
            .tryStatement, .matchStatement:
            true
        default: false
        }
    }

    public var isExpression: Bool {
        rawValue >= NodeKind.name.rawValue && rawValue <= NodeKind.namedExpression.rawValue
    }
}
