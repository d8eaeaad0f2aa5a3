import Reporting
import Testing

@Suite struct PlaceholdersTests {
    @Test func descriptionsStayInTheirColumn() {
        let help = """
            USAGE: redline preview [<options>] [<path> ...]

              --only <codemod>        Run only this codemod.
              --stdin-filename <path> With '-'.
              --a-very-long-option-name <path>
                                      Below.
            """
        let expected = """
            USAGE: redline preview [OPTIONS] [PATH ...]

              --only CODEMOD          Run only this codemod.
              --stdin-filename PATH   With '-'.
              --a-very-long-option-name PATH
                                      Below.
            """
        #expect(Placeholders.inCapitals(help: help) == expected)
    }

    @Test func whatTheUserTypedStays() {
        let error = "Error: Unexpected argument '<a>'\nUsage: redline decide <id>"
        #expect(Placeholders.inCapitals(error: error) == "Error: Unexpected argument '<a>'\nUsage: redline decide ID")
        #expect(Placeholders.inCapitals(error: "Error: Missing value for '--only <codemod>'").hasSuffix("CODEMOD'"))
    }
}
