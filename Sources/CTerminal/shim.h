/* What Swift's module of the C library leaves out. Declared here: its headers would be a second copy of that module's types. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* The columns that a character takes in the thread's locale; -1 if it cannot be shown (man 3 wcwidth). */
extern int wcwidth(wchar_t character);

/* Signals as something to read; a mask is a sigset_t (man 2 signalfd). */
extern int signalfd(int descriptor, const void *mask, int flags);

struct signalfd_siginfo {
    uint32_t ssi_signo;
    uint8_t rest[124];
};

enum { SFD_CLOEXEC = 02000000 };
