// SPDX-License-Identifier: BSD-3-Clause
#include "ui_live.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

#include "capable.h"
#include "complain.h"
#include "output.h"

enum { MOST_OCTETS = 256 << 20 };

/* A file in memory as standard output, and with a place of its own as standard input. */
static bool take_standard_files(void)
{
    const int file = memfd_create("tcplens-ui", MFD_CLOEXEC);
    char path[64];
    int again = -1;
    bool taken;

    if (file >= 0) {
        (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        again = open(path, O_RDONLY | O_CLOEXEC);
    }
    taken = again >= 0 && dup2(file, STDOUT_FILENO) >= 0 && dup2(again, STDIN_FILENO) >= 0;
    if (!taken)
        complain("no room for a capture: %s", strerror(errno));
    if (again >= 0)
        close(again);
    if (file >= 0)
        close(file);
    return taken;
}

bool ui_live_begin(struct ui_live *live, const struct ui_live_options *options)
{
    const struct tcplens_dump_options silent = {.silent = true, .count = options->count};
    const struct tcplens_dump_live how = {
        .filter = options->filter, .snaplen = options->snaplen, .promiscuous = true};
    struct tcplens_error err;

    *live = (struct ui_live){.dump = NULL};
    capable_become();
    if (tcplens_dump_new(&live->dump, &silent, output_write, NULL, &err) == TCPLENS_OK &&
        tcplens_dump_open_live(live->dump, options->interface, &how, &err) == TCPLENS_OK)
        return true;
    complain("%s", err.text);
    ui_live_end(live);
    return false;
}

bool ui_live_keep(struct ui_live *live)
{
    const struct tcplens_save where = {.path = "-",
                                       .format = TCPLENS_FORMAT_PCAPNG,
                                       .flush_each = true,
                                       .owner = (uid_t)-1,
                                       .group = (gid_t)-1};
    struct tcplens_error err;

    if (!take_standard_files())
        return false;
    if (tcplens_dump_save(live->dump, &where, &err) == TCPLENS_OK)
        return true;
    complain("%s", err.text);
    return false;
}

void ui_live_step(struct ui_live *live)
{
    struct tcplens_error err;
    struct tcplens_dump_stats stats;
    struct stat file;
    const enum tcplens_status status = tcplens_dump_step(live->dump, &err);
    const bool full = fstat(STDOUT_FILENO, &file) == 0 && file.st_size >= MOST_OCTETS;

    tcplens_dump_stats(live->dump, &stats);
    live->frames = stats.frames;
    if (status == TCPLENS_OK && !full)
        return;
    if (status == TCPLENS_OK)
        complain("the capture ended: it has %d MiB; -s and a filter make it last longer",
                 MOST_OCTETS >> 20);
    else if (status == TCPLENS_END)
        complain("the capture ended after %llu frames; see --count",
                 (unsigned long long)live->frames);
    else
        complain("the capture ended: %s", err.text);
    ui_live_end(live);
}

void ui_live_rewind(void)
{
    (void)lseek(STDIN_FILENO, 0, SEEK_SET);
}

void ui_live_end(struct ui_live *live)
{
    struct tcplens_error ignored;

    if (live->dump != NULL)
        (void)tcplens_dump_close(live->dump, &ignored);
    live->dump = NULL;
}
