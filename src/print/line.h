// SPDX-License-Identifier: BSD-3-Clause
/*
 * line.h - how the protocol printers of this room work together.
 *
 * Each protocol has one printer, `line_printer print_x`, in its own file. It is handed what is left
 * of the packet and appends its part of the line, then calls the printer of what is inside. Three
 * rules make a printer:
 *   1. It names itself (`l->protocol = "x"`) before it looks at an octet.
 *   2. It tests with body_has() that a field was captured, then loads it at a fixed offset. If the
 *      field is missing it returns CUT at once, and so do all its callers: the frame's line ends
 *      with " [|x]", the name being the one set last. What it had printed before stays.
 *   3. Where tcpdump itself ends a layer early but goes on behind it, the printer calls line_cut()
 *      and returns PRINTED. (The two differ: after CUT, hex dumps begin at the link header.)
 * Lengths: `len` is what the headers around say that was on the wire; `n <= len` need not hold in
 * hostile packets, so both are tested where both matter.
 */
#ifndef TL_PRINT_LINE_H
#define TL_PRINT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <tcplens/frame.h>
#include <tcplens/print.h>

#include "base/octets.h"
#include "base/text.h"

/**
 * struct body - what is left of a packet for the next printer
 * @p:   *borrowed*: its octets
 * @n:   how many of them were captured
 * @len: how many there are by the headers around
 *
 * Passed by value everywhere, so it has the size that goes in two registers: with 64-bit lengths a
 * line took 30 ns more.
 */
struct body {
    const uint8_t *p;
    uint32_t n, len;
};

/**
 * struct ip_info - the IP header around: what transports need of it
 * @version:  4 or 6; 0 if there is none
 * @src, @dst: *borrowed*, 4 or 16 octets
 * @final_dst: *borrowed*: where a source route leads, which is what checksums are made with; else
 *             as @dst
 * @ttl:      or hop limit
 * @protocol: what the header itself says that follows it; other headers may stand between
 * @fragment: the packet is a part of one, so that no checksum can be verified
 */
struct ip_info {
    uint8_t version, ttl, protocol;
    bool fragment;
    const uint8_t *src, *dst, *final_dst;
};

/* What a printer has to say about its octets. */
enum print_status {
    PRINTED,
    CUT, /* an octet it needs was not captured: give up the whole line */
};

/* Nested headers at most: tunnels in tunnels end here, as if cut. */
enum { LINE_DEPTH_MAX = 100 };

struct tcp_memory;
struct clock_memory;
struct interface_names;

/**
 * struct line - one frame on its way to text
 * @out:      where it goes
 * @options:  *borrowed*
 * @frame:    *borrowed*: the frame, for what only the capture knows
 * @protocol: name of the printer at work, for "[|name]"; static text
 * @ip:       *borrowed*: the innermost IP header, never NULL
 * @tcp:      *borrowed*: where sequence numbers begin
 * @interfaces: *borrowed*: what they are called
 * @ether:    *borrowed*: the Ethernet header around, destination and source, or NULL
 * @link_len: octets of link header, where hex dumps without it begin; valid if @link_known
 * @depth:    nested headers so far
 */
struct line {
    struct text *out;
    const struct tcplens_print_options *options;
    const struct tcplens_frame *frame;
    const char *protocol;
    const struct ip_info *ip;
    struct tcp_memory *tcp;
    struct interface_names *interfaces;
    const uint8_t *ether;
    size_t link_len;
    bool link_known;
    unsigned depth;
};

typedef enum print_status line_printer(struct line *l, struct body b)
    __attribute__((warn_unused_result));

/* ---- octets ---- */

/* Whether the octets [off, off + n) were captured. */
static inline bool body_has(struct body b, size_t off, size_t n)
{
    return off <= b.n && n <= b.n - off;
}

/* `b` without its first `n` octets; those that are not there cannot be skipped. */
static inline struct body body_skip(struct body b, size_t n)
{
    const uint32_t captured = n < b.n ? (uint32_t)n : b.n;

    return (struct body){b.p + captured, b.n - captured, n < b.len ? b.len - (uint32_t)n : 0};
}

/* `b` cut down to `len` octets: a length field says that what is behind is not part of it. */
static inline struct body body_narrow(struct body b, size_t len)
{
    return (struct body){b.p, b.n < len ? b.n : (uint32_t)len, (uint32_t)len};
}

/* `b`, `len` octets long by some header, however many more were captured. */
static inline struct body body_with_len(struct body b, size_t len)
{
    return (struct body){b.p, b.n, (uint32_t)len};
}

/* The link header ends where `b` begins. Said by each link printer before it calls another one;
 * the first of them counts, since a tunnel may hold a frame of its own. */
static inline void line_link_ends(struct line *l, struct body b)
{
    if (l->link_known)
        return;
    l->link_len = (size_t)(b.p - l->frame->octets);
    l->link_known = true;
}

/* ---- text ---- */

static inline void line_char(struct line *l, char c)
{
    struct text *const t = l->out;

    if (text_has_room(t, 1))
        t->buf[t->len++] = c;
    else
        text_char(t, c);
}

static inline void line_octets(struct line *l, const char *p, size_t n)
{
    struct text *const t = l->out;

    if (text_has_room(t, n)) {
        memcpy(t->buf + t->len, p, n);
        t->len += n;
    } else {
        text_octets(t, p, n);
    }
}

