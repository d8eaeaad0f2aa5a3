import Inputs
import Rewriting

/// The settings that decided what a run finds and fixes.
public struct ReportSettings: Sendable {
    public let configuration: LocatedConfiguration
    /// The highest level of fixes that the run makes.
    public let level: FixLevel

    public init(_ configuration: LocatedConfiguration, level: FixLevel) {
        (self.configuration, self.level) = (configuration, level)
    }
}
