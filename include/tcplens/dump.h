// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump.h - frames as tcpdump prints and saves them: a handle that is told what to read, what to
 * keep and where to save, and then makes one step after another, so that its user can look at
 * signals and the clock between them.
 *
 * tcplens_dump_new(), then for each capture: open one, set the filter, once open a savefile, step
 * until TCPLENS_END. What the printer remembers, the counts and the savefile go on from one capture
 * to the next. What comes too early or twice is TCPLENS_ERR_USAGE. A handle belongs to one thread
 * at a time. examples/lines.c is a whole program.
 */
#ifndef TCPLENS_DUMP_H
#define TCPLENS_DUMP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <tcplens/error.h>
#include <tcplens/print.h>
#include <tcplens/save.h>
#include <tcplens/sink.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct tcplens_dump;

/* Which frames of an interface to see. */
enum tcplens_dump_way {
    TCPLENS_WAY_BOTH,
    TCPLENS_WAY_IN,
    TCPLENS_WAY_OUT,
};

/**
 * struct tcplens_dump_options - what to do with frames
 * @print:      how to print them; what it points to is *borrowed* for the handle's life
 * @silent:     do not print them
 * @count:      stop after so many of a capture that passed the filter, 0 for no limit
 * @connection: only frames of this connection (1, 2, …, as tcplens_explain_file() numbers those
 * that pass the filter), and ICMP errors that quote one; 0 for all. One that passes counts
 * @display:    *borrowed* by tcplens_dump_new(): display filter (tcplens-filter(7)) that frames
 * have to match too; NULL for all. One that matches counts
 * @vlan_transparent: filters see each frame without what stands between its link-layer header and
 *              its innermost IP or ARP header: VLAN tags, MPLS labels, PPPoE, tunnels. The kernel
 *              then hands over every frame, and filtering is done here
 * @explain:    under each TCP segment, one line that says what it is, and both ends' states
 * @color:      each connection's lines in a colour of their own (ANSI SGR)
 * @ascii:      explain with ASCII only (words keep their language)
 * @lang:       of explanations: "en", "zh", or a locale's name; NULL for English. *Borrowed*
 * @flush_each: hand over what was printed after every step, not only when the buffer is full
 */
struct tcplens_dump_options {
    struct tcplens_print_options print;
    bool silent, flush_each;
    bool vlan_transparent, explain, color, ascii;
    const char *lang;
    uint64_t count, connection;
    const char *display;
};

/**
 * struct tcplens_dump_live - how to capture
 * @filter:        libpcap expression, compiled into the kernel; NULL for all frames
 * @snaplen:       octets to keep of a frame, 0 for 262144
 * @buffer_octets: of the kernel's ring, 0 for the default
 * @link_type:     name of a link type that the interface has (-y), NULL for its own
 * @timestamps:    name of a kind of time stamps (-j), NULL for the default
 * @way:           enum tcplens_dump_way
 * @promiscuous:   ask for other hosts' frames too
 * @monitor:       monitor mode of a wireless interface (-I)
 * @immediate:     each frame as soon as it comes
 */
struct tcplens_dump_live {
    const char *filter;
    uint32_t snaplen, buffer_octets;
    const char *link_type, *timestamps;
    uint8_t way;
    bool promiscuous, monitor, immediate;
};

/**
 * struct tcplens_dump_source - what is being read
 * @link_type:        LINKTYPE_ value of its first interface
 * @link_name:        as -y takes it, "" if it has none
 * @link_description: "" if it has none
 * @snaplen:          octets kept of a frame at most
 */
struct tcplens_dump_source {
    uint16_t link_type;
    const char *link_name, *link_description;
    uint32_t snaplen;
};

/**
 * struct tcplens_dump_stats - counts, over all captures so far; of the kernel's, the present one's
 * @frames:        that passed the filter
 * @received:      that passed the kernel's filter, those dropped included
 * @dropped_ring:  dropped because the ring was full
 * @dropped_iface: dropped by the interface or its driver
 * @output_ns:     time that the sink and the savefiles have taken, in nanoseconds: if it is most of
 *                 the time while frames are dropped, they are what is too slow
 * @given_up: values that were too much for a regular expression of the display filter: it was as
 *            if it did not match them
 */
