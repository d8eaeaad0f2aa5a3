import Terminal

/// Lines that somebody types, and texts that somebody reads.
extension ReviewSession {
    mutating func type(_ key: Key, _ prompt: ReviewPrompt) -> [ReviewEffect] {
        var prompt = prompt
        switch key {
        case .enter:
            overlay = nil
            return take(prompt)
        case .escape:
            overlay = nil
            return []
        case .backspace: if !prompt.text.isEmpty { prompt.text.removeLast() }
        case .control("u"): prompt.text = ""
        case .control("w"):
            while prompt.text.last == " " { prompt.text.removeLast() }
            while let last = prompt.text.last, last != " " { prompt.text.removeLast() }
        case .character(let character):
            if prompt.text.count < Decision.longestReason { prompt.text.append(character) }
        default: break
        }
        overlay = .prompt(prompt)
        return []
    }

    private mutating func take(_ prompt: ReviewPrompt) -> [ReviewEffect] {
        switch prompt.purpose {
        case .reason(let verdict): return decide(verdict, reason: prompt.text)
        case .find:
            filter.words = prompt.text
            screen = .overview
            keepVisible()
            if visible.isEmpty {
                message = "no fix has '\(prompt.text)'"
                filter.words = ""
            }
        case .number:
            if let number = Int(prompt.text), items.indices.contains(number - 1) {
                show(number - 1)
            } else {
                message = "there is no fix \(prompt.text)"
            }
        case .branch:
            if !prompt.text.isEmpty { branch = prompt.text }
            return finish()
        }
        return []
    }

    mutating func read(_ key: Key, _ page: TextPage) -> [ReviewEffect] {
        var page = page
        let rows = max(1, size.rows - 3)
        switch key {
        case .down, .character("j"), .enter: page.top += 1
        case .up, .character("k"): page.top -= 1
        case .pageDown, .character(" "), .control("d"), .control("f"): page.top += rows
        case .pageUp, .control("u"), .control("b"): page.top -= rows
        case .home, .character("g"): page.top = 0
        case .end, .character("G"): page.top = page.lines.count
        default:
            overlay = nil
            return []
        }
        page.top = max(0, min(page.top, page.lines.count - rows))
        overlay = .text(page)
        return []
    }
}
