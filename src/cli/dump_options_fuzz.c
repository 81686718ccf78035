// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump_options_fuzz.c - any octets as the command line of `tcplens dump`: words that end with NUL,
 * and after an empty one the file that -F names. What is accepted is a filter with its end and
 * options within their bounds; what is not has been complained of.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "complain.h"
#include "dump_print.h"

enum { WORDS_MAX = 64 };

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned complaints;

/* In place of the program's, which would fill standard error. */
void complain(const char *format, ...)
{
    complaints += format[0] != '\0';
}

void remark(const char *format, ...)
{
    (void)format;
}

const char *complain_command(const char *command, char out[32])
{
    (void)command;
    return strcpy(out, "dump");
}

/* Cut `text` into words; what is behind the empty one, or NULL. */
static char *words_of(char *text, size_t n, char *words[WORDS_MAX], int *count)
{
    char *at = text, *const end = text + n;

    while (at < end && *count < WORDS_MAX - 1) {
        if (*at == '\0')
            return at + 1;
        words[(*count)++] = at;
        at += strlen(at) + 1;
    }
    return NULL;
}

static int filter_file(const char *text, size_t n)
{
    const int fd = memfd_create("filter", MFD_CLOEXEC);

    if (fd < 0 || write(fd, text, n) != (ssize_t)n)
        abort();
    return fd;
}

/* What the command does before it opens anything; false if it would end there. */
static bool accept(int argc, char **argv, const char *path)
{
    struct tcplens_dump_options options;
    struct dump_arguments args;
    char *filter = NULL;

    if (!dump_parse(argc, argv, &args))
        return false;
    /* No file of this machine is to be read. */
    if (args.values[DUMP_FILTER_FILE].given != 0)
        args.values[DUMP_FILTER_FILE].text = path;
    if (!dump_check(&args) || !dump_options_of(&args, &options) || !dump_filter_of(&args, &filter))
        return false;
    if (options.print.time > TCPLENS_TIME_SINCE_FIRST || args.line.n_operands > argc ||
        (filter != NULL && strlen(filter) > (size_t)1024 * 1024))
        abort();
    free(filter);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *const text = malloc(size + 1), *words[WORDS_MAX] = {0}, *rest;
    char program[] = "dump", path[32];
    int count = 1, fd;

    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    words[0] = program;
    rest = words_of(text, size, words, &count);
    fd = filter_file(rest != NULL ? rest : "", rest != NULL ? size - (size_t)(rest - text) : 0);
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    complaints = 0;
    if (accept(count, words, path) == (complaints != 0))
        abort();
    close(fd);
    free(text);
    return 0;
}
