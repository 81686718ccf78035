// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump_fuzz.c - any octets as a capture file: printed, and saved on the way. What was saved prints
 * as the original did.
 *
 * The last two octets choose the flags, so that a capture as it is makes a good seed. A time of a
 * pcap file has 32 bits for its seconds; lines are compared without it, and without explanations,
 * which tell times too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <tcplens/dump.h>

enum { PATH_SIZE = 32, TEXT_SIZE = 1 << 20 };

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was printed; `full` once it had no room, and then not to be compared. */
struct printed {
    char text[TEXT_SIZE];
    size_t n;
    bool full;
};

static enum tcplens_status keep(void *ctx, const char *octets, size_t n)
{
    struct printed *const p = ctx;

    p->full = p->full || n > TEXT_SIZE - p->n;
    if (!p->full) {
        memcpy(p->text + p->n, octets, n);
        p->n += n;
    }
    return TCPLENS_OK;
}

/* A file in memory, under a name that it can be opened by. */
static int memory_file(char path[PATH_SIZE])
{
    const int fd = memfd_create("capture", MFD_CLOEXEC);

    if (fd < 0)
        abort();
    (void)snprintf(path, PATH_SIZE, "/proc/self/fd/%d", fd);
    return fd;
}

/* Flags out of an input's last octets. */
struct flags {
    uint8_t print, beyond;
};

/* Of `beyond`. The first two make the copy's lines others than the original's; only the third may
 * write escape sequences. */
enum { EXPLAIN = 1, CONNECTION = 2, COLOR = 4 };

static struct tcplens_dump_options options_of(struct flags flags)
{
    const uint8_t bits = flags.print, beyond = flags.beyond;

    return (struct tcplens_dump_options){
        .print = {.time = TCPLENS_TIME_NONE,
                  .verbose = bits & 3,
                  .link_header = (bits & 4) != 0,
                  .quiet = (bits & 8) != 0,
                  .hex_ascii = (bits & 16) != 0,
                  .absolute_seq = (bits & 32) != 0},
        .explain = (beyond & EXPLAIN) != 0,
        .connection = (beyond & CONNECTION) != 0 ? 1 : 0,
        .color = (beyond & COLOR) != 0,
        .ascii = (beyond & 8) != 0,
        .lang = (beyond & 16) != 0 ? "zh" : NULL,
        .vlan_transparent = (beyond & 32) != 0,
    };
}

/* Print a file, and save it if `save` is not NULL. TCPLENS_END: to its end. */
static enum tcplens_status dump(const char *path, struct flags flags,
                                const struct tcplens_save *save, struct printed *out)
{
    const struct tcplens_dump_options options = options_of(flags);
    struct tcplens_dump *d;
    struct tcplens_error err;
    enum tcplens_status status;

    out->n = 0;
    out->full = false;
    if (tcplens_dump_new(&d, &options, keep, out, &err) != TCPLENS_OK)
        abort();
    status = tcplens_dump_open_file(d, path, &err);
    if (status == TCPLENS_OK)
        status = tcplens_dump_filter(d, (flags.print & 128) != 0 ? "not port 53" : NULL, &err);
    if (status == TCPLENS_OK && save != NULL)
        status = tcplens_dump_save(d, save, &err);
    while (status == TCPLENS_OK)
        status = tcplens_dump_step(d, &err);
    if (tcplens_dump_close(d, &err) != TCPLENS_OK)
        abort();
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct printed first, again;
    struct flags flags = {size > 0 ? data[size - 1] : 0, size > 1 ? data[size - 2] : 0};
    char from[PATH_SIZE], to[PATH_SIZE];
    const int in = memory_file(from), out = memory_file(to);
    const struct tcplens_save save = {
        .path = to,
        .format = (flags.print & 64) != 0 ? TCPLENS_FORMAT_PCAPNG : TCPLENS_FORMAT_PCAP,
        .nano = true,
        .owner = (uid_t)-1,
        .group = (gid_t)-1,
    };

    if (write(in, data, size) != (ssize_t)size)
        abort();
    /* What comes before a damage is saved too, but for frames a pcap file cannot hold. */
    if (dump(from, flags, &save, &first) == TCPLENS_END && first.n > 0) {
        if ((flags.beyond & COLOR) == 0 && memchr(first.text, '\x1b', first.n) != NULL)
            abort();
        flags.print &= 127;
        if (dump(to, flags, NULL, &again) != TCPLENS_END)
            abort();
        if (!first.full && (flags.beyond & (EXPLAIN | CONNECTION)) == 0 &&
            (first.n != again.n || memcmp(first.text, again.text, first.n) != 0))
            abort();
    }
    close(in);
    close(out);
    return 0;
}
