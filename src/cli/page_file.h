// SPDX-License-Identifier: BSD-3-Clause
/*
 * page_file.h - standard output as a file that is there only when it is whole: what is written goes
 * to a new file beside it, which takes its name at the end.
 */
#ifndef TL_CLI_PAGE_FILE_H
#define TL_CLI_PAGE_FILE_H

#include <limits.h>
#include <stdbool.h>

/**
 * struct page_file
 * @path: *borrowed*: where it is to be; NULL: standard output stays what it is
 * @made: the new file's name; "" if there is none: a device is written to as it is
 */
struct page_file {
    const char *path;
    char made[PATH_MAX];
};

/* From now on standard output goes there; NULL and "-" are standard output. False, having said so,
 * if that cannot be, or if it is a terminal. */
bool page_file_open(struct page_file *f, const char *path);

/* Standard output was written and closed: give the file its name, or remove it if it is not
 * `whole`. False, having said so, if that cannot be. */
bool page_file_close(struct page_file *f, bool whole);

#endif
