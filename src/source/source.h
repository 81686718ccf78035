// SPDX-License-Identifier: BSD-3-Clause
/*
 * source.h - where frames come from: a file, a pipe or an interface; one interface for all three.
 *
 * A source fills a caller's batch with frames that borrow the source's buffer: they are valid until
 * the next call for that source. Frames come in the capture's order, numbered from 1 before any
 * filter is applied. Where a capture has no time for a frame (pcapng's simple packets), it is 0.
 *
 * A source belongs to one thread at a time; any number of them may be used at once.
 */
#ifndef TL_SOURCE_SOURCE_H
#define TL_SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/frame.h>

#include "base/octets.h"
#include "source/window.h"

enum { FRAME_BATCH = 64 };

/* Frames on their way from a source to the decoder. Invariant: n <= FRAME_BATCH. */
struct frame_batch {
    struct tcplens_frame frames[FRAME_BATCH];
    size_t n;
};

/**
 * struct source_counts - what a pcapng file says that one of its interfaces has seen, in all
 * @known:         it says so at all
 * @received:      frames that came
 * @dropped_ring:  by the system, because there was no room
 * @dropped_iface: by the interface or its driver
 */
struct source_counts {
    bool known;
    uint64_t received, dropped_ring, dropped_iface;
};

/**
 * struct source_interface - what a capture says of one of its interfaces
 * @name, @description: *borrowed* from the source, harmless to a terminal, "" if unknown
 * @filter:    what it was captured with, in libpcap's language; likewise
 * @os:        of the machine that it belongs to; likewise
 * @link_type: LINKTYPE_ value
 * @link_field: what the file has in that place: another number for the same, and above 16 bits, in
 *             pcap, frame check octets (draft-ietf-opsawg-pcap)
 * @snaplen:   octets kept of a frame at most, 0 if unlimited or unknown
 * @section, @id: of pcapng: its section, from 1, and its number there, from 0; section 0: the
 *             capture knows neither sections nor interfaces
 * @decimals:  of the seconds of its time stamps: 6, or 9 of nanoseconds
 * @counts:    so far
 */
struct source_interface {
    const char *name, *description, *filter, *os;
    uint16_t link_type;
    uint8_t decimals;
    uint32_t link_field, snaplen, section, id;
    struct source_counts counts;
};

/**
 * struct source_stats - what was delivered and what was lost, since the source was opened
 * @frames:      frames read, before the filter
 * @matched:     frames delivered
 * @octets:      octets consumed of the input (compressed ones, if compressed): for progress
 * @octets_total: size of the input, 0 if unknown (pipe, live)
 * @received:    frames the kernel's filter passed, the dropped ones included. In a file the
 *               counters are what pcapng's interface statistics say, 0 if it has none
 * @dropped_ring: frames the kernel dropped because the ring was full
 * @dropped_iface: frames the interface or its driver dropped
 */
struct source_stats {
    uint64_t frames, matched, octets, octets_total, received, dropped_ring, dropped_iface;
};

/**
 * struct source_live_options - how to capture
 * @filter:   libpcap expression, compiled into the kernel; NULL for all frames
 * @snaplen:  octets to keep of a frame, 0 for 262144
 * @buffer_octets: size of the kernel's ring, 0 for 64 MiB
 * @link_type: name of a link type that the interface has, NULL for its own; *borrowed*
 * @timestamps: name of a kind of time stamps, NULL for the default; *borrowed*
 * @way:      enum source_way: which frames to see
 * @promiscuous: ask the interface for other hosts' frames too
 * @monitor:  monitor mode of a wireless interface
 * @immediate: wait a millisecond at most for a block of the ring to fill
 */
struct source_live_options {
    const char *filter;
    uint32_t snaplen, buffer_octets;
    const char *link_type, *timestamps;
    uint8_t way;
    bool promiscuous, monitor, immediate;
};

enum source_way { SOURCE_WAY_BOTH, SOURCE_WAY_IN, SOURCE_WAY_OUT };

struct source;

/*
 * Open a capture file, "-" for standard input: pcap or pcapng, plain or compressed (gzip, zstd,
 * lz4), recognised by content. `filter` is a libpcap expression or NULL, compiled for each link
 * type that turns up: for the first interface at once, so that a wrong one is refused here. On
 * success `*ret` is *owned* by the caller.
 *
 * TCPLENS_ERR_SYSTEM, _PERMISSION: it cannot be opened or read. _FORMAT: it is no capture; the text
 * says what it looks like, and what to do. _FILTER: in libpcap's own words.
 */
enum tcplens_status tl_source_open_file(struct source **ret, const char *path, const char *filter,
                                        struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* The same for a capture in memory; `octets` are *borrowed* until the source is closed. */
enum tcplens_status tl_source_open_memory(struct source **ret, struct span octets,
                                          const char *filter, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Open an interface, "any" for all. TCPLENS_ERR_PERMISSION's text says how to get the right. */
enum tcplens_status tl_source_open_live(struct source **ret, const char *interface,
                                        const struct source_live_options *options,
                                        struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Let only frames pass that match `filter` (NULL: all), in place of the filter before: from the
 * next batch on. As for tl_source_open_file(); a live source's filter is set when it is opened. */
enum tcplens_status tl_source_set_filter(struct source *s, const char *filter,
                                         struct tcplens_error *err)
    __attribute__((warn_unused_result));

/*
 * From the next batch on, have a file's frames as libpcap has them: cut to the snapshot length that
 * the file states, before any filter. TCPLENS_ERR_FORMAT, in libpcap's words, if it refuses the
 * version of the file.
 */
enum tcplens_status tl_source_as_libpcap(struct source *s, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* From the next batch on, number frames as Wireshark does: pcapng's custom blocks and journal
 * entries, which are not delivered, take a number, too. */
void tl_source_number_as_wireshark(struct source *s);

/*
 * Fill `batch`. TCPLENS_OK with at least one frame (live: possibly none after 100 ms or a signal,
 * so that the caller can look at the clock); TCPLENS_END after the last. On a failure within the
 * file the frames before it are delivered first, with TCPLENS_OK, and the failure comes with the
 * next call, and every one after it.
 *
 * TCPLENS_ERR_CUT: the file, or its compressed form, ends within a record. _FORMAT: it is damaged
 * there. _DEVICE: the interface went away. _FILTER: the filter means nothing for the link type of
 * an interface that turned up late.
 */
enum tcplens_status tl_source_read(struct source *s, struct frame_batch *batch,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Interfaces known so far, and the i-th of them (i < the number). */
size_t tl_source_interfaces(const struct source *s);
struct source_interface tl_source_interface(const struct source *s, size_t i);

/*
 * The `i`-th comment (from 0) that a pcapng file has on a frame of the latest batch, as it is:
 * UTF-8, if its writer kept to the rules. *Borrowed* as the frame is. False if there is none.
 */
bool tl_source_comment(const struct source *s, const struct tcplens_frame *frame, size_t i,
                       struct span *ret);

/* What a pcapng file says of how a frame of the latest batch came: its epb_flags. False if it says
 * nothing. */
bool tl_source_frame_flags(const struct source *s, const struct tcplens_frame *frame,
                           uint32_t *ret);

/*
 * Where the frames of the latest batch are, all of them: held until the caller releases it, so that
 * they stay valid beyond the next read. NULL for a live capture, whose frames cannot be held.
 */
struct window *tl_source_hold(const struct source *s);

void tl_source_stats(struct source *s, struct source_stats *out);

/* Close and free; NULL is allowed. */
void tl_source_close(struct source *s);

#endif
