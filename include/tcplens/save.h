// SPDX-License-Identifier: BSD-3-Clause
/* save.h - where frames are saved, for every command that saves some. */
#ifndef TCPLENS_SAVE_H
#define TCPLENS_SAVE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What kind of savefile to write. */
enum tcplens_file_format {
    TCPLENS_FORMAT_PCAP,   /* as tcpdump writes it: frames of one link type, and nothing else */
    TCPLENS_FORMAT_PCAPNG, /* with interfaces, counts and comments; times in nanoseconds */
};

/**
 * struct tcplens_save - where to save frames (-w and what belongs to it); texts are *borrowed*
 * for the handle's life
 * @path:           "-" for standard output; with @rotate_seconds a strftime(3) format
 * @rotate_octets:  -C: begin another file when the present one is larger; 0: never
 * @rotate_seconds: -G: begin another file after so many seconds; 0: never
 * @files:          -W; 0 for no limit
 * @format:         enum tcplens_file_format
 * @nano:           pcap: time stamps in nanoseconds
 * @flush_each:     -U: every frame at once
 * @owner, @group:  whom new files shall belong to, -1 to leave them as they are made
 * @closed:         called with each file that rotation has closed, or NULL
 * @closed_ctx:     its
 */
struct tcplens_save {
    const char *path;
    uint64_t rotate_octets;
    uint32_t rotate_seconds, files;
    uint8_t format;
    bool nano, flush_each;
    uid_t owner;
    gid_t group;
    void (*closed)(void *ctx, const char *path);
    void *closed_ctx;
};

#ifdef __cplusplus
}
#endif

#endif
