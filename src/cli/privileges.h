// SPDX-License-Identifier: BSD-3-Clause
/* privileges.h - giving up the rights of root once everything is open. */
#ifndef TL_CLI_PRIVILEGES_H
#define TL_CLI_PRIVILEGES_H

#include <stdbool.h>
#include <sys/types.h>

/* What still has to be opened later. */
enum later {
    LATER_NOTHING = 0,
    LATER_READ = 1,  /* more capture files: keeps the right to read any file */
    LATER_WRITE = 2, /* more savefiles: keeps the right to write to any directory */
};

/* Who called sudo, -1 in both if nobody did. */
void invoking_user(uid_t *uid, gid_t *gid);

/*
 * As root, become `user` (NULL: whoever called sudo if savefiles follow, else "tcpdump" if there is
 * such a user, else whoever called sudo); in any case give up every capability that `later` (enum
 * later) does not need, and the way to new ones. On failure, say so and return false.
 */
bool give_up_privileges(const char *user, unsigned later);

#endif
