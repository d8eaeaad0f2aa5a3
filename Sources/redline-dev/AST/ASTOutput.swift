import Foundation
import PythonSyntax
import SourceText

/// The lines of a dump, one per node: depth, field, type, place, then the node's own fields.
struct ASTOutput {
    private(set) var bytes: [UInt8] = []
    private let tree: SyntaxTree
    private var places: ASTPlaces

    init(_ tree: SyntaxTree) {
        self.tree = tree
        places = ASTPlaces(tree.source)
    }

    mutating func begin(_ item: ASTItem, _ type: String) {
        append(item.depth)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: item.field.utf8)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: type.utf8)
    }

    mutating func range(_ range: Range<Int>) {
        place(range.lowerBound, behind: UInt8(ascii: " "))
        place(range.upperBound, behind: UInt8(ascii: "-"))
    }

    private mutating func place(_ offset: Int, behind separator: UInt8) {
        let place = places.place(of: offset)
        bytes.append(separator)
        append(place.line)
        bytes.append(UInt8(ascii: ":"))
        append(place.column)
    }

    mutating func word(_ word: String) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: word.utf8)
    }

    mutating func end() {
        bytes.append(UInt8(ascii: "\n"))
    }

    /// One or more identifier tokens, in the normal form in which Python compares names (PEP 3131).
    mutating func names(_ tokens: Range<Int>, separator: String = "") {
        bytes.append(UInt8(ascii: " "))
        for index in tokens {
            if index > tokens.lowerBound { bytes.append(contentsOf: separator.utf8) }
            let name = tree.bytes(ofToken: index)
            if name.allSatisfy({ $0 < 0x80 }) {
                bytes.append(contentsOf: name)
            } else {
                bytes.append(contentsOf: tree.text(ofToken: index).precomposedStringWithCompatibilityMapping.utf8)
            }
        }
    }

    mutating func name(_ token: Int) { names(token..<token + 1) }

    /// The value of a string on one line: only backslashes and line feeds are escaped.
    mutating func text(_ value: [UInt8]) {
        bytes.append(UInt8(ascii: " "))
        for byte in value {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            default: bytes.append(byte)
            }
        }
    }

    private mutating func append(_ number: Int) {
        if number >= 10 { append(number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
