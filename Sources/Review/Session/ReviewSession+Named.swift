import FileSystem
import Git
import Reporting
import Rewriting

/// Decisions by people who name a fix and what they have seen of it: several may decide at once, each at a place of their own.
extension ReviewSession {
    /// A digest of what the list shows of a fix: its place, its message, and what has been decided.
    public func digest(ofRow item: ReviewItem) -> String {
        let decision = decision(on: item)
        let parts = [
            item.proposal.id.description, item.location, item.message, status(item).text ?? "",
            decision?.reason ?? "", decision?.edit.map { "edited:" + $0 } ?? "",
        ]
        // No part has a NUL.
        return ObjectID(hashing: Array(parts.joined(separator: "\0").utf8)).short(digits: 16)
    }

    /// A digest of what is shown of a fix when it is open: its row, and everything that it changes.
    public func digest(ofFix item: ReviewItem) -> String {
        var bytes: [UInt8] = []
        for change in proposals.part(of: item.place).changes {
            for part in [change.path.bytes, change.before, change.after] {
                bytes += Array(String(part.count).utf8) + [0] + part
            }
        }
        return digest(ofRow: item) + "-" + ObjectID(hashing: bytes).short(digits: 16)
    }

    /// True if a fix is still what somebody has seen, in the list or open.
    public func isUnchanged(_ item: ReviewItem, since digest: String) -> Bool {
        digest == (digest.contains("-") ? self.digest(ofFix: item) : self.digest(ofRow: item))
    }

    /// What has to change for a decision about some fixes; nil takes back what was decided. Without those for which it is that already.
    public func changes(
        _ verdict: Verdict?, on items: [ReviewItem], reason: String? = nil, edit: String? = nil
    ) -> [DecisionChange] {
        let reason = reason.flatMap { $0.isEmpty ? nil : String($0.prefix(Decision.longestReason)) }
        let previous = Previous(self)
        return items.compactMap { item in
            var decision = verdict.map { proposals.decision($0, on: item.proposal, reason: reason) }
            decision?.edit = edit
            let change = DecisionChange(removed: previous.decisions(on: item), added: decision.map { [$0] } ?? [])
            return change.removed == change.added ? nil : change
        }
    }

    /// The lines that somebody may change: as the fix makes them, or as somebody has left them. Nil if there are none in its file.
    public func editableText(of item: ReviewItem) -> [UInt8]? {
        guard let lines = editableLines(item) else { return nil }
        return decision(on: item)?.edit.map { Array(lines.indented($0)) } ?? lines.text
    }

    /// What to keep for lines that somebody has changed; nil if they are those of the fix.
    public func edit(_ text: [UInt8], of item: ReviewItem) throws(EditableLines.Complaint) -> String? {
        guard let lines = editableLines(item) else {
            throw EditableLines.Complaint(message: "the fix has no lines in this file to edit")
        }
        // Browsers end lines with CR and LF, or with LF.
        let typed = text.filter { $0 != UInt8(ascii: "\r") }
        if typed == lines.text.filter({ $0 != UInt8(ascii: "\r") }) { return nil }
        return try lines.kept(typed)
    }
}
