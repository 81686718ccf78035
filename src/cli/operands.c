// SPDX-License-Identifier: BSD-3-Clause
#include "operands.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"

bool looks_like_file(const char *arg)
{
    static const char *const suffixes[] = {".pcap", ".pcapng", ".cap",  ".dmp",
                                           ".gz",   ".zst",    ".zstd", ".lz4"};
    const size_t len = strlen(arg);

    if (strcmp(arg, "-") == 0 || access(arg, F_OK) == 0)
        return true;
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        const size_t n = strlen(suffixes[i]);

        if (len > n && strcmp(arg + len - n, suffixes[i]) == 0)
            return true;
    }
    return false;
}

int count_files(const struct parsed *line, bool live)
{
    int n = 1;

    if (live || line->n_operands == 0)
        return 0;
    while (n < line->n_before && looks_like_file(line->operands[n]))
        n++;
    return n;
}

char *join_filter(const struct parsed *line, int from)
{
    size_t len = 0;
    char *joined, *p;

    for (int i = from; i < line->n_operands; i++)
        len += strlen(line->operands[i]) + 1;
    if (len == 0)
        return NULL;
    joined = p = malloc(len);
    if (joined == NULL) {
        complain("out of memory");
        exit(EXIT_TROUBLE);
    }
    for (int i = from; i < line->n_operands; i++) {
        p = stpcpy(p, line->operands[i]);
        *p++ = i + 1 < line->n_operands ? ' ' : '\0';
    }
    return joined;
}
