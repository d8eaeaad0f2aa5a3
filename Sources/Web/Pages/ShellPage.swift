import Review

/// The page without anything of the project: the script fetches that with the token.
enum ShellPage {
    static let html: HTML = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>redline review</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.svg" type="image/svg+xml">
        <script src="/script.js" defer></script></head>
        <body class="live">
        <a class="skip" href="#main">Skip to the fix</a>
        <header class="top"><h1>redline review</h1><p id="title"></p>
        <div class="progress"><progress id="bar" max="1" value="0" aria-label="Decided fixes"></progress><span id="count"></span></div>
        <div class="buttons"><button type="button" data-do="commit">Commit… <kbd>c</kbd></button>
        <button type="button" data-do="keys">Keys <kbd>?</kbd></button></div></header>
        <div id="banner" role="alert" hidden></div>
        <div id="status" role="status"></div>
        <nav aria-label="Fixes"><details id="fixes" open><summary>Fixes</summary>
        <form role="search"><label for="words">Find</label> <input type="search" id="words" spellcheck="false"></form>
        <fieldset id="filter"><legend>Show</legend>\(filters)</fieldset>
        <div id="tree"></div></details></nav>
        <main id="main" tabindex="-1"><p class="empty" id="loading">Looking at the fixes…</p>
        <noscript><p class="empty">This page needs JavaScript. 'redline review --plain' needs neither it nor a browser.</p></noscript></main>
        <aside id="aside" aria-label="About the codemod"></aside>
        <dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2>\(keys)
        <form method="dialog"><button>Close</button></form></dialog>
        <dialog id="ask" aria-labelledby="ask-text"><p id="ask-text"></p>
        <p><button type="button" class="primary" data-answer="y">Yes <kbd>y</kbd></button> \
        <button type="button" data-answer="n" autofocus>No <kbd>n</kbd></button></p></dialog>
        </body></html>
        """

    private static let filters: [HTML] = ReviewFilter.State.allCases.map { state in
        let name = state == .stale ? "decide again" : state.rawValue
        return """
            <label><input type="radio" name="filter" value="\(state.rawValue)"\(state == .all ? " checked" : "")>\
            <span>\(name)</span></label>
            """
    }

    /// As in the terminal.
    private static var keys: HTML {
        let keys = [
            ("y n", "accept, reject; go on to the next open fix"),
            ("N i", "reject, ignore with a reason: 'ignore' says that the place is not a defect"),
            ("a d", "accept, reject all that is open in this file"),
            ("A D", "accept, reject all that is open of this codemod"),
            ("S", "accept all open safe fixes"),
            ("e", "edit the lines, and accept them"),
            ("u U", "undo, redo what this page has decided"),
            ("j k", "next, previous open fix"),
            ("J K", "next, previous fix, open or not"),
            ("w", "show white space: lines that are only indented are marked with › otherwise"),
            ("x", "unified, side by side"),
            ("+ -", "more, fewer lines around a change"),
            ("z", "the whole function"),
            ("p", "what the codemod does, and why"),
            ("/ f", "find words, filter by state"),
            ("g", "go to a number"),
            ("r", "places without a fix, with reasons"),
            ("b", "to the list; arrow keys move in it"),
            ("c", "what a commit would be"),
            ("?", "these keys"),
        ]
        let rows = keys.map { key, text -> HTML in
            let caps: [HTML] = key.split(separator: " ").map { "<kbd>\(String($0))</kbd> " }
            return "<dt>\(caps)</dt><dd>\(text)</dd>"
        }
        return "<dl>\(rows)</dl><p class=\"dim\">Keys are off while you type into a field.</p>"
    }
}
