// SPDX-License-Identifier: BSD-3-Clause
/*
 * print.h - how frames are to be printed in tcpdump's line dialect: its printing flags, one field
 * each. All zero is tcpdump without flags, but with numbers for names (-n).
 */
#ifndef TCPLENS_PRINT_H
#define TCPLENS_PRINT_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What stands in front of a line. */
enum tcplens_print_time {
    TCPLENS_TIME_OF_DAY,         /* 09:25:52.414604 */
    TCPLENS_TIME_NONE,           /* -t */
    TCPLENS_TIME_EPOCH,          /* -tt: seconds since 1970 */
    TCPLENS_TIME_SINCE_PREVIOUS, /* -ttt */
    TCPLENS_TIME_DATE,           /* -tttt */
    TCPLENS_TIME_SINCE_FIRST,    /* -ttttt */
};

/* What to take packets for, whatever their ports say (-T). */
enum tcplens_packet_type {
    TCPLENS_TYPE_BY_PORT,
    TCPLENS_TYPE_DOMAIN,
    TCPLENS_TYPE_RESP,
    TCPLENS_TYPE_VXLAN,
    TCPLENS_TYPE_OTHER, /* a type that tcpdump knows and this printer does not */
};

/**
 * struct tcplens_print_names - where names come from when numbers are not wanted
 *
 * Each function returns the name to print, *borrowed* until the next call, or NULL for the number.
 * A NULL function is one that always returns NULL. Names are printed as they are: no control
 * characters. Names of IP protocols, and of vendors behind Ethernet addresses, the printer knows.
 * @ctx:     the functions'
 * @address: of an address of `octets` octets, 4 or 16
 * @port:    of a TCP port if `tcp`, else of a UDP port
 * @ether:   of an Ethernet address of 6 octets
 */
struct tcplens_print_names {
    void *ctx;
    const char *(*address)(void *ctx, const uint8_t *addr, unsigned octets);
    const char *(*port)(void *ctx, uint16_t port, bool tcp);
    const char *(*ether)(void *ctx, const uint8_t addr[6]);
};

/**
 * struct tcplens_print_options - tcpdump's printing flags
 * @time:          enum tcplens_print_time (-t ... -ttttt)
 * @time_decimals: 6, or 9 for nanoseconds (--nano); 0 counts as 6
 * @verbose:       how many -v
 * @quiet:         how many -q
 * @hex:           1 for -x, 2 for -xx
 * @hex_ascii:     1 for -X, 2 for -XX
 * @ascii:         1 for -A, 2 for -AA
 * @packet_type:   enum tcplens_packet_type (-T)
 * @number:        -#: the number of the packet, counted by the printer
 * @link_header:   -e
 * @absolute_seq:  -S
 * @no_checksums:  -K
 * @asdot:         -b
 * @undecoded_nfs: -u
 * @mesh:          -H: 802.11s draft mesh headers; of no effect on what is printed here
 * @short_names:   -N: names of addresses end before their first dot
 * @names:         *borrowed*; NULL for numbers only (-n)
 */
struct tcplens_print_options {
    uint8_t time, time_decimals;
    uint8_t verbose, quiet;
    uint8_t hex, hex_ascii, ascii;
    uint8_t packet_type;
    bool number, link_header, absolute_seq, no_checksums;
    bool asdot, undecoded_nfs, mesh, short_names;
    const struct tcplens_print_names *names;
};

#ifdef __cplusplus
}
#endif

#endif
