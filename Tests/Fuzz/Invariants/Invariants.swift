import FileSystem
import Git
import PythonSemantics
import PythonSyntax
import Reporting
import Rewriting
import SourceText

/// The properties that hold for any bytes: an error with a place, or a tree that reproduces the bytes, names that
/// resolve, and fixes after which nothing is left to fix.
public struct Invariants: Sendable {
    private let ordinary: Engine
    private let unfiltered: Engine

    public init(codemods: [any Codemod]) {
        let settings = FileSettings()
        ordinary = Engine(codemods: codemods, settings: RunSettings(settings, threads: 1))
        unfiltered = Engine(codemods: codemods, settings: RunSettings(settings, threads: 1, usesPrefilter: false))
    }

    /// Runs an input through everything that `redline preview` does with it. Throws if a property does not hold.
    public func check(_ sample: Sample) throws(Violation) -> Outcome {
        var outcome = Outcome()
        guard let tree = try tree(of: sample.bytes) else {
            outcome.isRejected = true
            return outcome
        }
        try TreeInvariants(tree).check()
        try NameInvariants(tree).check()
        let result = unfiltered.run(sample)
        try checkPlaces(result, sample)
        guard !result.findings.isEmpty else { return outcome }
        outcome.count(result.findings)
        try checkPatch(result)
        try checkSecondRun(result, sample, by: unfiltered)
        let filtered = ordinary.run(sample)
        if try text(of: filtered) != text(of: result) {
            outcome.isHidden = true
            try checkPatch(filtered)
            try checkSecondRun(filtered, sample, by: ordinary)
        }
        return outcome
    }

    /// Nil if the bytes are not a program; the error must then have a valid place.
    private func tree(of bytes: [UInt8]) throws(Violation) -> SyntaxTree? {
        let source: SourceText
        do {
            source = try SourceText(fileBytes: bytes)
        } catch {
            try require((0...bytes.count).contains(error.offset), "'\(error.message)' lies at \(error.offset)")
            return nil
        }
        do {
            return try SyntaxTree(parsing: source)
        } catch {
            try require((0...source.bytes.count).contains(error.offset), "'\(error.message)' lies at \(error.offset)")
            try require(!error.message.isEmpty, "an error without a message")
            try checkPosition(LineTable(source).position(of: error.offset), at: error.offset, in: source)
            return nil
        }
    }

    /// A position is on one of the file's lines, at one of its columns or right after its end.
    private func checkPosition(
        _ position: SourcePosition, at offset: Int, in source: SourceText
    ) throws(Violation) {
        let lines = LineTable(source)
        try require((1...lines.starts.count).contains(position.line), "no line \(position) for offset \(offset)")
        let line = lines.range(ofLine: position.line - 1)
        try require(line.lowerBound <= offset && offset <= line.upperBound, "line \(position) for offset \(offset)")
        try require((1...line.count + 1).contains(position.column), "no column \(position) for offset \(offset)")
    }

    private func checkPlaces(_ result: RunResult, _ sample: Sample) throws(Violation) {
        for finding in result.findings {
            guard let bytes = try? sample.bytes(at: finding.path), let source = try? SourceText(fileBytes: bytes) else {
                throw Violation("\(finding.codemod) found something in '\(finding.path)', which is no source")
            }
            try require(
                (0...source.bytes.count).contains(finding.range.lowerBound),
                "\(finding.codemod) at \(finding.range.lowerBound)")
            try checkPosition(finding.position, at: finding.range.lowerBound, in: source)
            try require(!finding.message.isEmpty, "\(finding.codemod) found something without a message")
        }
    }

    /// Applying the patch must turn the old file into the new one.
    private func checkPatch(_ result: RunResult) throws(Violation) {
        _ = try text(of: result)
        for change in result.changes {
            try PatchApplication.check(change.before, change.after, path: change.path)
        }
    }

    private func text(of result: RunResult) throws(Violation) -> [UInt8] {
        do {
            return try PatchReport(includesRefusals: true).text(of: result)
        } catch {
            throw Violation("no patch: \(error.message)")
        }
    }

    private func checkSecondRun(
        _ result: RunResult, _ sample: Sample, by engine: Engine
    ) throws(Violation) {
        guard !result.changes.isEmpty else { return }
        for change in result.changes {
            guard let fixed = try tree(of: change.after) else { throw Violation("the fixed text does not parse") }
            try require(fixed.reassembledBytes() == change.after, "the fixed text's tree does not give it back")
        }
        let second = engine.run(sample.applying(result.changes))
        let more = second.findings.first {
            if case .fixed = $0.outcome { true } else { false }
        }
        if let more { throw Violation("a second run fixes more: \(more.codemod) at \(more.position)") }
        try require(second.changes.isEmpty, "a second run changes more")
    }
}

extension Outcome {
    mutating func count(_ findings: [LocatedFinding]) {
        for finding in findings {
            switch finding.outcome {
            case .fixed: fixes += 1
            case .refused(let reason) where reason.code == "not-settled": unsettled += 1
            case .refused: refusals += 1
            case .withdrawn(let why): withdrawn.append("\(finding.codemod): \(why)")
            case .reported, .leftOut: break
            }
        }
    }
}
