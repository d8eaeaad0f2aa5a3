/// The names that need no binding, in Python 3.8 to 3.15.
public enum Builtins {
    /// The members of the module `builtins`.
    public static let names: Set<String> = Set(
        """
        ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
        BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
        ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
        ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
        ImportCycleError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError
        KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError
        NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
        ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
        RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError
        TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
        UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning WindowsError ZeroDivisionError __build_class__
        __debug__ __doc__ __import__ __lazy_import__ __loader__ __name__ __package__ __spec__
        _IncompleteInputError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
        copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozendict frozenset getattr
        globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview
        min next object oct open ord pow print property quit range repr reversed round sentinel set setattr slice sorted
        staticmethod str sum super tuple type vars zip
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Names that Python itself adds to modules, class bodies and methods; they are not in `builtins`.
    static let implicitNames: Set<String> = [
        "__annotations__", "__builtins__", "__cached__", "__class__", "__conditional_annotations__", "__classdict__",
        "__dict__", "__file__", "__firstlineno__", "__module__", "__path__", "__qualname__", "__static_attributes__",
    ]
}

extension SemanticModel {
    /// The names in the module `builtins`, in Python 3.8 to 3.15.
    public static var builtinNames: Set<String> { Builtins.names }
}
