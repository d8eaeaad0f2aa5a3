/// The files that hold nothing of the project: whoever asks gets them.
struct StaticFile: Sendable {
    let type: String
    let bytes: [UInt8]

    /// By path.
    static let all: [String: StaticFile] = [
        "/": StaticFile(type: "text/html; charset=utf-8", bytes: Array(ShellPage.html.text.utf8)),
        "/style.css": StaticFile(type: "text/css; charset=utf-8", bytes: PackageResources.style_css),
        "/script.js": StaticFile(type: "text/javascript; charset=utf-8", bytes: PackageResources.script_js),
        "/icon.svg": StaticFile(type: "image/svg+xml", bytes: PackageResources.icon_svg),
    ]
}
