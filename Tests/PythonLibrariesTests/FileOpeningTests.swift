import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct FileOpeningTests {
    private func opening(_ call: String) throws -> FileOpening? {
        let sample = try Sample(
            "import gzip, io, os, shelve, tarfile, tempfile, urllib.request, zipfile\nfrom pathlib import Path\nx = \(call)\n"
        )
        let node = try #require(sample.model.tree.root.subtree.filter { $0.kind == .call }.last)
        return FileOpening(node, sample.model)
    }

    @Test(arguments: [
        ("open(p)", true), ("open(p, 'rb')", true), ("open(p, mode='r+')", false), ("open(p, m)", false),
        ("open(*p)", false), ("Path(p).open('w')", false), ("Path(p).open()", true), ("zipfile.ZipFile(p)", true),
        ("tempfile.TemporaryFile()", false), ("urllib.request.urlopen(u)", true), ("io.open_code(p)", true),
        ("os.popen(c)", false), ("shelve.open(p)", false), ("tarfile.TarFile(p)", true),
        ("tarfile.TarFile.open(p, 'w')", false),
    ])
    func modesAreRead(_ call: String, _ isReadOnly: Bool) throws {
        #expect(try opening(call)?.isReadOnly == isReadOnly)
    }

    @Test func otherCallsOpenNone() throws {
        for call in ["p.open()", "os.open(p)", "f(open)"] { #expect(try opening(call) == nil) }
    }

    @Test func temporaryFilesMayGoWithTheirClose() throws {
        let named = "tempfile.NamedTemporaryFile"
        #expect(try opening("\(named)()")?.deletesOnClose == true)
        #expect(try opening("\(named)(delete=False)")?.deletesOnClose == false)
        #expect(try opening("\(named)()")?.deletesOnExit == false)
        #expect(try opening("\(named)(delete_on_close=False)")?.deletesOnExit == true)
        #expect(try opening("\(named)(**k)")?.deletesOnExit == true)
    }

    @Test func sourcesAreNamed() throws {
        #expect(try opening("open(p)")?.source?.text == "p")
        #expect(try opening("gzip.open(p)")?.source?.text == "p")
        #expect(try opening("Path(p).open('w')")?.source == nil)
    }
}
