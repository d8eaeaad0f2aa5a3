extension DecisionsFile {
    /// The published schema of a line, JSON Schema 2020-12; ends with a line feed.
    public static var schema: String {
        String(decoding: PackageResources.redline_decisions_1_schema_json, as: UTF8.self)
    }
}
