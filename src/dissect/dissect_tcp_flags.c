// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tcp_flags.c - what is made of single bits: the flags of a header, and those of a
 * connection's completeness.
 */
#include "dissect/dissect.h"

#include <stdio.h>
#include <string.h>

#include "tcp/header.h"

enum { FLAGS_OFF = 12 };

/* ---- Completeness: what was seen of the connection before this frame ---- */

static void put_completeness_bits(struct items *out, unsigned seen)
{
    static const char letters[] = "SSADFR";
    static const uint16_t fields[] = {F_TCP_SEEN_RST, F_TCP_SEEN_FIN,     F_TCP_SEEN_DATA,
                                      F_TCP_SEEN_ACK, F_TCP_SEEN_SYN_ACK, F_TCP_SEEN_SYN};
    char text[6 * 2 + 1], *at = text;

    items_in(out);
    for (unsigned i = 0; i < 6; i++) {
        const unsigned bit = 5 - i;

        items_u(out, (enum field_id)fields[i], seen >> bit & 1);
        if ((seen >> bit & 1) == 0) {
            memcpy(at, "·", 2);
            at += 2;
        } else {
            *at++ = letters[bit];
        }
    }
    items_generated(items_add(out, F_TCP_SEEN_STR))->octets =
        items_keep(out, text, (size_t)(at - text));
    items_out(out);
}

void dissect_tcp_completeness(struct dissection *d)
{
    const unsigned seen = d->view->row->completeness;
    struct items *const out = d->items;

    items_generated(items_u(out, F_TCP_COMPLETENESS, seen));
    if (!(is_compat_4_0(d) && out->tree))
        put_completeness_bits(out, seen);
}

/* ---- The header's flags ---- */

static void put_string(struct items *out, unsigned flags)
{
    static const char letters[] = "FSRPAUECA";
    char text[12 * 2 + 1], *at = text;

    for (int bit = 11; bit >= 0; bit--) {
        if ((flags >> bit & 1) == 0) {
            memcpy(at, "·", 2);
            at += 2;
        } else {
            *at++ = (char)(bit > 8 ? 'R' : letters[bit]);
        }
    }
    items_generated(items_add(out, F_TCP_FLAGS_STR))->octets =
        items_keep(out, text, (size_t)(at - text));
}

static void put_syn_expert(struct dissection *d, const uint8_t *h)
{
    char text[80];

    if ((h[13] & TCPLENS_SYN) == 0 || !wants(d, PART_EXPERT))
        return;
    if ((h[13] & TCPLENS_ACK) != 0) {
        (void)snprintf(text, sizeof text,
                       "Connection establish acknowledge (SYN+ACK): server port %u", be16(h));
        expert_below(d, F_X_CONNECTION_SYNACK, EXPERT_CHAT, EXPERT_SEQUENCE, text);
        return;
    }
    (void)snprintf(text, sizeof text, "Connection establish request (SYN): server port %u",
                   be16(h + 2));
    expert_below(d, F_X_CONNECTION_SYN, EXPERT_CHAT, EXPERT_SEQUENCE, text);
}

/* Who closes first, which is noted of the flags as a whole. */
static void put_closing(struct dissection *d)
{
    if ((d->view->row->shown & A_FIN_ACTIVE) != 0)
        expert_below(d, F_X_CONNECTION_FIN_ACTIVE, EXPERT_NOTE, EXPERT_SEQUENCE,
                     "This frame initiates the connection closing");
    else
        expert_below(d, F_X_CONNECTION_FIN_PASSIVE, EXPERT_NOTE, EXPERT_SEQUENCE,
                     "This frame undergoes the connection closing");
}

void dissect_tcp_flags(struct dissection *d, const uint8_t *h)
{
    const uint8_t *const at = h + FLAGS_OFF;
    const unsigned flags = be16(at) & 0xfffU;
    struct items *const out = d->items;

    items_at(items_u(out, F_TCP_FLAGS, flags), at, 2);
    items_in(out);
    items_be(out, F_TCP_FLAGS_RES, at, 2);
    items_be(out, F_TCP_FLAGS_AE, at, 2);
    items_be(out, F_TCP_FLAGS_CWR, at, 2);
    items_be(out, F_TCP_FLAGS_ECE, at, 2);
    items_be(out, F_TCP_FLAGS_URG, at, 2);
    items_be(out, F_TCP_FLAGS_ACK, at, 2);
    items_be(out, F_TCP_FLAGS_PUSH, at, 2);
    items_be(out, F_TCP_FLAGS_RESET, at, 2);
    if ((flags & TCPLENS_RST) != 0)
        expert_below(d, F_X_CONNECTION_RST, EXPERT_WARNING, EXPERT_SEQUENCE,
                     "Connection reset (RST)");
    items_be(out, F_TCP_FLAGS_SYN, at, 2);
    put_syn_expert(d, h);
    items_be(out, F_TCP_FLAGS_FIN, at, 2);
    if ((flags & TCPLENS_FIN) != 0)
        expert_below(d, F_X_CONNECTION_FIN, EXPERT_CHAT, EXPERT_SEQUENCE,
                     "Connection finish (FIN)");
    if (wants(d, PART_FLAGS))
        put_string(out, flags);
    if ((flags & TCPLENS_FIN) != 0)
        put_closing(d);
    items_out(out);
}
