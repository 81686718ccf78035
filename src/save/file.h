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
 * @directory: *owned*: all files lie below it
 * @fd:        *owned* unless it is standard output
 * @buf:       *owned*, FILE_BUFFER octets of which @n wait to be written
 * @octets:    appended to the present file
 * @write_ns:  time that writing has taken, to all files
 * @name:      of the present file, for messages; *borrowed*
 */
struct save_file {
    int directory, fd;
    uint8_t *buf;
    size_t n;
    uint64_t octets;
    int64_t write_ns;
    const char *name;
};

/* Whom files shall belong to that are made; -1 in both to leave them as they are. */
struct save_owner {
    uid_t user;
    gid_t group;
};

/*
 * Create or empty the file `path`, "-" for standard output. Its first `fixed` octets name a
 * directory, up to and with the '/'; it is looked up for the first file only, and all later ones
 * lie below it. The last part of a later name may not be a symbolic link.
 */
enum tcplens_status save_file_open(struct save_file *f, const char *path, size_t fixed,
                                   const struct save_owner *owner, struct tcplens_error *err)
    __attribute__((warn_unused_result));

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
