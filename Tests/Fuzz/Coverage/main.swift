import Codemods
import FuzzInvariants

// libFuzzer's loop around the invariants: it keeps every input that reaches code which no other input reached. `make
// fuzz` builds it with `-sanitize=fuzzer`, which also provides `LLVMFuzzerRunDriver`.

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private let invariants = Invariants(codemods: Catalogue.all)

private func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let sample = Sample(bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
    do throws(Violation) {
        _ = try invariants.check(sample)
    } catch {
        fatalError(error.message)
    }
    return 0
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
_ = runDriver(&count, &arguments, examine)
