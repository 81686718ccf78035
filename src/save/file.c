// SPDX-License-Identifier: BSD-3-Clause
#include "save/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

static enum tcplens_status failed(const char *name, int error, struct tcplens_error *err)
{
    return tl_error(err,
                    error == EACCES || error == EPERM ? TCPLENS_ERR_PERMISSION : TCPLENS_ERR_SYSTEM,
                    error, "%.400s: %s", name, strerrordesc_np(error));
}

static int open_directory(const char *path, const char *base)
{
    char parent[PATH_MAX];
    const size_t n = (size_t)(base - path);

    if (n == 0)
        return open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (n >= sizeof parent) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(parent, path, n);
    parent[n] = '\0';
    return open(parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

enum tcplens_status save_file_open(struct save_file *f, const char *path, uid_t owner, gid_t group,
                                   struct tcplens_error *err)
{
    const char *const slash = strrchr(path, '/');
    const char *const base = slash != NULL ? slash + 1 : path;
    struct stat st;

    f->name = path;
    f->octets = 0;
    if (strcmp(path, "-") == 0) {
        f->name = "standard output";
        f->fd = STDOUT_FILENO;
        return TCPLENS_OK;
    }
    if (f->directory < 0)
        f->directory = open_directory(path, base);
    if (f->directory < 0)
        return failed(path, errno, err);
    f->fd = openat(f->directory, base, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);
    if (f->fd < 0)
        return failed(path, errno, err);
    /* A device or a pipe keeps its owner. Refusal is no failure: the file is there. */
    if (owner != (uid_t)-1 && fstat(f->fd, &st) == 0 && S_ISREG(st.st_mode) &&
        fchown(f->fd, owner, group) != 0)
        errno = 0;
    return TCPLENS_OK;
}

static enum tcplens_status write_all(struct save_file *f, const uint8_t *p, size_t n,
                                     struct tcplens_error *err)
{
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
