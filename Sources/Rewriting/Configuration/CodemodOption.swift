/// A setting of one codemod, in its own table of the configuration: `[tool.redline.CODEMOD]`.
public struct CodemodOption: Sendable {
    public enum Kind: Sendable {
        /// True or false.
        case flag
        case string
        case strings
        /// An object of a module, as `package.module:Name`.
        case object
    }

    /// In kebab-case.
    public let name: String
    public let kind: Kind

    public init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// What a value must be, as a clause of an error; nil if this value is valid.
    func complaint(about value: OptionValue) -> String? {
        switch (kind, value) {
        case (.flag, .flag), (.string, .string), (.strings, .strings): nil
        case (.object, .string(let text))
        where text.wholeMatch(of: /[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*(\.[^\W\d]\w*)*/) != nil: nil
        case (.flag, _): "true or false"
        case (.string, _): "a string"
        case (.strings, _): "a list of strings"
        case (.object, _): "a string like \"package.module:Name\""
        }
    }
}

/// The value of a setting.
public enum OptionValue: Sendable, Hashable {
    case flag(Bool)
    case string(String)
    case strings([String])
    /// Of a type that no setting has.
    case other

    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    public var strings: [String]? { if case .strings(let strings) = self { strings } else { nil } }
}
