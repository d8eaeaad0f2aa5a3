/// The published schemas of this module's formats, JSON Schema 2020-12.
public enum JSONSchemas {
    /// Of a run's findings; ends with a line feed.
    public static var findings: String {
        String(decoding: PackageResources.redline_findings_1_schema_json, as: UTF8.self)
    }
}
