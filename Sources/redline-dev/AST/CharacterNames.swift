/// Unicode's character names, for `\N{…}`. Built when the first such escape is met.
enum CharacterNames {
    static let table: [String: Unicode.Scalar] = {
        var table: [String: Unicode.Scalar] = [:]
        for value in 0...UInt32(0x10FFFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            if let name = properties.name { table[name] = scalar }
            if let alias = properties.nameAlias { table[alias] = scalar }
        }
        return table
    }()
}
