/* What Swift's view of the C library lacks: functions behind feature macros. */
#pragma once
#include <stddef.h>

/* glibc declares memmem only under _GNU_SOURCE; its two-way search with a hash is what the prefilter needs. */
void *memmem(const void *text, size_t text_length, const void *needle, size_t needle_length);

static inline int redline_contains(const void *text, size_t text_length, const void *needle, size_t needle_length) {
    return memmem(text, text_length, needle, needle_length) != NULL;
}
