/* What Swift's module of the C library leaves out. Declared here: its headers would be a second copy of that module's types. */
#pragma once
#include <stddef.h>

/* Extended attributes of files (man 7 xattr). A long is what ssize_t is on Linux. */
extern long llistxattr(const char *path, char *list, size_t size);
extern long lgetxattr(const char *path, const char *name, void *value, size_t size);
extern long fgetxattr(int descriptor, const char *name, void *value, size_t size);
extern int fsetxattr(int descriptor, const char *name, const void *value, size_t size, int flags);
extern int lremovexattr(const char *path, const char *name);

/* Swaps two files in one step (Linux 3.15, man 2 renameat2). */
extern int renameat2(int oldfolder, const char *oldpath, int newfolder, const char *newpath, unsigned int flags);

static inline int redline_exchange(const char *one, const char *other) {
    return renameat2(-100 /* AT_FDCWD */, one, -100, other, 1U << 1 /* RENAME_EXCHANGE */);
}

/* A file without a name (Linux 3.17, man 2 memfd_create). */
extern int memfd_create(const char *name, unsigned int flags);

static inline int redline_memory_file(const char *name) { return memfd_create(name, 1U /* MFD_CLOEXEC */); }
