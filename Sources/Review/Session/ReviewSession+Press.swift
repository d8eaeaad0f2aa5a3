import Rewriting
import SourceText
import Terminal

/// What keys do. Nothing that decides is bound to Escape or Enter.
extension ReviewSession {
    /// Takes the session to its next state. Returns what the world has to do, in order.
    public mutating func press(_ key: Key) -> [ReviewEffect] {
        message = nil
        let effects = respond(to: key)
        refreshView()
        return effects
    }

    /// True for keys with which somebody decides on the code that is shown.
    public func decides(_ key: Key) -> Bool {
        guard overlay == nil, case .character(let letter) = key else { return false }
        return screen != .finish && "ynNiadADSe".contains(letter)
    }

    private mutating func respond(to key: Key) -> [ReviewEffect] {
        switch (overlay, key) {
        case (_, .control("c")): return [.quit]
        case (_, .control("z")): return [.suspend]
        case (.prompt(let prompt), _): return type(key, prompt)
        case (.confirm(let question), _): return answer(key, question)
        case (.text(let page), _): return read(key, page)
        case (nil, _): break
        }
        if let effects = pressAnywhere(key) { return effects }
        switch screen {
        case .overview: return pressInOverview(key)
        case .fix: return pressInFix(key)
        case .refused: return pressInRefused(key)
        case .finish: return pressInFinish(key)
        }
    }

    /// Keys that mean the same on every screen.
    private mutating func pressAnywhere(_ key: Key) -> [ReviewEffect]? {
        switch key {
        case .character("?"): overlay = .text(ReviewHelp.page(columns: size.columns))
        case .character("q"): return [.quit]
        case .control("l"): break
        case .character("u"): return takeBack()
        case .character("U"): return doAgain()
        case .character("b"), .escape:
            let isBack = screen != .overview
            screen = .overview
            if !isBack, !filter.isEmpty { filter = ReviewFilter() }
        case .character("c"): return finish()
        case .character("r"):
            screen = screen == .refused ? .overview : .refused
        default: return nil
        }
        return []
    }

    private mutating func pressInOverview(_ key: Key) -> [ReviewEffect] {
        switch key {
        case .enter, .right, .character("l"): show(current)
        case .down, .character("j"): move(by: 1)
        case .up, .character("k"): move(by: -1)
        case .pageDown, .character(" "), .control("d"), .control("f"): move(by: listRows)
        case .pageUp, .control("u"), .control("b"): move(by: -listRows)
        case .home: move(by: -items.count)
        case .end, .character("G"): move(by: items.count)
        case .character("f"):
            filter.next()
            keepVisible()
        default: return pressOnFix(key)
        }
        return []
    }

    private mutating func pressInFix(_ key: Key) -> [ReviewEffect] {
        switch key {
        case .character("j"), .right: go(to: open(after: current), else: "every other fix is decided")
        case .character("k"), .left:
            go(to: open(after: current, backwards: true), else: "every other fix is decided")
        case .character("J"): go(to: items.indices.contains(current + 1) ? current + 1 : nil, else: "the last fix")
        case .character("K"): go(to: items.indices.contains(current - 1) ? current - 1 : nil, else: "the first fix")
        case .down: top += 1
        case .up: top = max(0, top - 1)
        case .pageDown, .character(" "), .control("d"), .control("f"): top += max(1, bodyRows - 1)
        case .pageUp, .control("u"), .control("b"): top = max(0, top - max(1, bodyRows - 1))
        case .home: top = 0
        case .end, .character("G"): top = .max / 2
        case .character("w"): options.hidesSpaces.toggle()
        case .character("x"): options.nextLayout(columns: size.columns)
        case .character("+"), .character("="): options.context = min(options.context + 3, 10_000)
        case .character("-"): options.context = max(0, options.context - 3)
        case .character("z"): options.showsFunction.toggle()
        case .enter: break
        default: return pressOnFix(key)
        }
        return []
    }

