// SPDX-License-Identifier: BSD-3-Clause
#include "output.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "progress.h"

/* Whether to try again after a write that failed with `error`. */
static bool retry(int error)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

    if (error == EINTR)
        return true;
    if (error != EAGAIN)
        return false;
    /* Standard output may be a pipe that somebody made non-blocking. */
    return poll(&out, 1, -1) > 0 || errno == EINTR;
}

enum tcplens_status output_write(void *ctx, const char *octets, size_t n)
{
    struct output *const out = ctx;

    if (out->error != 0)
        return TCPLENS_ERR_WRITE;
    if (out->progress != NULL)
        progress_erase(out->progress);
    while (n > 0) {
        const ssize_t written = write(STDOUT_FILENO, octets, n);

        if (written >= 0) {
            octets += written;
            n -= (size_t)written;
        } else if (!retry(errno)) {
            out->error = errno;
            return TCPLENS_ERR_WRITE;
        }
    }
    return TCPLENS_OK;
}

bool output_text(struct output *out, const char *text)
{
    return output_write(out, text, strlen(text)) == TCPLENS_OK;
}

void output_close(struct output *out)
{
    if (close(STDOUT_FILENO) != 0 && out->error == 0 && errno != EBADF)
        out->error = errno;
}

int output_verdict(const struct output *out)
{
    if (out->error == 0 || out->error == EPIPE)
        return EXIT_FINE;
    complain("Unable to write output: %s", strerror(out->error));
    return EXIT_TROUBLE;
}

int output_end(struct output *out, int result)
{
    int written;

    output_close(out);
    written = output_verdict(out);
    return written != EXIT_FINE ? written : result;
}
