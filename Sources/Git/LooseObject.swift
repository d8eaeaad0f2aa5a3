import CLibgit2
import FileSystem

/// An object in a file of its own, as git stores new ones. A power failure may leave one truncated, and reading that
/// never ends in libgit2 1.5.1. So the end of its stream is checked first.
struct LooseObject {
    private let file: Path

    /// Nil if the object is in a pack or does not exist.
    init?(_ id: ObjectID, in stores: [Path]) {
        let name = Array(id.description.utf8)
        let relative = Path(name.prefix(2) + [UInt8(ascii: "/")] + name.dropFirst(2))
        guard let found = stores.lazy.map({ $0.appending(relative) }).first(where: \.exists) else { return nil }
        file = found
    }

    /// Throws if the file cannot be read, or if its compressed stream is truncated.
    func check(_ what: String) throws(GitError) {
        let bytes: [UInt8]
        do throws(ReadError) {
            bytes = try FileContents.bytes(at: file, followingLinks: true, limit: .max)
        } catch {
            throw GitError(.other, "cannot read \(what): \(file): \(error.message)")
        }
        if !Self.hasEnd(bytes) { throw GitError(.other, "cannot read \(what): the object file \(file) is corrupt") }
    }

    private static func hasEnd(_ bytes: [UInt8]) -> Bool {
        var stream = z_stream()
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return false }
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: 1 << 16)
        var input = bytes
        return input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            return output.withUnsafeMutableBufferPointer { output in
                while true {
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    let code = inflate(&stream, Z_NO_FLUSH)
                    if code == Z_STREAM_END { return true }
                    // All input is used and there is room for more output: the stream has no end.
                    guard code == Z_OK, stream.avail_out == 0 || stream.avail_in > 0 else { return false }
                }
            }
        }
    }
}

extension Repository {
    /// To be called before libgit2 reads an object. Throws if a loose object is truncated.
    func requireWhole(_ id: ObjectID, _ what: @autoclosure () -> String) throws(GitError) {
        guard let loose = LooseObject(id, in: objectStores) else { return }
        try loose.check(what())
    }

    /// The folders of the object database: its own and those listed in `info/alternates`.
    static func objectStores(of common: Path) -> [Path] { objectStores(from: [common.appending("objects".utf8)]) }

    static func objectStores(from first: [Path]) -> [Path] {
        var stores = first
        var next = 0
        // git follows five levels; here each store is visited once.
        while next < stores.count, stores.count < 100 {
            let list = stores[next].appending("info/alternates".utf8)
            let text = (try? FileContents.bytes(at: list, followingLinks: true, limit: 1 << 20)) ?? []
            for line in text.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
                let store = stores[next].appending(Path(line)).normalized
                if !stores.contains(store) { stores.append(store) }
            }
            next += 1
        }
        return stores
    }
}
