// SPDX-License-Identifier: BSD-3-Clause
#include "source/stream.h"

#include <errno.h>
#include <unistd.h>

#include "base/error.h"

static size_t read_memory(struct stream *s, uint8_t *to, size_t room)
{
    const size_t n = room < s->memory.n ? room : s->memory.n;
    const uint8_t *const from = span_take(&s->memory, n);

    if (n > 0)
        memcpy(to, from, n);
    return n;
}

enum tcplens_status tl_stream_read(struct stream *s, uint8_t *to, size_t room, size_t *got,
                                   struct tcplens_error *err)
{
    ssize_t n;

    if (s->fd < 0) {
        n = (ssize_t)read_memory(s, to, room);
    } else {
        do {
            n = read(s->fd, to, room);
        } while (n < 0 && errno == EINTR);
    }
    if (n < 0)
        return tl_error(err, TCPLENS_ERR_SYSTEM, errno, "%s: cannot be read: %s", s->name,
                        strerrordesc_np(errno));
    if (n == 0)
        return TCPLENS_END;
    s->octets += (uint64_t)n;
    *got = (size_t)n;
    return TCPLENS_OK;
}
