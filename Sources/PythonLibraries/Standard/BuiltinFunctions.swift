/// Functions of the module `builtins`, and methods of its types.
extension Library {
    static let builtins = Library([
        .pure: """
        builtins.abs builtins.all builtins.any builtins.ascii builtins.bin builtins.bool builtins.bytearray
        builtins.bytes builtins.callable builtins.chr builtins.complex builtins.dict builtins.divmod
        builtins.enumerate builtins.float builtins.format builtins.frozenset builtins.hash builtins.hex builtins.id
        builtins.int builtins.isinstance builtins.issubclass builtins.len builtins.list builtins.max builtins.min
        builtins.oct builtins.ord builtins.pow builtins.range builtins.repr builtins.reversed builtins.round
        builtins.set builtins.slice builtins.sorted builtins.str builtins.sum builtins.tuple builtins.type
        builtins.zip
        *.capitalize *.casefold *.endswith *.isoformat *.lower *.lstrip *.rstrip *.startswith *.strip *.title
        *.upper
        """,
        .reads: """
        builtins.dir builtins.getattr builtins.globals builtins.hasattr builtins.locals builtins.vars
        builtins.dict().copy builtins.dict().get builtins.dict().items builtins.dict().keys builtins.dict().values
        builtins.list().copy builtins.list().count builtins.list().index
        builtins.set().copy builtins.set().difference builtins.set().intersection builtins.set().isdisjoint
        builtins.set().issubset builtins.set().issuperset builtins.set().symmetric_difference builtins.set().union
        """,
        .writes: """
        builtins.delattr builtins.next builtins.setattr
        builtins.dict().clear builtins.dict().pop builtins.dict().popitem builtins.dict().setdefault
        builtins.dict().update
        builtins.list().append builtins.list().clear builtins.list().extend builtins.list().insert
        builtins.list().pop builtins.list().remove builtins.list().reverse builtins.list().sort
        builtins.set().add builtins.set().clear builtins.set().discard builtins.set().pop builtins.set().remove
        builtins.set().update
        """,
        .neverReturns: "builtins.exit builtins.quit",
    ])
}

/// Methods of strings.
public enum StringMethods {
    public static func contains(_ name: String) -> Bool { all.contains(name) }

    /// True if the method returns a string.
    public static func givesString(_ name: String) -> Bool { all.contains(name) && !others.contains(name) }

    private static let all = Set(
        words: """
            capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha
            isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust
            lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit
            rstrip split splitlines startswith strip swapcase title translate upper zfill
            """)

    private static let others = Set(
        words: """
            count encode endswith find index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric
            isprintable isspace istitle isupper maketrans partition rfind rindex rpartition rsplit split splitlines
            startswith
            """)
}
