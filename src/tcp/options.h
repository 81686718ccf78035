// SPDX-License-Identifier: BSD-3-Clause
/*
 * options.h - the TCP option list, one option at a time (RFC 9293 3.2 and the registry at
 * www.iana.org/assignments/tcp-parameters).
 *
 * The iterator proves each option's octets before it yields them; a loader of an option's value
 * may then load at fixed offsets.
 */
#ifndef TL_TCP_OPTIONS_H
#define TL_TCP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/segment.h>

#include "base/octets.h"

/* The kinds that anybody here tells from others, as IANA has them, or those who took them. */
enum tcp_option_kind {
    TCP_KIND_END = 0,
    TCP_KIND_NOP = 1,
    TCP_KIND_MSS = 2,
    TCP_KIND_WSCALE = 3,
    TCP_KIND_SACK_PERMITTED = 4,
    TCP_KIND_SACK = 5,
    TCP_KIND_ECHO = 6, /* RFC 1072 */
    TCP_KIND_ECHO_REPLY = 7,
    TCP_KIND_TIMESTAMPS = 8,
    TCP_KIND_CC = 11, /* RFC 1644 */
    TCP_KIND_CC_NEW = 12,
    TCP_KIND_CC_ECHO = 13,
    TCP_KIND_MD5 = 19,
    TCP_KIND_SCPS = 20, /* CCSDS 714.0-B, as are the next three */
    TCP_KIND_SNACK = 21,
    TCP_KIND_SCPS_RECORD = 22,
    TCP_KIND_SCPS_CORRUPTION = 23,
    TCP_KIND_QUICK_START = 27,
    TCP_KIND_UTO = 28,
    TCP_KIND_AO = 29,
    TCP_KIND_MPTCP = 30,
    TCP_KIND_FAST_OPEN = 34,
    TCP_KIND_ENO = 69,
    TCP_KIND_RIVERBED_PROBE = 76,
    TCP_KIND_RIVERBED_TRANSPARENCY = 78,
    TCP_KIND_ACCECN_0 = 172,
    TCP_KIND_ACCECN_1 = 174,
    TCP_KIND_EXPERIMENT_1 = 253,
    TCP_KIND_EXPERIMENT_2 = 254,
};

/* What the value of an experiment begins with (RFC 6994). */
enum tcp_experiment {
    TCP_EXPERIMENT_ACCECN_0 = 0xacc0,
    TCP_EXPERIMENT_ACCECN_1 = 0xacc1,
    TCP_EXPERIMENT_FAST_OPEN = 0xf989, /* RFC 7413 A */
};

enum tcp_option_status {
    TCP_OPTION_OK,
    TCP_OPTION_END, /* the list is at its end, by an END option or by the header's length */
    TCP_OPTION_BAD, /* a length below 2, or beyond the header: the rest cannot be read */
    TCP_OPTION_CUT, /* the snaplen cut the list here */
};

/**
 * struct tcp_option - one option
 * @kind:  enum tcp_option_kind, or any other octet
 * @value: *borrowed*, the octets after kind and length; empty for END and NOP
 */
struct tcp_option {
    uint8_t kind;
    struct span value;
};

/*
 * The next option of `*list`, a span over the captured part of the options. `uncaptured` is what
 * the header says is left of the list beyond the captured part, so that CUT and BAD can be told
 * apart; 0 where all was captured. `*out` is filled only with TCP_OPTION_OK.
 */
enum tcp_option_status tl_tcp_option_next(struct span *list, size_t uncaptured,
                                          struct tcp_option *out);

/**
 * struct tcp_options - the options that decide how a connection works, read out
 * @present: enum tcplens_option bits, without OTHER and BAD: which of the options below are there
 * @mss:     octets (RFC 9293 3.7.1)
 * @wscale:  shift count as sent; to be used, above 14 counts as 14 (RFC 7323 2.3)
 * @ts_val, @ts_ecr: TSval and TSecr (RFC 7323 3.2)
 * @sack:    blocks of half-open ranges, @sacks of them (RFC 2018 3)
 * @fast_open_cookie: octets of the cookie, 0 for a request of one (RFC 7413 4.1.1)
 */
struct tcp_options {
    uint8_t present, wscale, sacks, fast_open_cookie;
    uint16_t mss;
    uint32_t ts_val, ts_ecr;
    struct {
        struct tcplens_seq left, right;
    } sack[4];
};

/* Which options a list holds: enum tcplens_option bits; `uncaptured` as for tl_tcp_option_next().
 */
unsigned tl_tcp_option_bits(struct span list, size_t uncaptured);

/* Read the captured octets of an option list: what is well formed, up to where it is cut or cannot
 * be read. Of an option that comes twice, the last counts. */
void tl_tcp_options_read(struct span list, struct tcp_options *out);

/* The registry's name, such as "Maximum Segment Size"; NULL if the kind is unassigned. */
const char *tl_tcp_option_name(uint8_t kind);

#endif
