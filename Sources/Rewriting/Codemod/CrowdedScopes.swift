import PythonSemantics
import PythonSyntax

/// The functions of a file that contain more places of a defect than the limit.
///
/// Each place requires reading the function around it, so the time for a function is quadratic in its places. No
/// function written by a person comes near the limit; generated ones do.
struct CrowdedScopes {
    static let maximumPlaces = 500

    private let crowded: Set<Int>
    /// Nil if no function can have too many places, so that names need not be resolved.
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
