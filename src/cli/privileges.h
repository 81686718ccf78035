// SPDX-License-Identifier: BSD-3-Clause
/*
 * privileges.h - giving up every right once everything is open: who we are, what we may do, and
 * what the kernel will still do for us.
 *
 * In this order: the capability bounding set is emptied and root made a user as any other
 * (securebits); we become somebody else; all capabilities go; no_new_privs bars the way to new
 * ones; then the sandbox (sandbox.h) closes the file system and all system calls but a few.
 */
#ifndef TL_CLI_PRIVILEGES_H
#define TL_CLI_PRIVILEGES_H

#include <stdbool.h>
#include <sys/types.h>

/* What still has to be done later, and so stays possible. */
enum later {
    LATER_NOTHING = 0,
    LATER_READ = 1,  /* open more capture files: as root, any file */
    LATER_WRITE = 2, /* open more savefiles: as root, in any directory; but see `savefile` */
    LATER_NAMES = 4, /* ask the process that looks up names */
    LATER_SERVE = 8, /* answer whoever connects to a listening socket */
};

/**
 * struct rights - what is left after everything is open
 * @user:     whom to become (-Z); NULL as whom_to_become() says
 * @later:    enum later, or'ed
 * @saves:    something is being saved
 * @savefile: with LATER_WRITE, the path or strftime(3) format of the savefiles; only below its
 *            directory can they be made
 * @verbose:  say which parts of the sandbox this kernel does not have
 */
struct rights {
    const char *user;
    unsigned later;
    bool saves, verbose;
    const char *savefile;
};

/*
 * Whom the process is to become, and so whom savefiles shall belong to: as root, `user` or, if
 * NULL, whoever called sudo if something is saved, else "tcpdump" if there is such a user, else
 * whoever called sudo. -1 in both for nobody. False, having said so, if there is no such user.
 */
bool whom_to_become(const char *user, bool saves, uid_t *uid, gid_t *gid);

/* Become that user, without capabilities and without a way to new ones, but not confined to the
 * sandbox: what looks up names, and what runs -z's command. On failure, say so and return false. */
bool become_powerless(const char *user, bool saves);

/* The same, and the sandbox. Parts that the kernel does not have are done without. */
bool give_up_privileges(const struct rights *rights);

#endif
