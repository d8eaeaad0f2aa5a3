/// The fixes that a run makes, among those of its level.
public enum FixSelection: Sendable {
    case all
    case only(Set<FixPlace>)
    case allBut(Set<FixPlace>)

    func contains(_ place: FixPlace) -> Bool {
        switch self {
        case .all: true
        case .only(let places): places.contains(place)
        case .allBut(let places): !places.contains(place)
        }
    }
}
