// SPDX-License-Identifier: BSD-3-Clause
#include "save/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"

static enum tcplens_status failed(const char *name, int error, struct tcplens_error *err)
{
    return tl_error(err,
                    error == EACCES || error == EPERM ? TCPLENS_ERR_PERMISSION : TCPLENS_ERR_SYSTEM,
                    error, "%.400s: %s", name, strerrordesc_np(error));
}

static int open_directory(const char *path, size_t n)
{
    char directory[PATH_MAX];

    if (n == 0)
        return open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (n >= sizeof directory) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(directory, path, n);
    directory[n] = '\0';
    return open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* The file, made or emptied; whether it was made. `more` are further flags of open(2). */
static int create(int directory, const char *name, int more, bool *made)
{
    const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | more;
    const int fd = openat(directory, name, flags | O_EXCL, 0666);

    *made = fd >= 0;
    return *made || errno != EEXIST ? fd : openat(directory, name, flags | O_TRUNC, 0666);
}

enum tcplens_status save_file_open(struct save_file *f, const char *path, size_t fixed,
                                   const struct save_owner *owner, struct tcplens_error *err)
{
    const bool first = f->directory < 0;
    bool made;

    f->name = path;
    f->octets = 0;
    if (strcmp(path, "-") == 0) {
        f->name = "standard output";
        f->fd = STDOUT_FILENO;
        return TCPLENS_OK;
    }
    if (first)
        f->directory = open_directory(path, fixed);
    if (f->directory < 0)
        return failed(path, errno, err);
    /* Who names the first file has seen what is there. Later names may have been foreseen. */
    f->fd = create(f->directory, path + fixed, first ? 0 : O_NOFOLLOW, &made);
    if (f->fd < 0)
        return failed(path, errno, err);
    /* What was there before, a device or somebody's file, keeps its owner. Refusal is no failure.
     */
    if (made && owner->user != (uid_t)-1 && fchown(f->fd, owner->user, owner->group) != 0)
        errno = 0;
    return TCPLENS_OK;
}

static enum tcplens_status write_all(struct save_file *f, const uint8_t *p, size_t n,
                                     struct tcplens_error *err)
{
    const int64_t begun = clock_monotonic();

    while (n > 0) {
        const ssize_t written = write(f->fd, p, n);

        if (written < 0 && errno != EINTR)
            return tl_error(err, TCPLENS_ERR_WRITE, errno, "%.400s: cannot be written: %s", f->name,
                            strerrordesc_np(errno));
        if (written > 0) {
            p += written;
            n -= (size_t)written;
        }
    }
    f->write_ns += clock_monotonic() - begun;
    return TCPLENS_OK;
}

enum tcplens_status save_file_flush(struct save_file *f, struct tcplens_error *err)
{
    const size_t n = f->n;

    f->n = 0;
    return write_all(f, f->buf, n, err);
}

enum tcplens_status save_file_reserve(struct save_file *f, size_t n, struct tcplens_error *err)
{
    return n > FILE_BUFFER - f->n ? save_file_flush(f, err) : TCPLENS_OK;
}

enum tcplens_status save_file_append(struct save_file *f, const uint8_t *p, size_t n,
                                     struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    f->octets += n;
    if (n > FILE_BUFFER - f->n)
        status = save_file_flush(f, err);
    if (status != TCPLENS_OK || n == 0)
        return status;
    if (n > FILE_BUFFER)
        return write_all(f, p, n, err);
    memcpy(f->buf + f->n, p, n);
    f->n += n;
    return TCPLENS_OK;
}

enum tcplens_status save_file_close(struct save_file *f, struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    if (f->fd < 0)
        return TCPLENS_OK;
    status = save_file_flush(f, err);
    if (f->fd != STDOUT_FILENO && close(f->fd) != 0 && status == TCPLENS_OK)
        status = tl_error(err, TCPLENS_ERR_WRITE, errno, "%.400s: cannot be written: %s", f->name,
                          strerrordesc_np(errno));
    f->fd = -1;
    return status;
}
