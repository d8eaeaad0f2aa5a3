/* libgit2 as Swift sees it. */
#pragma once
#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/repository.h>
/* For LooseObject. */
#include <zlib.h>

/* git_libgit2_opts is variadic, which Swift cannot call. */
static inline int redline_enable_fsync(void) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}

/* Sparse and partial clones set extensions.worktreeConfig, which 1.5.1 refuses; no work tree is touched here. */
static inline int redline_accept_worktree_config(void) {
    const char *extensions[] = {"worktreeconfig"};
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)1);
}
