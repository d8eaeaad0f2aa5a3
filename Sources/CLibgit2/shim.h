/* libgit2 as Swift sees it. */
#pragma once
#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/repository.h>
/* To write a reference together with the committer's line in its log. */
#include <git2/sys/refdb_backend.h>
#include <git2/sys/refs.h>
/* For LooseObject. */
#include <zlib.h>

/* git_libgit2_opts is variadic, which Swift cannot call. */
static inline int redline_enable_fsync(void) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}

/* Extensions that change nothing for a program that reads objects and adds to them: worktreeConfig is read here, and nothing is
   fetched or removed. 1.5.1 refuses them. */
static inline int redline_accept_extensions(void) {
    const char *extensions[] = {"worktreeconfig", "partialclone", "preciousobjects"};
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)3);
}

/* Done by Ownership, by git's own rules. */
static inline int redline_leave_out_owner_validation(void) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}
