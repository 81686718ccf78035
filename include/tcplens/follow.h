// SPDX-License-Identifier: BSD-3-Clause
/*
 * follow.h - what both ends of a connection said: their octets in order, from a capture file.
 *
 *     struct tcplens_follow_options o = {.connection = 3};
 *     if (tcplens_follow_file("a.pcap", &o, write_to_stdout, NULL, NULL, &err) != TCPLENS_OK)
 *         fprintf(stderr, "%s\n", err.text);
 *
 * Of octets that were sent twice the first count; what is missing, what came again and what then
 * was another is said. Memory is bounded: for want of it, what is missing is waited for no longer.
 */
#ifndef TCPLENS_FOLLOW_H
#define TCPLENS_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/explain.h>
#include <tcplens/sink.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum tcplens_follow_output {
    TCPLENS_FOLLOW_TEXT = 0, /* turns as text, for people, in their language */
    TCPLENS_FOLLOW_HEX = 1,  /* the same as hexadecimal dumps */
    TCPLENS_FOLLOW_RAW = 2,  /* the octets as they are; wants @only */
    TCPLENS_FOLLOW_YAML = 3, /* as tshark has it */
    TCPLENS_FOLLOW_C = 4,    /* arrays */
    TCPLENS_FOLLOW_JSON = 5, /* JSON lines, docs/json.md */
};

/* Whose octets. */
enum tcplens_follow_only {
    TCPLENS_FOLLOW_BOTH = 0,
    TCPLENS_FOLLOW_INITIATOR = 1,
    TCPLENS_FOLLOW_RESPONDER = 2,
};

/**
 * struct tcplens_body - the body of an HTTP/1 message, *borrowed*
 * @connection, @number: of which connection, and which message of its side, from 1
 * @response:  the responder's
 * @name:      a harmless name for a file: letters, digits and "._-", no dot in front
 * @octets:    @n of them, without chunks and, as far as that can be undone, without compression
 * @whole:     nothing of the message is missing
 */
struct tcplens_body {
    uint64_t connection, number;
    bool response;
    const char *name;
    const uint8_t *octets;
    size_t n;
    bool whole;
};

typedef void tcplens_body_fn(void *ctx, const struct tcplens_body *body);

/**
 * struct tcplens_follow_options - all zero is the default
 * @output:     enum tcplens_follow_output
 * @only:       enum tcplens_follow_only
 * @lang, @color, @ascii, @width: as in struct tcplens_explain_options
 * @filter:     libpcap expression: which frames count; NULL for all
 * @display:    display filter (tcplens-filter(7)): chooses the only connection that a frame of
 *              matches, if nothing else does; NULL for none
 * @connection: 1, 2, … as tcplens_explain_file() numbers them with the same filter; 0 for the only
 *              one there is
 * @by_stream:  not @connection but @stream: tcp.stream, from 0, as Wireshark numbers them
 * @all:        every connection, as their turns come
 * @as_tshark:  "follow,tcp,ascii|hex|raw|yaml,STREAM[,FIRST[-LAST]]": instead of all above but
 *              @filter, tshark's output of `-q -z` with these words, to the octet; or NULL.
 * *Borrowed*
 * @http:       HTTP/1 messages instead of turns, their bodies decoded; TEXT and JSON only
 * @body, @body_ctx: called with every body that is not empty, instead of any other output; or NULL
 * @max_octets: of each direction to show, 0 for no limit
 * @memory:     octets that wait for what is missing, 0 for 64 MiB
 * @max_connections: held at the same time, 0 for 131072
 * @stop, @progress, @progress_ctx: as in struct tcplens_explain_options
 */
struct tcplens_follow_options {
    uint8_t output, only;
    bool color, ascii, by_stream, all, http;
    const char *lang, *filter, *display, *as_tshark;
    unsigned width;
    uint64_t connection;
    uint32_t stream;
    uint64_t max_octets, memory;
    tcplens_body_fn *body;
    void *body_ctx;
    uint32_t max_connections;
    const volatile int *stop;
    tcplens_progress_fn *progress;
    void *progress_ctx;
};

/**
 * struct tcplens_follow_stats - what was followed
 * @frames:      read that passed the filter
 * @connections: among them
 * @octets:      shown, by side: 0 is the initiator
 * @missing:     octets that are known to be missing, by side
 * @conflicts:   segments that brought other octets than those before
 * @left_out:    with @http or @body: octets that belong to no message that is whole
 * @given_up:    gaps that were waited for no longer, for want of memory
 * @evicted:     connections forgotten while still open, because there were too many
 */
struct tcplens_follow_stats {
    uint64_t frames, connections, octets[2], missing[2], conflicts, left_out, given_up, evicted;
};

/*
 * Follow in a capture file ("-" for standard input, which wants @connection, @by_stream, @all or
 * @as_tshark).
 * TCPLENS_ERR_USAGE: there is no such connection, or more than one; the text says how many. With
 * TCPLENS_ERR_CUT, and with damage within the file, all before it was shown first. `stats` may be
 * NULL; it is filled in any case.
 */
enum tcplens_status
tcplens_follow_file(const char *path, const struct tcplens_follow_options *options,
                    tcplens_sink *sink, void *sink_ctx, struct tcplens_follow_stats *stats,
                    struct tcplens_error *err) __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
