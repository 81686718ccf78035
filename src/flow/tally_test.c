// SPDX-License-Identifier: BSD-3-Clause
#include "flow/tally.h"

#include <stdbool.h>
#include <string.h>

#include "track/conn.h"

#include "tap.h"

enum { HEADER = 20, PAYLOAD = 100 };

/* A segment of connection 1 with an IPv4 header and `len` octets of payload. */
static void add(struct tally *t, unsigned side, unsigned flags, uint32_t len, uint32_t bits)
{
    const struct tcplens_segment seg = {.flags = (uint16_t)flags,
                                        .payload_len = len,
                                        .len = 14 + 2 * HEADER + len,
                                        .l3_off = 14,
                                        .l4_off = 14 + HEADER,
                                        .header_len = HEADER};
    const struct verdict v = {.side = (uint8_t)side, .bits = bits};

    tl_tally_add(t, 1, &seg, &v);
}

static bool history_is(const struct tally *t, const char *letters)
{
    return t->n_history == strlen(letters) && memcmp(t->history, letters, t->n_history) == 0;
}

static void test_history(void)
{
    struct tally t = {0};

    add(&t, SIDE_INITIATOR, TCPLENS_SYN, 0, V_NEW_CONN);
    add(&t, SIDE_INITIATOR, TCPLENS_SYN, 0, V_RETRANS); /* said once */
    add(&t, SIDE_RESPONDER, TCPLENS_SYN | TCPLENS_ACK, 0, 0);
    add(&t, SIDE_INITIATOR, TCPLENS_ACK, 0, 0);
    add(&t, SIDE_INITIATOR, TCPLENS_ACK, PAYLOAD, 0);
    add(&t, SIDE_RESPONDER, TCPLENS_ACK, 0, V_ZERO_WINDOW | V_ACK_UNSEEN);
    add(&t, SIDE_RESPONDER, TCPLENS_FIN | TCPLENS_ACK, 0, 0);
    add(&t, SIDE_INITIATOR, TCPLENS_RST, 0, 0);
    T_CHECK(history_is(&t, "ShADawGfR"));
    add(&t, SIDE_INITIATOR, TCPLENS_RST, 0, V_ICMP_QUOTE);
    T_CHECK(history_is(&t, "ShADawGfR"));

    tl_tally_add(&t, 2, &(struct tcplens_segment){.flags = TCPLENS_ACK},
                 &(struct verdict){.side = SIDE_RESPONDER, .bits = V_NEW_CONN});
    T_CHECK(t.conn_number == 2 && history_is(&t, "^a"));
}

/* Segments sent again are noted for the 1st, the 10th and the 100th time; there is an end to it. */
static void test_repeats(void)
{
    struct tally t = {0};

    for (unsigned i = 0; i < 99; i++)
        add(&t, SIDE_RESPONDER, TCPLENS_ACK, PAYLOAD, V_RETRANS);
    T_CHECK(history_is(&t, "tdt"));
    add(&t, SIDE_RESPONDER, TCPLENS_ACK, PAYLOAD, V_RETRANS);
    T_CHECK(history_is(&t, "tdtt"));
    t.n_history = TALLY_HISTORY;
    add(&t, SIDE_RESPONDER, TCPLENS_RST, 0, 0);
    T_CHECK(t.n_history == TALLY_HISTORY);
}

static void test_octets(void)
{
    struct tally t = {0};

    add(&t, SIDE_INITIATOR, TCPLENS_ACK, PAYLOAD, V_OUT_OF_ORDER);
    add(&t, SIDE_INITIATOR, TCPLENS_ACK, PAYLOAD, V_DUP_CAPTURE);
    T_CHECK(t.ends[0].wire == 2 * (14 + 2 * HEADER + PAYLOAD));
    T_CHECK(t.ends[0].ip == 2 * HEADER + PAYLOAD && t.ends[0].out_of_order == 1);
    T_CHECK(t.ends[1].wire == 0);
}

/* RFC 6298 2.2 and 2.3. */
static void test_round_trips(void)
{
    static const int64_t rtts[] = {800, 1600, 0, -1, 80};
    struct tally t = {0};
    const struct tally_rtt *const rtt = &t.ends[SIDE_RESPONDER].rtt;

    for (size_t i = 0; i < sizeof rtts / sizeof rtts[0]; i++) {
        const struct verdict v = {.side = SIDE_RESPONDER, .bits = V_ACKS_NEW, .rtt_ns = rtts[i]};

        tl_tally_add(&t, 1, &(struct tcplens_segment){.flags = TCPLENS_ACK}, &v);
    }
    T_CHECK(rtt->smoothed_ns == 900 - 820 / 8 && rtt->min_ns == 80 && rtt->max_ns == 1600);
    T_CHECK(t.ends[SIDE_INITIATOR].rtt.max_ns == 0);
}

int main(void)
{
    test_history();
    test_repeats();
    test_octets();
    test_round_trips();
    return t_done();
}
