// SPDX-License-Identifier: BSD-3-Clause
/*
 * save.h - frames into savefiles: one, or one after another by size (-C) and by time (-G).
 *
 * The first file is opened at once and, with it, its directory: the files after it are opened
 * through that descriptor, wherever the process stands by then and whatever it may still look up.
 * Nothing is reported as written before the kernel has it; the first failure ends the saving.
 */
#ifndef TL_SAVE_SAVE_H
#define TL_SAVE_SAVE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <tcplens/error.h>
#include <tcplens/frame.h>

struct saver;

/**
 * struct save_options - where to, and in what form; *borrowed* until the saver is closed
 * @path:           "-" for standard output; with @rotate_seconds a strftime(3) format
 * @rotate_octets:  begin another file before the frame that finds more than this in it; 0: never
 * @rotate_seconds: begin another file with the first frame after so many seconds; 0: never
 * @files:          of rotation by size: names are used again after so many; of rotation by time
 *                  alone: end after so many. 0 for no limit
 * @link_type:      LINKTYPE_ of all frames
 * @link_extra:     what stands above it: 0, or frame check octets (draft-ietf-opsawg-pcap)
 * @snaplen:        octets of a frame at most
 * @nano:           nanoseconds instead of microseconds
 * @flush_each:     hand every frame to the kernel at once
 * @owner, @group:  to give new files to, or -1
 * @closed:         called with the name of each file that rotation has closed; NULL if nobody asks
 * @closed_ctx:     its
 */
struct save_options {
    const char *path;
    uint64_t rotate_octets;
    uint32_t rotate_seconds, files;
    uint32_t snaplen;
    uint16_t link_type, link_extra;
    bool nano, flush_each;
    uid_t owner;
    gid_t group;
    void (*closed)(void *ctx, const char *path);
    void *closed_ctx;
};

/* Open the first file and write its header. On success `*ret` is *owned* by the caller.
 * TCPLENS_ERR_SYSTEM, _PERMISSION: as open(2) says. */
enum tcplens_status tl_save_open(struct saver **ret, const struct save_options *options,
                                 struct tcplens_error *err) __attribute__((warn_unused_result));

/* Append one frame. TCPLENS_END: rotation by time has made its last file. */
enum tcplens_status tl_save_frame(struct saver *s, const struct tcplens_frame *frame,
                                  struct tcplens_error *err) __attribute__((warn_unused_result));

/* Hand everything to the kernel. */
enum tcplens_status tl_save_flush(struct saver *s, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Write the rest, close and free, whatever fails on the way; NULL is allowed. */
enum tcplens_status tl_save_close(struct saver *s, struct tcplens_error *err);

#endif
