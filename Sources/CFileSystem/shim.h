/* What Swift's module of the C library leaves out. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdio.h>
#include <sys/types.h>
#include <sys/xattr.h>

/* Swaps two files in one step (Linux 3.15); declared by the C library only with _GNU_SOURCE. */
extern int renameat2(int oldfolder, const char *oldpath, int newfolder, const char *newpath, unsigned int flags);

static inline int redline_exchange(const char *one, const char *other) {
    return renameat2(-100 /* AT_FDCWD */, one, -100, other, 1U << 1 /* RENAME_EXCHANGE */);
}
