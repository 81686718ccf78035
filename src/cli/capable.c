// SPDX-License-Identifier: BSD-3-Clause
#include "capable.h"

#include <linux/capability.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char **command_line;

void capable_remember(char **argv)
{
    command_line = argv;
}

static bool may_capture(void)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {0};

    return syscall(SYS_capget, &head, sets) == 0 &&
           (sets[0].effective & (UINT32_C(1) << CAP_NET_RAW)) != 0;
}

/* Whether this is the copy already, and still may not. */
static bool is_copy(void)
{
    struct stat self, copy;

    return stat("/proc/self/exe", &self) == 0 && stat(TCPLENS_CAPABLE, &copy) == 0 &&
           self.st_dev == copy.st_dev && self.st_ino == copy.st_ino;
}

void capable_become(void)
{
    if (command_line != NULL && !may_capture() && access(TCPLENS_CAPABLE, X_OK) == 0 && !is_copy())
        (void)execv(TCPLENS_CAPABLE, command_line);
}
