// SPDX-License-Identifier: BSD-3-Clause
/*
 * lines.c - print a capture as tcpdump does, with the library alone.
 *
 *     cc -o lines lines.c $(pkg-config --cflags --libs tcplens)
 *     ./lines capture.pcap 'tcp port 80'
 */
#include <stdio.h>

#include <tcplens/dump.h>

/* The library never prints: text goes to whoever asked for it. */
static enum tcplens_status to_stream(void *ctx, const char *octets, size_t n)
{
    return fwrite(octets, 1, n, ctx) == n ? TCPLENS_OK : TCPLENS_ERR_WRITE;
}

static enum tcplens_status print_file(struct tcplens_dump *d, const char *path, const char *filter,
                                      struct tcplens_error *err)
{
    enum tcplens_status status = tcplens_dump_open_file(d, path, err);

    if (status == TCPLENS_OK && filter != NULL)
        status = tcplens_dump_filter(d, filter, err);
    while (status == TCPLENS_OK)
        status = tcplens_dump_step(d, err);
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

int main(int argc, char **argv)
{
    const struct tcplens_dump_options options = {
        .print = {.time = TCPLENS_TIME_SINCE_FIRST, .verbose = 1},
        .explain = true,
    };
    struct tcplens_dump *d;
    struct tcplens_error err;
    enum tcplens_status status, closed;

    if (argc != 2 && argc != 3) {
        (void)fprintf(stderr, "usage: lines CAPTURE [FILTER]\n");
        return 2;
    }
    status = tcplens_dump_new(&d, &options, to_stream, stdout, &err);
    if (status == TCPLENS_OK) {
        status = print_file(d, argv[1], argc == 3 ? argv[2] : NULL, &err);
        /* Closing hands over what is left; the first failure is the one to tell. */
        closed = tcplens_dump_close(d, status == TCPLENS_OK ? &err : NULL);
        status = status == TCPLENS_OK ? closed : status;
    }
    if (status != TCPLENS_OK)
        (void)fprintf(stderr, "lines: %s\n", err.text);
    return status != TCPLENS_OK;
}
