/// The part a node plays in its parent, named like the field of CPython's `ast` if there is one.
public enum NodeRole: UInt8, Sendable, BitwiseCopyable {
    case none
    case target, value, annotation, test, body, orElse, handler, finalBody
    case item, iterable, condition, context
    case function, argument, keyword, arguments
    case left, right, operand, element, key, object, index
    case lower, upper, step
    case name, alias, module, decorator, typeParameters, parameters, returns, bound, defaultValue, base
    case exception, cause, message, subject, pattern, guardTest, specification
}
