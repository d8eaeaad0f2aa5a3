import Testing

@testable import FileSystem

@Suite struct RawArgumentsTests {
    @Test(arguments: [
        Array("plain.py".utf8), Array("café".utf8), Array("cafe\u{301}".utf8), [0x61, 0xE9, 0x2E], [0xFF, 0xC3, 0xA9],
        // A name that contains the scalar which represents a byte.
        Array("\u{10FFE9}".utf8), Array("\u{10FF00}".utf8), [],
    ])
    func everyArgumentLeadsBackToItsBytes(_ bytes: [UInt8]) {
        #expect(RawArguments.path(RawArguments.text(bytes)).bytes == bytes)
    }

    @Test func textStaysReadable() {
        #expect(Array(RawArguments.text(Array("cafe\u{301}".utf8)).utf8) == Array("cafe\u{301}".utf8))
    }

    @Test func differentBytesAreDifferentArguments() {
        #expect(RawArguments.text([0xE9]) != RawArguments.text(Array("\u{10FFE9}".utf8)))
    }
}
