// SPDX-License-Identifier: BSD-3-Clause
#include "bodies.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complain.h"

enum { NAME = 160, TRIES = 1000, FILES_MAX = 100000 };

bool bodies_open(struct bodies *b, const char *path, struct output *out)
{
    *b = (struct bodies){.path = path, .out = out};
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        complain("--bodies %s: cannot be made: %s", path, strerror(errno));
        return false;
    }
    b->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (b->folder < 0)
        complain("--bodies %s: cannot be opened: %s", path, strerror(errno));
    return b->folder >= 0;
}

/* A new file, named after the message: "3-2-logo.png" is connection 3's second answer. */
static int create(const struct bodies *b, const struct tcplens_body *body, char name[NAME])
{
    int fd = -1;

    for (unsigned i = 0; i < TRIES; i++) {
        char again[16] = "";

        if (i > 0)
            (void)snprintf(again, sizeof again, "%u-", i);
        (void)snprintf(name, NAME, "%s%llu-%llu-%s%s", again, (unsigned long long)body->connection,
                       (unsigned long long)body->number, body->response ? "" : "request-",
                       body->name);
        fd = openat(b->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            break;
    }
    return fd;
}

static bool write_all(int fd, const uint8_t *p, size_t n)
{
    while (n > 0) {
        const ssize_t done = write(fd, p, n);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        p += done;
        n -= (size_t)done;
    }
    return true;
}

static void fail(struct bodies *b, const char *name, const char *why)
{
    if (b->failed++ == 0)
        complain("%s/%s: %s", b->path, name, why);
}

void bodies_save(void *ctx, const struct tcplens_body *body)
{
    struct bodies *const b = ctx;
    char name[NAME] = "", line[NAME + 64];
    bool good;
    int fd;

    if (b->saved == FILES_MAX) {
        fail(b, "", "there are too many bodies: 100,000 were saved");
        return;
    }
    fd = create(b, body, name);
    if (fd < 0) {
        fail(b, name, strerror(errno));
        return;
    }
    good = write_all(fd, body->octets, body->n);
    if (close(fd) != 0 || !good) {
        fail(b, name, strerror(errno));
        return;
    }
    b->saved++;
    b->partial += !body->whole;
    (void)snprintf(line, sizeof line, "%12llu  %s%s\n", (unsigned long long)body->n, name,
                   body->whole ? "" : "  (not whole)");
    (void)output_text(b->out, line);
}

void bodies_close(struct bodies *b)
{
    (void)close(b->folder);
}
