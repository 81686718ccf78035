// SPDX-License-Identifier: BSD-3-Clause
#include "page_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complain.h"

/* A file of its own beside `path`, readable to whom the user's files usually are. */
static int create(struct page_file *f)
{
    const mode_t mask = umask(0);
    int fd;

    (void)umask(mask);
    if ((size_t)snprintf(f->made, sizeof f->made, "%s.XXXXXX", f->path) >= sizeof f->made) {
        f->made[0] = '\0';
        errno = ENAMETOOLONG;
        return -1;
    }
    fd = mkostemp(f->made, O_CLOEXEC);
    if (fd < 0)
        f->made[0] = '\0';
    else
        (void)fchmod(fd, 0666 & ~mask);
    return fd;
}

bool page_file_open(struct page_file *f, const char *path)
{
    struct stat st;
    int fd;

    *f = (struct page_file){.path = path};
    if (path == NULL || strcmp(path, "-") == 0) {
        f->path = NULL;
        if (isatty(STDOUT_FILENO) == 0)
            return true;
        complain("a page is not for a terminal: name a file, -o PAGE.html");
        return false;
    }
    fd =
        stat(path, &st) == 0 && !S_ISREG(st.st_mode) ? open(path, O_WRONLY | O_CLOEXEC) : create(f);
    if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0) {
        complain("%s: cannot be written: %s", path, strerror(errno));
        return false;
    }
    if (fd != STDOUT_FILENO)
        close(fd);
    return true;
}

bool page_file_close(struct page_file *f, bool whole)
{
    if (f->made[0] == '\0')
        return true;
    if (whole && rename(f->made, f->path) == 0)
        return true;
    if (whole)
        complain("%s: cannot be made: %s", f->path, strerror(errno));
    (void)unlink(f->made);
    return !whole;
}
