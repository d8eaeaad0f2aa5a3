import FileSystem
import Inputs
import Reporting
import Rewriting

/// A recorded case: Python files and the patch that a codemod makes of them.
public protocol SnapshotCase: Sendable {
    /// `CODEMOD/CASE`.
    var name: String { get }
    var codemod: String { get }
    /// The project's settings; the defaults if the case has none.
    func configuration() throws(InputError) -> ProjectConfiguration
    var provider: any SourceProvider { get }
    /// The recorded patch; nil if nothing is recorded yet.
    func expected() throws(InputError) -> [UInt8]?
    /// The part of a patch that is recorded.
    func recorded(of patch: [UInt8]) -> [UInt8]
    func record(_ text: [UInt8]) throws(InputError)
}

extension SnapshotCase {
    /// The patch that the codemod makes of the case now, refusals included. Throws if its settings are invalid or there is
    /// no such codemod.
    public func actual(_ codemods: [any Codemod]) throws -> [UInt8] {
        guard let codemod = codemods.first(where: { $0.id == codemod }) else {
            throw InputError("\(name): there is no codemod '\(self.codemod)'")
        }
        let configuration = try configuration()
        _ = try CodemodSelection.chosen(from: codemods, configuration: configuration, in: nil, only: [], skip: [])
        let engine = Engine(codemods: [codemod], settings: RunSettings(FileSettings(configuration), threads: 1))
        let result = engine.run(provider)
        if let skipped = result.skipped.first(where: { $0.reason != .ignoredByComment }) {
            throw InputError("\(name)/\(skipped.path): \(skipped.reason.message)")
        }
        if let error = result.notices.first(where: { $0.severity == .error }) {
            throw InputError("\(name)/\(error.text)")
        }
        return recorded(of: try PatchReport(includesRefusals: true, form: .recorded).text(of: result))
    }
}

/// Finds the cases in folders.
public enum SnapshotCases {
    /// Every case below a folder, sorted by name: `CODEMOD/CASE/` with Python files, and those of `CODEMOD/cases.md`.
    public static func all(below root: Path) throws(InputError) -> [any SnapshotCase] {
        var found: [any SnapshotCase] = []
        for codemod in try FolderCase.folders(in: root) {
            let around = root.appending(codemod)
            let list = around.appending("cases.md".utf8)
            if list.exists { found += try MarkdownCase.all(in: list) as [any SnapshotCase] }
            for name in try FolderCase.folders(in: around) {
                guard let folder = try FolderCase(codemod: codemod, name: name, in: around) else { continue }
                found.append(folder)
            }
        }
        return found
    }
}
