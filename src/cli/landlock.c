// SPDX-License-Identifier: BSD-3-Clause
#include "landlock.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Debian 12's kernel headers know of version 2 only, hence our own names for the interface. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, BENEATH_PATH = 1 };

/* Rights on files, in the kernel's bits; each version of the interface added some at the end. */
enum {
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIRECTORY = 1 << 3,
    MAKE_FILE = 1 << 8,
    TRUNCATE = 1 << 14,
};

/* What is forbidden unless a rule allows it. A version reads as many fields as it knows, and takes
 * more if they are 0. */
struct handled {
    uint64_t files, tcp, scoped;
};

struct __attribute__((packed)) beneath {
    uint64_t files;
    int32_t directory;
};

/* All that version `abi` can forbid on files. */
static uint64_t all_files(long abi)
{
    static const unsigned rights[] = {0, 13, 14, 15, 15, 16};
    const size_t known = sizeof rights / sizeof *rights - 1;

    return (UINT64_C(1) << rights[(size_t)abi < known ? (size_t)abi : known]) - 1;
}

int landlock_begin(void)
{
    const long abi = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    struct handled handled = {0};

    if (abi < 1)
        return -1;
    handled.files = all_files(abi);
    if (abi >= 4)
        handled.tcp = 3; /* bind, connect */
    if (abi >= 6)
        handled.scoped = 3; /* abstract UNIX sockets, signals */
    return (int)syscall(CREATE_RULESET, &handled, sizeof handled, 0);
}

bool landlock_allow(int rules, int directory, enum landlock_allowed what)
{
    const long abi = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    const uint64_t wanted =
        what == LANDLOCK_READ ? READ_FILE | READ_DIRECTORY : WRITE_FILE | MAKE_FILE | TRUNCATE;
    const struct beneath rule = {.files = wanted & all_files(abi), .directory = directory};

    return syscall(ADD_RULE, rules, BENEATH_PATH, &rule, 0) == 0;
}

bool landlock_enter(int rules)
{
    return syscall(RESTRICT_SELF, rules, 0) == 0;
}