struct tcplens_dump_stats {
    uint64_t frames, received, dropped_ring, dropped_iface, output_ns, given_up;
};

/* What is printed goes to `sink`. `*ret` is *owned* by the caller. */
enum tcplens_status tcplens_dump_new(struct tcplens_dump **ret,
                                     const struct tcplens_dump_options *options, tcplens_sink *sink,
                                     void *ctx, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Read a capture file, "-" for standard input; it takes the place of the capture before. */
enum tcplens_status tcplens_dump_open_file(struct tcplens_dump *d, const char *path,
                                           struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Capture on an interface, "any" for all of them. */
enum tcplens_status tcplens_dump_open_live(struct tcplens_dump *d, const char *interface,
                                           const struct tcplens_dump_live *live,
                                           struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* What is open; all zero if nothing is. */
struct tcplens_dump_source tcplens_dump_source(const struct tcplens_dump *d);

/* Let only frames of the open file pass that match, all if `expression` is NULL. TCPLENS_ERR_FILTER
 * in libpcap's own words: also of a link type that it does not know. */
enum tcplens_status tcplens_dump_filter(struct tcplens_dump *d, const char *expression,
                                        struct tcplens_error *err)
    __attribute__((warn_unused_result));

/*
 * A filter in which comparisons with octets of TCP, UDP and SCTP headers (tcp[13] & 2 != 0), which
 * to libpcap are those over IPv4 alone, hold over IPv6 too, if no extension header stands in
 * between. *Owned* by the caller, to be freed with free(3); NULL without memory.
 */
char *tcplens_dump_ip6_filter(const char *expression) __attribute__((warn_unused_result));

/* Save frames from now on, those of later captures too; once in a handle's life. */
enum tcplens_status tcplens_dump_save(struct tcplens_dump *d, const struct tcplens_save *save,
                                      struct tcplens_error *err)
    __attribute__((warn_unused_result));

/*
 * Read, print and save what one read gives: TCPLENS_OK, live also if nothing came within 100 ms or
 * a signal did; TCPLENS_END after the last frame, the last one asked for, or the last file of
 * rotation by time. What comes before a damage in a file is done first.
 */
enum tcplens_status tcplens_dump_step(struct tcplens_dump *d, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Whether rotation by time has made its last file. */
bool tcplens_dump_rotated_out(const struct tcplens_dump *d);

/* Hand over what was printed, and what was saved to the kernel. */
enum tcplens_status tcplens_dump_flush(struct tcplens_dump *d, struct tcplens_error *err);

void tcplens_dump_stats(struct tcplens_dump *d, struct tcplens_dump_stats *out);

/* Flush, close everything and free; NULL is allowed. */
enum tcplens_status tcplens_dump_close(struct tcplens_dump *d, struct tcplens_error *err);

/* Forms of a compiled filter. */
enum tcplens_code_form {
    TCPLENS_CODE_TEXT = 1, /* -d: for reading */
    TCPLENS_CODE_C,        /* -dd: as part of a C program */
    TCPLENS_CODE_DECIMAL,  /* -ddd: numbers only */
};

/**
 * struct tcplens_code_target - what a filter is compiled for
 * @link_type: LINKTYPE_ value
 * @snaplen:   octets that a frame has at most
 * @file:      for frames of a file: libpcap's code for LINKTYPE_NULL differs there
 * @optimize:  make the code short
 */
struct tcplens_code_target {
    uint16_t link_type;
    uint32_t snaplen;
    bool file, optimize;
};

/* What `expression` (NULL: every frame) is compiled to. */
enum tcplens_status tcplens_dump_code(const char *expression,
                                      const struct tcplens_code_target *target,
                                      enum tcplens_code_form form, tcplens_sink *sink, void *ctx,
                                      struct tcplens_error *err)
    __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
