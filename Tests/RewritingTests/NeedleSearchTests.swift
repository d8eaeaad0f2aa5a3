import Testing

@testable import Rewriting

@Suite struct NeedleSearchTests {
    private func admits(_ needles: [Needle], _ text: String) -> Bool {
        PrefilterSet([Prefilter(needles)]).admitted(Array(text.utf8)) != nil
    }

    @Test(arguments: ["abcd", "open", "fallback", "bbbb", "session.get("])
    func findsANeedleWhereverItStands(_ word: String) {
        let needle = Needle(stringLiteral: word)
        for before in 0..<9 {
            for after in 0..<5 {
                let text = String(repeating: "b", count: before) + word + String(repeating: "x", count: after)
                #expect(admits([needle], text), "\(text)")
            }
        }
        for text in [String(word.dropLast()) + "?", String(word.dropLast()), ""] {
            #expect(!admits([needle], text), "\(text)")
        }
    }

    @Test func findsWhatASimpleSearchFinds() {
        var random = SystemRandomNumberGenerator()
        let letters = Array("abcd".utf8)
        func word(_ lengths: ClosedRange<Int>) -> String {
            let length = Int.random(in: lengths, using: &random)
            return String(
                decoding: (0..<length).compactMap { _ in letters.randomElement(using: &random) }, as: UTF8.self)
        }
        for _ in 0..<300 {
            let words = (0..<5).map { _ in word(4...6) }
            let text = word(0...120)
            let set = PrefilterSet(words.map { Prefilter([Needle(stringLiteral: $0)]) })
            let found = set.admitted(Array(text.utf8)) ?? words.map { _ in false }
            #expect(found == words.map { text.contains($0) }, "\(words) in \(text)")
        }
    }

    @Test func asksForAllNeedlesOfAnAlternative() {
        let set = PrefilterSet([Prefilter(anyOf: [["first", "second"], ["third"]]), Prefilter(["fourth"])])
        #expect(set.admitted(Array("first".utf8)) == nil)
        #expect(set.admitted(Array("second, first".utf8)) == [true, false])
        #expect(set.admitted(Array("third fourth".utf8)) == [true, true])
    }

    @Test(arguments: [
        ("open(p)", true), ("open  (p)", true), ("io.open(p)", true), ("f = open(p)", true), ("urlopen(p)", false),
        ("opened(p)", false), ("open", false), ("open.p", false),
    ])
    func tellsACallByItsName(_ text: String, _ isFound: Bool) {
        #expect(admits([.call("open")], text) == isFound)
    }

    @Test func looksNoFartherThanItsBound() {
        let far = Needle.farthest
        #expect(!admits([.literal("fallback")], String(repeating: " ", count: far - 10) + "fallback"))
        #expect(admits([.literal("fallback")], String(repeating: " ", count: far + 10) + "fallback"))
        let padding = String(repeating: " ", count: far)
        #expect(!admits([.callOutsideOfWith("open")], "with open(p) as f:\n\(padding)"))
        #expect(admits([.callOutsideOfWith("open")], "with open(p) as f:\(padding)"))
    }

    @Test(arguments: [
        ("with open(p) as f:", false), ("with gzip.open(p) as f:\n  pass", false),
        ("async with aiofiles.open(p) as f:", false), ("with open(p) as f: g = open(q)", true),
        ("with open(p).read() as f:", true), ("with open(\n p) as f:", true), ("with closing(open(p)) as f:", true),
        ("with open(p) as f: x = 1; y = 2", true), ("f = open(p)", true),
    ])
    func passesOverManagedCalls(_ text: String, _ isFound: Bool) {
        #expect(admits([.callOutsideOfWith("open")], text) == isFound)
    }
}
