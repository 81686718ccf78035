// SPDX-License-Identifier: BSD-3-Clause
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "landlock.h"
#include "privileges.h"
#include "syscalls.h"

/* The directory of `savefile`: of a strftime(3) format, what stands before the first '%'. */
static int open_directory(const char *savefile)
{
    char path[PATH_MAX];
    size_t n = strcspn(savefile, "%");

    while (n > 0 && savefile[n - 1] != '/')
        n--;
    if (n >= sizeof path)
        return -1;
    memcpy(path, savefile, n);
    path[n] = '\0';
    return open(n == 0 ? "." : path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

void sandbox_prepare(struct sandbox *box, unsigned later, const char *savefile)
{
    *box = (struct sandbox){.later = later, .directory = -1};
    if ((later & LATER_WRITE) != 0 && savefile != NULL)
        box->directory = open_directory(savefile);
}

void sandbox_abandon(struct sandbox *box)
{
    if (box->directory >= 0)
        close(box->directory);
    box->directory = -1;
}

static bool allow_reading(int rules)
{
    const int root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    const bool allowed = root >= 0 && landlock_allow(rules, root, LANDLOCK_READ);

    if (root >= 0)
        close(root);
    return allowed;
}

static bool close_file_system(const struct sandbox *box, bool verbose)
{
    const int rules = landlock_begin();
    bool closed;

    if (rules < 0) {
        if (verbose)
            complain("note: this kernel has no Landlock: the file system stays as open as it is to "
                     "the user");
        return true;
    }
    closed = (box->directory < 0 || landlock_allow(rules, box->directory, LANDLOCK_SAVE)) &&
             ((box->later & LATER_READ) == 0 || allow_reading(rules)) && landlock_enter(rules);
    if (!closed)
        complain("Landlock refuses: %s", strerror(errno));
    close(rules);
    return closed;
}

bool sandbox_enter(struct sandbox *box, bool verbose)
{
    bool entered = true;

    if (SANITIZED) {
        if (verbose)
            complain("note: a build with a sanitizer: there is no sandbox");
    } else {
        entered = close_file_system(box, verbose) && syscalls_confine(box->later, verbose);
    }
    sandbox_abandon(box);
    return entered;
}
