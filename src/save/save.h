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

#include "base/octets.h"

struct saver;

enum save_format { SAVE_PCAP, SAVE_PCAPNG };

/**
 * struct save_interface - where frames come from; a pcap file tells the link type alone
 * @name, @description, @filter, @os: *borrowed*, "" if unknown
 * @snaplen:    octets kept of a frame at most, 0 if unlimited or unknown
 * @link_type:  LINKTYPE_ of all its frames
 * @link_extra: what stands above it: 0, or frame check octets (draft-ietf-opsawg-pcap)
 */
struct save_interface {
    const char *name, *description, *filter, *os;
    uint32_t snaplen;
    uint16_t link_type, link_extra;
};

/* What an interface has seen so far; nothing is told of it unless `known`. */
struct save_counts {
    bool known;
    uint64_t received, dropped_ring, dropped_iface;
};

/**
 * struct save_packet - a frame and what is said of it; a pcap file holds the frame alone
 * @frame:    its @iface is the number of an interface of the present capture
 * @comments: @n_comments of them, each of at most 65535 octets
 */
struct save_packet {
    const struct tcplens_frame *frame;
    const struct span *comments;
    size_t n_comments;
};

/**
 * struct save_options - where to, and in what form; *borrowed* until the saver is closed
 * @path:           "-" for standard output; with @rotate_seconds a strftime(3) format
 * @rotate_octets:  begin another file before the frame that finds more than this in it; 0: never
 * @rotate_seconds: begin another file with the first frame after so many seconds; 0: never
 * @files:          of rotation by size: names are used again after so many; of rotation by time
 *                  alone: end after so many. 0 for no limit
 * @format:         enum save_format
 * @nano:           pcap: nanoseconds instead of microseconds
 * @flush_each:     hand every frame to the kernel at once
 * @owner, @group:  to give new files to, or -1
 * @closed:         called with the name of each file that rotation has closed; NULL if nobody asks
 * @closed_ctx:     its
 * @counts:         pcapng: called when a file is about to be closed, for each interface of the
 *                  present capture; NULL if nothing is known
 * @counts_ctx:     its
 */
struct save_options {
    const char *path;
    uint64_t rotate_octets;
    uint32_t rotate_seconds, files;
    uint8_t format;
    bool nano, flush_each;
    uid_t owner;
    gid_t group;
    void (*closed)(void *ctx, const char *path);
    void *closed_ctx;
    void (*counts)(void *ctx, uint32_t interface, struct save_counts *out);
    void *counts_ctx;
};

/* Open the first file. On success `*ret` is *owned* by the caller.
 * TCPLENS_ERR_SYSTEM, _PERMISSION: as open(2) says. */
enum tcplens_status tl_save_open(struct saver **ret, const struct save_options *options,
                                 struct tcplens_error *err) __attribute__((warn_unused_result));

/* The next interface of the present capture, to be told before its first frame; the first one of
 * all, at once: its link type is that of a pcap file. */
enum tcplens_status tl_save_interface(struct saver *s, const struct save_interface *interface,
                                      struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* The present capture is over: the interfaces and frames that follow are another one's. */
void tl_save_next_capture(struct saver *s);

/* Append one frame. TCPLENS_END: rotation by time has made its last file. TCPLENS_ERR_LINK_TYPE: a
 * pcap file cannot hold it beside those before. */
enum tcplens_status tl_save_packet(struct saver *s, const struct save_packet *packet,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Hand everything to the kernel. */
enum tcplens_status tl_save_flush(struct saver *s, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Octets of the present file. */
uint64_t tl_save_octets(const struct saver *s);

/* Time that the kernel has taken so far to take what was saved, in nanoseconds. */
int64_t tl_save_write_ns(const struct saver *s);

/* Write the rest, close and free, whatever fails on the way; NULL is allowed. */
enum tcplens_status tl_save_close(struct saver *s, struct tcplens_error *err);

#endif
