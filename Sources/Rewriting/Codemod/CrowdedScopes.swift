import PythonSemantics
import PythonSyntax

/// The functions of a file that hold more places of a defect than are judged.
///
/// To judge a place is to read the function around it, so that the time for a function goes with the square of its places. No
/// function written by a person comes near the limit; generated ones do.
struct CrowdedScopes {
    static let maximumPlaces = 500

    private let crowded: Set<Int>
    /// Nil where no function can have too many, so that nothing needs to be known about names.
    private let semantics: SemanticModel?

    init(_ places: [Syntax], in file: FileContext) {
        guard places.count > Self.maximumPlaces else {
            crowded = []
            semantics = nil
            return
        }
        let semantics = file.semantics
        self.semantics = semantics
        var counts: [Int: Int] = [:]
        for place in places { counts[Self.scope(of: place, semantics), default: 0] += 1 }
        crowded = Set(counts.filter { $0.value > Self.maximumPlaces }.keys)
    }

    func hold(_ place: Syntax) -> Bool {
        guard let semantics, !crowded.isEmpty else { return false }
        return crowded.contains(Self.scope(of: place, semantics))
    }

    /// The function or lambda around a place, or the module.
    private static func scope(of place: Syntax, _ semantics: SemanticModel) -> Int {
        semantics.scope(of: place).function?.id ?? 0
    }
}
