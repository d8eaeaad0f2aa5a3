import FileSystem
import Inputs
import Reporting

/// Where a command's report goes: standard output, the pager of a terminal, or a file.
struct ReportTarget {
    /// Nil for standard output.
    let file: Path?
    var usesPager = false

    /// A file is coloured on explicit request only.
    var palette: Palette {
        file == nil ? Console.palette() : Palette(isColored: Console.color == .always)
    }

    var isTerminal: Bool { file == nil && StandardStream.output.isTerminal }

    func write(_ lines: [String]) throws {
        try write(Array(lines.map { $0 + "\n" }.joined().utf8))
    }

    /// - Parameter text: with its line ends.
    func write(text: String) throws { try write(Array(text.utf8)) }

    func write(page: [UInt8]) throws { try write(page) }

    /// Byte for byte if a program reads it, and safe to look at if a person does.
    func write(patch: [UInt8]) throws {
        let palette = palette
        try write(palette.isColored || isTerminal ? Array(ColoredPatch.text(patch, palette).utf8) : patch)
    }

    private func write(_ bytes: [UInt8]) throws {
        guard let file else {
            return usesPager && isTerminal ? try Console.page(bytes) : try Console.write(bytes)
        }
        do throws(SystemError) {
            try OutputFile.write(bytes, to: file)
        } catch {
            let folder = file.folder
            let isFolderMissing = !folder.isEmpty && !folder.exists
            throw InputError(
                "cannot write '\(file)': \(error.message)", hint: isFolderMissing ? "mkdir -p '\(folder)'" : nil)
        }
    }
}
