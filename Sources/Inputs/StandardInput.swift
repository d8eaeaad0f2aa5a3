import Foundation
import Rewriting
import SourceText

/// One file from standard input.
public struct StandardInput: SourceProvider {
    public let paths = ["stdin.py"]
    private let text: [UInt8]

    public init() { text = [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }

    public func isNamed(_ path: String) -> Bool { true }

    public func bytes(at path: String) throws(SkipReason) -> [UInt8] { text }
}
