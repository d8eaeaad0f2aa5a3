import Foundation

enum Report {
    /// Unbuffered: the process may end at the next input.
    static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
