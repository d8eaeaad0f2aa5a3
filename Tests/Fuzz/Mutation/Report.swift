import Foundation

enum Report {
    /// Unbuffered, because the next input may end the process.
    static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
