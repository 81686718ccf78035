// SPDX-License-Identifier: BSD-3-Clause
#include "privileges.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "sandbox.h"

enum { NOBODY = -1 };

static long number_of(const char *variable)
{
    const char *const text = getenv(variable);
    char *end;
    long n;

    if (text == NULL || *text == '\0')
        return NOBODY;
    n = strtol(text, &end, 10);
    return *end == '\0' && n > 0 && n < INT32_MAX ? n : NOBODY;
}

/* Whoever called sudo, if it is true that somebody did. */
static bool invoking_user(uid_t *uid, gid_t *gid)
{
    const long u = getuid() == 0 ? number_of("SUDO_UID") : NOBODY, g = number_of("SUDO_GID");

    if (u == NOBODY || g == NOBODY)
        return false;
    *uid = (uid_t)u;
    *gid = (gid_t)g;
    return true;
}

bool whom_to_become(const char *user, bool saves, uid_t *uid, gid_t *gid)
{
    const struct passwd *const entry = getpwnam(user != NULL ? user : "tcpdump");

    *uid = (uid_t)NOBODY;
    *gid = (gid_t)NOBODY;
    if (user != NULL && entry == NULL) {
        complain("Couldn't find user '%s'", user);
        return false;
    }
    if (geteuid() != 0 || (user == NULL && saves && invoking_user(uid, gid)))
        return true;
    if (entry == NULL) {
        (void)invoking_user(uid, gid);
        return true;
    }
    *uid = entry->pw_uid;
    *gid = entry->pw_gid;
    return true;
}

/*
 * What root is by tradition, and any program might become through exec: a user with all
 * capabilities. Needs CAP_SETPCAP, which a process with file capabilities does not have; it is not
 * root either.
 */
static void disarm_root(void)
{
    for (unsigned long i = 0; prctl(PR_CAPBSET_READ, i, 0, 0, 0) >= 0; i++)
        (void)prctl(PR_CAPBSET_DROP, i, 0, 0, 0);
    (void)prctl(PR_SET_SECUREBITS,
                SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_KEEP_CAPS |
                    SECBIT_NO_CAP_AMBIENT_RAISE | SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED,
                0, 0, 0);
    (void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
}

/* Of the capabilities held, keep only what `later` needs. */
static bool keep_capabilities(unsigned later)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct held[_LINUX_CAPABILITY_U32S_3] = {0};
    uint32_t wanted = 0;

    if ((later & LATER_READ) != 0)
        wanted |= UINT32_C(1) << CAP_DAC_READ_SEARCH;
    if ((later & LATER_WRITE) != 0)
        wanted |= UINT32_C(1) << CAP_DAC_OVERRIDE;
    if (syscall(SYS_capget, &header, held) != 0)
        return false;
    held[0].permitted &= wanted;
    held[0].effective = held[0].permitted;
    held[0].inheritable = held[1].inheritable = 0;
    held[1].permitted = held[1].effective = 0;
    return syscall(SYS_capset, &header, held) == 0;
}

static bool become(uid_t uid, gid_t gid)
{
    return setgroups(0, NULL) == 0 && setresgid(gid, gid, gid) == 0 &&
           setresuid(uid, uid, uid) == 0;
}

static bool drop(const char *user, bool saves, unsigned later)
{
    uid_t uid;
    gid_t gid;

    if (!whom_to_become(user, saves, &uid, &gid))
        return false;
    disarm_root();
    if (uid != (uid_t)NOBODY && (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0 || !become(uid, gid))) {
        complain("cannot give up the rights of root: %s", strerror(errno));
        return false;
    }
    (void)prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
    if (!keep_capabilities(later) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        complain("cannot give up capabilities: %s", strerror(errno));
        return false;
    }
    return true;
}

bool become_powerless(const char *user, bool saves)
{
    return drop(user, saves, LATER_NOTHING);
}

bool give_up_privileges(const struct rights *rights)
{
    struct sandbox box;

    tzset(); /* reads a file, which names of savefiles may need later */
    sandbox_prepare(&box, rights->later, rights->savefile);
    if (!drop(rights->user, rights->saves, rights->later)) {
        sandbox_abandon(&box);
        return false;
    }
    return sandbox_enter(&box, rights->verbose);
}
