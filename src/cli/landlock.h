// SPDX-License-Identifier: BSD-3-Clause
/* landlock.h - Landlock (landlock(7)) through its three system calls, which glibc does not wrap:
 * everything is forbidden but what is below the directories named. */
#ifndef TL_CLI_LANDLOCK_H
#define TL_CLI_LANDLOCK_H

#include <stdbool.h>

/* What may be done below a directory. */
enum landlock_allowed {
    LANDLOCK_READ, /* open files and directories for reading */
    LANDLOCK_SAVE, /* make regular files, write to them, empty them */
};

/* Rules that allow nothing yet: neither files nor TCP ports. A descriptor, *owned*
 * by the caller; -1 if this kernel has no Landlock. */
int landlock_begin(void);

/* Allow that below `directory`, a descriptor. False with errno set on failure, as in the next. */
bool landlock_allow(int rules, int directory, enum landlock_allowed what);

/* From now on, for this process and its children. */
bool landlock_enter(int rules);

#endif
