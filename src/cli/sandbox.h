// SPDX-License-Identifier: BSD-3-Clause
/*
 * sandbox.h - what the kernel will still do for a process that reads packets of strangers.
 *
 * Landlock closes the file system, and connections, but for what comes later; seccomp refuses every
 * system call (EPERM) but those that capturing, printing and saving make. What a kernel does not
 * have is done without; that is said if asked for. A build with a sanitizer has no sandbox, since
 * sanitizers open files and start threads when they have something to report.
 */
#ifndef TL_CLI_SANDBOX_H
#define TL_CLI_SANDBOX_H

#include <stdbool.h>

/* Whether this build has a sanitizer. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = true };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { SANITIZED = true };
#else
enum { SANITIZED = false };
#endif
#else
enum { SANITIZED = false };
#endif

/**
 * struct sandbox - what is to be allowed
 * @later:     enum later
 * @directory: *owned*: where savefiles may be made, -1 for nowhere
 */
struct sandbox {
    unsigned later;
    int directory;
};

/* While files can still be opened: look up what later files will need. `savefile` as in struct
 * rights. */
void sandbox_prepare(struct sandbox *box, unsigned later, const char *savefile);

/* Close what sandbox_prepare() has opened. */
void sandbox_abandon(struct sandbox *box);

/* Confine this process, for good. False, having said so, if the kernel has what is needed and still
 * refuses. Needs no_new_privs; abandons `box`. */
bool sandbox_enter(struct sandbox *box, bool verbose);

#endif