    /// Keys that concern the current fix, on its screen or in the list.
    private mutating func pressOnFix(_ key: Key) -> [ReviewEffect] {
        if key == .character("/") { overlay = .prompt(ReviewPrompt(purpose: .find)) }
        if key == .character("g") { overlay = .prompt(ReviewPrompt(purpose: .number)) }
        if key == .character("S") {
            return ask(.accept, items.indices.filter { items[$0].proposal.level == .safe && isOpen($0) }, "safe fixes")
        }
        guard let item else { return [] }
        let path = item.proposal.path
        switch key {
        case .character("y"): return decide(.accept)
        case .character("n"): return decide(.reject)
        case .character("a"): return ask(.accept, open { $0.proposal.path == path }, "in this file")
        case .character("d"): return ask(.reject, open { $0.proposal.path == path }, "in this file")
        case .character("A"):
            return ask(.accept, open { $0.proposal.codemod == item.proposal.codemod }, "of this codemod")
        case .character("D"):
            return ask(.reject, open { $0.proposal.codemod == item.proposal.codemod }, "of this codemod")
        case .character("i"): overlay = .prompt(ReviewPrompt(purpose: .reason(.ignore)))
        case .character("N"): overlay = .prompt(ReviewPrompt(purpose: .reason(.reject)))
        case .character("o"): return [.open(path, line: item.line)]
        case .character("e"): return edit(item)
        case .character("p"): overlay = .text(TextPage(document: item.document, columns: size.columns))
        default: sayUnknown(key)
        }
        return []
    }

    private mutating func pressInRefused(_ key: Key) -> [ReviewEffect] {
        let last = max(0, others.count - 1)
        switch key {
        case .down, .character("j"): currentOther = min(currentOther + 1, last)
        case .up, .character("k"): currentOther = max(0, currentOther - 1)
        case .pageDown, .character(" "): currentOther = min(currentOther + listRows, last)
        case .pageUp: currentOther = max(0, currentOther - listRows)
        case .home: currentOther = 0
        case .end, .character("G"): currentOther = last
        case .character("o") where !others.isEmpty:
            return [.open(others[currentOther].path, line: others[currentOther].position.line)]
        case .enter: break
        default: sayUnknown(key)
        }
        return []
    }

    private mutating func pressInFinish(_ key: Key) -> [ReviewEffect] {
        switch key {
        case .character("C"):
            guard let preview, !preview.commits.isEmpty else {
                message = "nothing to commit"
                return []
            }
            return [.commit(branch: branch)]
        case .character("B"): overlay = .prompt(ReviewPrompt(purpose: .branch, text: branch))
        case .character("p"):
            if let preview { overlay = .text(TextPage(title: "the patch", text: preview.patch, columns: size.columns)) }
        case .down, .pageDown, .character("j"), .character(" "): top = min(top + 1, items.count + 30)
        case .up, .pageUp, .character("k"): top = max(0, top - 1)
        case .enter: message = "C commits"
        default: sayUnknown(key)
        }
        return []
    }

    private mutating func sayUnknown(_ key: Key) {
        if overlay == nil, case .character(let character) = key, character != "/", character != "g" {
            message = "'\(character)' does nothing here; ? shows the keys"
        }
    }

    // MARK: Moving

    private func isOpen(_ index: Int) -> Bool { status(items[index]).isOpen }

    private func open(where matches: (ReviewItem) -> Bool) -> [Int] {
        items.indices.filter { isOpen($0) && matches(items[$0]) }
    }

    mutating func show(_ index: Int) {
        guard items.indices.contains(index) else { return }
        current = index
        top = 0
        screen = .fix
    }

    private mutating func go(to index: Int?, else text: String) {
        if let index, index != current { show(index) } else { message = text }
    }

    private mutating func move(by rows: Int) {
        let shown = visible
        guard !shown.isEmpty else { return }
        let row = shown.firstIndex { $0 >= current } ?? shown.count - 1
        current = shown[min(max(row + rows, 0), shown.count - 1)]
    }

    /// Moves to a fix that the filter shows.
    mutating func keepVisible() {
        let shown = visible
        if !shown.contains(current) { current = shown.first { $0 >= current } ?? shown.last ?? current }
    }

    /// After a decision: the next open fix; at the end, all of them together.
    mutating func advance() -> [ReviewEffect] {
        if let next = open(after: current) {
            if screen == .fix { show(next) } else if visible.contains(next) { current = next }
            return []
        }
        return finish()
    }

    mutating func finish() -> [ReviewEffect] {
        screen = .finish
        top = 0
        preview = nil
        return [.plan(branch: branch)]
    }
}
