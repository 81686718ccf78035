// SPDX-License-Identifier: BSD-3-Clause
/* file.h - a file being written through one buffer: opened below a directory that is held open. */
#ifndef TL_SAVE_FILE_H
#define TL_SAVE_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <tcplens/error.h>

enum { FILE_BUFFER = 256 * 1024 };

/**
 * struct save_file - all zero but for -1 in both descriptors when nothing is open
 * @directory: *owned*, of the latest file
 * @fd:        *owned* unless it is standard output
 * @buf:       *owned*, FILE_BUFFER octets of which @n wait to be written
 * @octets:    appended to the present file
 * @name:      of the present file, for messages; *borrowed*
 */
struct save_file {
    int directory, fd;
    uint8_t *buf;
    size_t n;
    uint64_t octets;
    const char *name;
};

/* Create or empty the file `path` ("-": standard output) and give it to `owner` and `group` (-1:
 * leave it). The directory is looked up for the first file only: later ones lie in it too. */
enum tcplens_status save_file_open(struct save_file *f, const char *path, uid_t owner, gid_t group,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Hand on what waits unless `n` more octets fit behind it: what is appended next, up to so many,
 * reaches the kernel together. */
enum tcplens_status save_file_reserve(struct save_file *f, size_t n, struct tcplens_error *err)
    __attribute__((warn_unused_result));

enum tcplens_status save_file_append(struct save_file *f, const uint8_t *p, size_t n,
                                     struct tcplens_error *err) __attribute__((warn_unused_result));

enum tcplens_status save_file_flush(struct save_file *f, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Flush and close the present file; another may be opened then. */
enum tcplens_status save_file_close(struct save_file *f, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#endif
