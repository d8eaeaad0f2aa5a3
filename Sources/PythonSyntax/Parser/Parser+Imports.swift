/// `import` and `from … import`, including lazy ones (PEP 810).
extension Parser {
    mutating func parseLazyImport() throws(Failure) {
        let mark = self.mark
        advance()
        if kind == .keywordImport {
            try parseImport(mark, flags: .lazyImport)
        } else {
            try parseImportFrom(mark, flags: .lazyImport)
        }
    }

    mutating func parseImport(_ mark: Mark, flags: NodeFlags) throws(Failure) {
        advance()
        repeat {
            let alias = self.mark
            try parseModuleName(allowsDots: false)
            setRole(.name)
            try finishAlias(alias)
        } while take(.comma)
        finish(.importStatement, mark, flags: flags)
    }

    mutating func parseImportFrom(_ mark: Mark, flags: NodeFlags) throws(Failure) {
        advance()
        try parseModuleName(allowsDots: true)
        setRole(.module)
        try expect(.keywordImport, "'import'")
        if kind == .star {
            leaf(.importAlias)
            setRole(.item)
        } else if take(.leftParenthesis) {
            try parseImportedName()
            while take(.comma), kind != .rightParenthesis { try parseImportedName() }
            try expect(.rightParenthesis, "',' or ')' in the import list")
        } else {
            repeat { try parseImportedName() } while take(.comma)
        }
        finish(.importFromStatement, mark, flags: flags)
    }

    private mutating func parseImportedName() throws(Failure) {
        let alias = self.mark
        try identifier(.name, "a name to import")
        try finishAlias(alias)
    }

    private mutating func finishAlias(_ mark: Mark) throws(Failure) {
        if take(.keywordAs) { try identifier(.alias, "a name after 'as'") }
        finish(.importAlias, mark)
        setRole(.item)
    }

    private mutating func parseModuleName(allowsDots: Bool) throws(Failure) {
        let mark = self.mark
        var isRelative = false
        while allowsDots, kind == .dot || kind == .ellipsis {
            isRelative = true
            advance()
        }
        if kind.isName || kind == .metavariable {
            advance()
            while take(.dot) {
                guard kind.isName else { throw failure("expected a name after '.'") }
                advance()
            }
        } else if !isRelative {
            throw failure("expected the name of a module")
        }
        finish(.moduleName, mark)
    }
}
