// SPDX-License-Identifier: BSD-3-Clause
#include "privileges.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "complain.h"

static long number_of(const char *variable)
{
    const char *const text = getenv(variable);
    char *end;
    long n;

    if (text == NULL || *text == '\0')
        return -1;
    n = strtol(text, &end, 10);
    return *end == '\0' && n > 0 && n < INT32_MAX ? n : -1;
}

void invoking_user(uid_t *uid, gid_t *gid)
{
    const long u = getuid() == 0 ? number_of("SUDO_UID") : -1, g = number_of("SUDO_GID");

    *uid = u < 0 || g < 0 ? (uid_t)-1 : (uid_t)u;
    *gid = u < 0 || g < 0 ? (gid_t)-1 : (gid_t)g;
}

/* Whom to become; false if nobody: then only capabilities go. */
static bool choose_user(const char *user, unsigned later, uid_t *uid, gid_t *gid)
{
    const struct passwd *const entry = getpwnam(user != NULL ? user : "tcpdump");

    invoking_user(uid, gid);
    if (user == NULL && (entry == NULL || ((later & LATER_WRITE) != 0 && *uid != (uid_t)-1)))
        return *uid != (uid_t)-1;
    if (entry == NULL)
        return false;
    *uid = entry->pw_uid;
    *gid = entry->pw_gid;
    return true;
}

static bool become(uid_t uid, gid_t gid)
{
    return setgroups(0, NULL) == 0 && setresgid(gid, gid, gid) == 0 &&
           setresuid(uid, uid, uid) == 0;
}

/* Keep of the capabilities held only what `later` needs. */
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

bool give_up_privileges(const char *user, unsigned later)
{
    uid_t uid;
    gid_t gid;

    if (user != NULL && getpwnam(user) == NULL) {
        complain("there is no user \"%s\" to run as", user);
        return false;
    }
    if (geteuid() == 0 && choose_user(user, later, &uid, &gid) &&
        (prctl(PR_SET_KEEPCAPS, later != LATER_NOTHING, 0, 0, 0) != 0 || !become(uid, gid))) {
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
