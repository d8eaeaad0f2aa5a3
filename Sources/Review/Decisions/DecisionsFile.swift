import FileSystem
import Reporting

/// `.redline/decisions.jsonl`: one decision a line, sorted by id, so that branches merge line by line.
///
/// Git's union merge may leave a decision twice, or two decisions about one finding: both are read.
public struct DecisionsFile: Sendable, Equatable {
    /// From the root of the project.
    public static let path: Path = ".redline/decisions.jsonl"
    /// What `.gitattributes` should say about it.
    public static let attribute = attribute(of: path)

    static func attribute(of file: Path) -> String { "\(file) merge=union" }

    /// Sorted by id; none twice.
    public private(set) var decisions: [Decision]

    public init(_ decisions: [Decision] = []) {
        self.decisions = Self.sorted(decisions)
    }

    private static func sorted(_ decisions: [Decision]) -> [Decision] {
        // An id is a digest: worked out once for each.
        Set(decisions).map { (id: $0.id, decision: $0) }.sorted { one, other in
            let (left, right) = (one.decision, other.decision)
            return (one.id, left.verdict.rawValue, left.after ?? "", left.reason ?? "", left.edit ?? "")
                < (other.id, right.verdict.rawValue, right.after ?? "", right.reason ?? "", right.edit ?? "")
        }.map(\.decision)
    }

    // MARK: Bytes

    /// - Parameter file: named in errors.
    public init(parsing bytes: [UInt8], file: Path) throws(DecisionsError) {
        var decisions: [Decision] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : Array(line)
            if line.allSatisfy({ $0 == UInt8(ascii: " ") }) { continue }
            if Self.conflictMarkers.contains(where: line.starts) {
                throw DecisionsError(
                    file, line: index + 1, "an unresolved merge conflict",
                    hint: "keep the lines of both sides, and add '\(Self.attribute(of: file))' to .gitattributes")
            }
            do throws(DecisionLine.Complaint) {
                decisions.append(try KnownLines.decision(in: line))
            } catch {
                throw DecisionsError(file, line: index + 1, error.message, hint: error.hint)
            }
        }
        self.init(decisions)
    }

    private static let conflictMarkers = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].map { Array($0.utf8) }

    /// The whole file. Throws if a decision cannot be encoded.
    public func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        for decision in decisions {
            bytes += try KnownLines.text(of: decision)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    // MARK: Disk

    /// In bytes.
    private static let largest = 64 << 20

    /// The decisions of a project; none if it has no such file.
    ///
    /// - Parameter file: from the root of the project.
    public init(in project: Path, at file: Path = Self.path) throws(DecisionsError) {
        let bytes: [UInt8]
        do {
            bytes = try FileContents.bytes(at: project.appending(file), followingLinks: true, limit: Self.largest)
        } catch  where error.isMissing {
            self.init()
            return
        } catch {
            throw DecisionsError(file, "cannot be read: \(error.message)")
        }
        try self.init(parsing: bytes, file: file)
    }

    /// Reads the decisions of a project anew, changes them, and replaces the file in one step. Other processes that do so wait, so
    /// that nobody's decision is lost.
    public static func update(
        in project: Path, at path: Path = Self.path, _ change: (inout DecisionsFile) -> Void
    ) throws(DecisionsError) -> DecisionsFile {
        let file = project.appending(path)
        do {
            try file.folder.makeFolder()
            return try FolderLock.hold(file.folder) {
                var decisions = try DecisionsFile(in: project, at: path)
                let before = decisions
                change(&decisions)
                if decisions != before { try FileContents.replace(file, with: decisions.bytes()) }
                return decisions
            }
        } catch let error as DecisionsError {
            throw error
        } catch let error as SystemError {
            throw DecisionsError(path, "cannot be written: \(error.message)")
        } catch {
            throw DecisionsError(path, "cannot be written: \(error)")
        }
    }

    // MARK: Changes

    /// Replaces what was decided about a finding. Nil takes the decision back.
    public mutating func decide(_ decision: Decision?, on subject: DecisionSubject) {
        replaceAll(decisions.filter { $0.subject != subject } + (decision.map { [$0] } ?? []))
    }

    mutating func add(_ more: [Decision]) { decisions = Self.sorted(decisions + more) }

    /// Keeps where moved code is now.
    mutating func follow(_ moved: [(from: Decision, to: Decision)]) {
        apply(moved.map { DecisionChange(removed: [$0.from], added: [$0.to]) })
    }

    mutating func replaceAll(_ decisions: [Decision]) { self.decisions = Self.sorted(decisions) }

    /// Forgets decisions.
    public mutating func remove(_ gone: some Sequence<Decision>) {
        let gone = Set(gone)
        decisions.removeAll(where: gone.contains)
    }
}
