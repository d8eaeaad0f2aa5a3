import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The files that the statements of a suite open and assign, each with the last statement of the suite that uses it.
struct OpenedFiles {
    struct Opened {
        /// Where in the suite.
        let index: Int
        let opener: FileOpener
        /// The index of the last statement with a use of the name that the file is given; that of the opening if there is none.
        let lastUse: Int
    }

    /// In text order.
    private let all: [Opened]

    init(in suite: Suite, _ file: FileContext) {
        all = suite.statements.enumerated().compactMap { index, statement in
            guard let assignment = Assignment(statement), let value = assignment.value?.withoutParentheses.withoutAwait,
                let opener = FileOpener(value.withoutParentheses, file.semantics)
            else { return nil }
            let flow = file.flow(around: statement)
            let names = assignment.targets.map(\.withoutParentheses).filter { $0.kind == .name }
            let uses = names.flatMap { Reach(of: $0, in: flow).uses }
            return Opened(
                index: index, opener: opener, lastUse: uses.compactMap(suite.index(containing:)).max() ?? index)
        }
    }

    /// Those of some statements of the suite.
    func inside(_ range: Range<Int>) -> ArraySlice<Opened> {
        let first = all.partitionPoint { $0.index >= range.lowerBound }
        return all[first..<max(first, all.partitionPoint { $0.index >= range.upperBound })]
    }
}
