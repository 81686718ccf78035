// SPDX-License-Identifier: BSD-3-Clause
/*
 * agreed.c - findings about what the two SYNs agreed on: MSS (RFC 9293 3.7.1), window scale and
 * time stamps (RFC 7323), SACK (RFC 2018), ECN (RFC 3168).
 *
 * An option counts only if both SYNs have it, except the MSS, which each side announces for itself.
 * Nothing is concluded about a SYN that was not captured.
 *
 *   loopback-mss             the smaller MSS is 16000 or more
 *   mss-reduced, mss-small   it is below that of Ethernet's MTU, or below the default of 536
 *   ecn-congestion-seen      ECE after the SYNs, or CE in an IP header, where ECN was agreed
 */
#include "decode/decode.h"
#include "explain/findings.h"

enum { MSS_LOOPBACK = 16000, MSS_ETHERNET = 1460, MSS_ETHERNET_V6 = 1440 };
enum { MSS_DEFAULT = 536, MSS_DEFAULT_V6 = 1220, ECN_CE = 3 };

static const uint8_t v4_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

static bool is_v4(const struct conn *conn)
{
    return memcmp(conn->addr[0], v4_prefix, sizeof v4_prefix) == 0;
}

static bool is_loopback(const struct conn *conn)
{
    static const uint8_t v6[16] = {[15] = 1};

    return is_v4(conn) ? conn->addr[0][12] == 127 : memcmp(conn->addr[0], v6, sizeof v6) == 0;
}

void tl_witness_agreed(struct sight *s)
{
    const uint16_t known = s->conn->ends[0].known & s->conn->ends[1].known;
    struct ip_facts ip;

    if ((known & EP_ECN_SYN) == 0 || flagged(s, TCPLENS_SYN))
        return;
    tl_decode_ip(s->seg, &ip);
    if (ip.ecn == ECN_CE || flagged(s, TCPLENS_ECE))
        (void)tl_note(s, FINDING_ECN_CONGESTION, SIDE_NONE);
}

/* A finding whose evidence are the SYNs. */
static struct finding *conclude_from_syns(struct summing *sum, enum finding_id id, uint8_t side)
{
    struct finding *const f = tl_conclude(sum, id, side);

    if (side != SIDE_RESPONDER)
        tl_evidence(f, sum->past->side[0].syn_frame);
    if (side != SIDE_INITIATOR)
        tl_evidence(f, sum->past->side[1].syn_frame);
    return f;
}

static void conclude_smaller_mss(struct summing *sum)
{
    const struct conn *const conn = sum->conn;
    const uint16_t a = conn->ends[0].mss, b = conn->ends[1].mss;
    const uint16_t mss = a < b ? a : b;
    const uint8_t side = a == b ? SIDE_NONE : a < b ? SIDE_INITIATOR : SIDE_RESPONDER;
    struct finding *f;

    if (mss >= MSS_LOOPBACK) {
        f = conclude_from_syns(sum, FINDING_LOOPBACK_MSS, SIDE_NONE);
        f->confidence = is_loopback(conn) ? CONFIDENCE_CERTAIN : CONFIDENCE_LIKELY;
    } else if (mss < MSS_DEFAULT) {
        f = conclude_from_syns(sum, FINDING_MSS_SMALL, side);
    } else if (mss < (is_v4(conn) ? MSS_ETHERNET : MSS_ETHERNET_V6)) {
        f = conclude_from_syns(sum, FINDING_MSS_REDUCED, side);
    } else {
        return;
    }
    f->n = mss;
}

static void conclude_mss(struct summing *sum)
{
    const struct endpoint *const ends = sum->conn->ends;

    if ((ends[0].known & ends[1].known & EP_MSS) != 0)
        conclude_smaller_mss(sum);
    for (uint8_t side = 0; side < 2; side++) {
        if ((ends[side].known & EP_MSS) == 0)
            conclude_from_syns(sum, FINDING_MSS_MISSING, side)->n =
                is_v4(sum->conn) ? MSS_DEFAULT : MSS_DEFAULT_V6;
    }
}

/* The side whose SYN lacks what `bit` stands for; SIDE_NONE if both do. */
static uint8_t lacking_side(const struct conn *conn, uint16_t bit)
{
    const bool a = (conn->ends[0].known & bit) == 0, b = (conn->ends[1].known & bit) == 0;

    return a && b ? SIDE_NONE : a ? SIDE_INITIATOR : SIDE_RESPONDER;
}

static void conclude_window_scale_unknown(struct summing *sum)
{
    const struct endpoint *const ends = sum->conn->ends;
    struct finding *f;

    for (unsigned side = 0; side < 2; side++) {
        if ((ends[side].known & (EP_ISS | EP_WSCALE)) == EP_ISS && !sum->past->side[side].syn_cut)
            return; /* that side's SYN lacks the option: no scaling, whatever the other says */
    }
    if (!sum->past->open)
        return;
    f = tl_conclude(sum, FINDING_WINDOW_SCALE_UNKNOWN, SIDE_NONE);
    tl_evidence(f, sum->conn->first_frame);
}

void tl_conclude_agreed(struct summing *sum)
{
    const struct conn *const conn = sum->conn;
    const uint16_t both = conn->ends[0].known & conn->ends[1].known;

    if ((both & EP_ISS) == 0 || sum->past->side[0].syn_cut || sum->past->side[1].syn_cut) {
        conclude_window_scale_unknown(sum);
        return;
    }
    conclude_mss(sum);
    if ((both & EP_WSCALE) == 0)
        (void)conclude_from_syns(sum, FINDING_WINDOW_SCALE_MISSING, lacking_side(conn, EP_WSCALE));
    if ((both & EP_TIMESTAMPS) == 0)
        (void)conclude_from_syns(sum, FINDING_TIMESTAMPS_OFF, lacking_side(conn, EP_TIMESTAMPS));
    if ((both & EP_SACK_PERMITTED) == 0)
        (void)conclude_from_syns(sum, FINDING_SACK_OFF, lacking_side(conn, EP_SACK_PERMITTED));
    if ((both & EP_ECN_SYN) != 0)
        (void)conclude_from_syns(sum, FINDING_ECN_NEGOTIATED, SIDE_NONE);
}
