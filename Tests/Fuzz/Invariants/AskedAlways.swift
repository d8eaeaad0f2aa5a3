import Rewriting

/// A codemod without its prefilter, which would keep it from nearly every input.
struct AskedAlways: Codemod {
    let codemod: any Codemod
    let prefilter = Prefilter(anyOf: [[]])

    var document: CodemodDocument { codemod.document }

    func findings(in file: FileContext) -> [Finding] { codemod.findings(in: file) }
}
