import FileSystem
import Rewriting
import SourceText

/// One file from standard input, which may stand for a file of a project.
public struct StandardInput: SourceProvider {
    public let paths: [Path]
    private let text: [UInt8]
    let project: WorkingTree?

    /// Throws if standard input cannot be read, or exceeds the size limit.
    ///
    /// With a name the text stands for that file: imports are resolved from there, and its configuration and
    /// exclusions apply.
    public init(
        named name: Path = "stdin.py", of project: WorkingTree? = nil, excluding exclusions: Exclusions = Exclusions()
    ) throws(InputError) {
        self.project = project
        paths = exclusions.leaveOut(named: name) ? [] : [name]
        do {
            text = try FileContents.stream(0, limit: SourceText.maximumSize)
        } catch {
            guard case .tooLarge = error else { throw InputError("cannot read standard input: \(error.message)") }
            throw InputError("standard input is larger than \(SourceText.maximumSize >> 20) MB")
        }
    }

    public var projectPaths: [Path] {
        guard let project else { return paths }
        return (project.projectPaths.filter { !paths.contains($0) } + paths).sorted()
    }

    public func isNamed(_ path: Path) -> Bool { paths.contains(path) }

    public func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        if paths.contains(path) { return text }
        guard let project else { throw .unreadable("not given") }
        return try project.bytes(at: path)
    }
}