/* Inline, so that the length of a literal is known and its copy a few stores. */
static inline __attribute__((always_inline)) void line_str(struct line *l, const char *s)
{
    line_octets(l, s, strlen(s));
}

/* Copy octets to where room was made before; where they end. Not mempcpy(), which gcc 12 calls
 * where it expands memcpy(). */
static inline __attribute__((always_inline)) char *line_copy(char *at, const char *p, size_t n)
{
    memcpy(at, p, n);
    return at + n;
}

/* A literal likewise. */
static inline __attribute__((always_inline)) char *line_put(char *at, const char *s)
{
    return line_copy(at, s, strlen(s));
}

static inline void line_u64(struct line *l, uint64_t v)
{
    text_u64(l->out, v);
}

/* "before" and then `v`, as in "length 7". */
static inline __attribute__((always_inline)) void line_number(struct line *l, const char *before,
                                                              uint64_t v)
{
    line_str(l, before);
    line_u64(l, v);
}

/* The last `digits` hexadecimal digits of `v`, without 0x. */
static inline void line_hex(struct line *l, uint64_t v, unsigned digits)
{
    text_hex(l->out, v, digits);
}

/* `v` in as few hexadecimal digits as it has, without 0x. */
void line_hex_short(struct line *l, uint64_t v);

/* A name from a table of {value, name} pairs, or NULL. */
struct line_name {
    uint32_t value;
    const char *name;
};
const char *line_name(const struct line_name *names, size_t n, uint32_t value);

/* Octets as tcpdump shows text from the network: what is not printable as ^X, M-x, M-^X. */
void line_visible(struct line *l, const uint8_t *p, size_t n);

/* " [|x]" for the printer at work: the layer ends early, the line goes on. */
void line_cut(struct line *l);

/* Addresses and ports, by name if names are wanted (names.c). */
void line_ip4(struct line *l, const uint8_t addr[4]);
void line_ip6(struct line *l, const uint8_t addr[16]);
void line_ether(struct line *l, const uint8_t addr[6]);
void line_port(struct line *l, uint16_t port, bool tcp);
void line_tcp_port(struct line *l, uint16_t port);
void line_udp_port(struct line *l, uint16_t port);

/* The protocol's name, or ip-proto-N. */
void line_ip_protocol(struct line *l, uint8_t protocol);

/* What -v calls a protocol, "unknown" included; static. */
const char *line_ip_protocol_title(uint8_t protocol);

/* "src > dst:" of the packet around, l->ip. */
void line_addresses(struct line *l);

/* "src.port > dst.port: " of the packet around, without the addresses if its header does not name
 * `protocol` (6 or 17) itself. */
void line_endpoints(struct line *l, uint16_t src_port, uint16_t dst_port, uint8_t protocol);

/* Whether tcpdump leaves it to a protocol to print the addresses, together with its ports. */
bool line_has_ports(uint8_t protocol);

/* Octets that nobody prints, as a hex dump, unless one was asked for anyway, or quiet. */
void line_unknown(struct line *l, struct body b);
bool line_shows_unknown(const struct line *l);

/* One header deeper: false if that is too deep. Each line_enter that succeeds needs its leave. */
static inline bool line_enter(struct line *l)
{
    if (l->depth == LINE_DEPTH_MAX)
        return false;
    l->depth++;
    return true;
}

static inline void line_leave(struct line *l)
{
    l->depth--;
}

/* ---- the printers; one file each, named as they are ---- */

/* Link layers (link.c has the table by LINKTYPE_). */
line_printer print_ethernet, print_cooked1, print_cooked2, print_null, print_raw;
line_printer print_ppp, print_ppp_ethertype, print_ppp_frame, print_ppp_serial, print_pppoe;

/* IP, looking at its version: 4, 6, or neither. */
line_printer print_ip, print_ip4, print_ip6;

line_printer print_tcp;

/* Multicast groups, and IPsec. */
line_printer print_igmp, print_esp, print_ah, print_ipcomp;

/* Neighbours, and what carries packets inside packets. */
line_printer print_stp, print_arp, print_icmp, print_icmp6, print_udp;
line_printer print_gre, print_mpls, print_vxlan, print_geneve;

/* Applications. Those over TCP begin behind "length N". */
line_printer print_domain, print_mdns, print_tcp_domain;
line_printer print_http, print_smtp, print_ftp, print_rtsp, print_whois;
line_printer print_ssh, print_telnet, print_resp;

/*
 * The hook tables: who prints what is inside.
 *   ethertype.c: EtherType -> printer
 *   protocol.c:  IP protocol -> printer
 *   tcp_app.c:   TCP port -> printer of the payload
 *   udp.c:       UDP port -> printer
 */

/* The printer of an EtherType, NULL if there is none. */
line_printer *line_ethertype_printer(uint16_t type);

/* The name of an EtherType, NULL if it has none. */
const char *line_ethertype_name(uint16_t type);

/* Who an OUI belongs to, "Unknown" included; static. */
const char *line_oui_name(uint32_t oui);

/* What an IP protocol number announces; the generic line if nobody prints it. */
enum print_status line_ip_payload(struct line *l, struct body b, uint8_t protocol);

/* What a TCP segment's payload is taken for by its ports, in tcpdump's order; NULL if nothing. The
 * printer begins right behind "length N". */
line_printer *line_tcp_application(const struct line *l, uint16_t src_port, uint16_t dst_port);

#endif
