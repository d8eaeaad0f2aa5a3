import Git
import Review

/// The accepted fixes on a branch.
extension ReviewHandler {
    func plan(_ request: BranchRequest, _ world: some ReviewWorld) throws -> Response {
        let branch = branch(request)
        let plan = try world.plan(session, branch: branch)
        return .json(
            PlanMessage(
                html: CommitPart(session, plan).html, digest: digest(plan), branch: branch,
                canCommit: !plan.commits.isEmpty))
    }

    /// Commits what was shown, and nothing else: not if HEAD has moved, or a decision was added.
    func commit(_ request: BranchRequest, _ world: some ReviewWorld) throws -> Response {
        let branch = branch(request)
        let plan = try world.plan(session, branch: branch)
        guard !plan.commits.isEmpty else { return .failure(422, "Nothing to commit.") }
        guard digest(plan) == request.digest else {
            return .failure(
                409, "What would be committed has changed since it was shown: nothing was committed. Look again.")
        }
        return .json(Part(html: CommitPart.written(try world.commit(branch: branch))))
    }

    private func branch(_ request: BranchRequest) -> String {
        request.branch.flatMap { $0.isEmpty ? nil : $0 } ?? session.branch
    }

    private func digest(_ plan: CommitPreview) -> String {
        let commits = plan.commits.flatMap {
            [$0.subject] + [$0.fixes, $0.files, $0.added, $0.removed].map(String.init)
        }
        let parts = [plan.branch, plan.base, plan.isNewBranch ? "new" : "", plan.patch] + plan.missing + commits
        return ObjectID(hashing: Array(parts.joined(separator: "\0").utf8)).description
    }
}
