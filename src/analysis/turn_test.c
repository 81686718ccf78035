// SPDX-License-Identifier: BSD-3-Clause
/* What is shown around the verdicts: lengths (2), relative numbers (4), completeness (9), times
 * (10), and who closes first (12). */
#include "analysis/play.h"

static unsigned completeness_after(struct play *p, unsigned flags, uint32_t len)
{
    say(p, A, flags, 1, 1, len);
    say(p, A, ACK | PSH, 1, 1, 0); /* shows what is known before it */
    return p->row.completeness;
}

static void completes(struct play *p)
{
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(p->row.completeness == 0);
    say(p, B, SYN | ACK, 0, 1, 0);
    T_CHECK(p->row.completeness == 1);
    say(p, A, ACK, 1, 1, 0);
    T_CHECK(p->row.completeness == 3);
    T_CHECK(completeness_after(p, ACK, 0) == 7);
    T_CHECK(completeness_after(p, ACK, 5) == 15);
    T_CHECK(completeness_after(p, FIN, 0) == 15); /* without ACK it does not count */
    T_CHECK(completeness_after(p, FIN | ACK, 0) == 31);
    T_CHECK(completeness_after(p, RST, 0) == 63);
}

static void begins_in_the_middle(struct play *p)
{
    say(p, A, ACK, 500, 700, 10);
    T_CHECK(p->row.seq == 1 && p->row.ack == 1 && p->row.next_seq == 11);
    T_CHECK(p->row.completeness == 0 && p->row.initial_rtt_ns == 0);
    say(p, B, ACK, 699, 510, 1);
    T_CHECK(p->row.seq == 0 && p->row.ack == 11);
    T_CHECK(p->row.completeness == 0); /* data of the first frame do not count */
    say(p, B, 0, 700, 77, 0);
    T_CHECK(p->row.ack == 77); /* without the flag it is shown as it is */
}

static void tells_times(struct play *p)
{
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(p->row.since_first_ns == 0 && p->row.since_previous_ns == 0);
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(p->row.since_first_ns == 10 * MS && p->row.since_previous_ns == 10 * MS);
    p->now -= 50 * MS;
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(p->row.since_first_ns == -30 * MS && p->row.since_previous_ns == -40 * MS);
    p->now += 100 * MS;
    say(p, B, RST | ACK, 0, 1, 0); /* any ACK ends the initial RTT, from the last SYN on */
    T_CHECK(p->row.initial_rtt_ns == 110 * MS);
    say(p, A, SYN, 0, 0, 0);
    say(p, B, RST | ACK, 0, 1, 0);
    T_CHECK(p->row.initial_rtt_ns == 110 * MS);
}

static void tells_who_closes(struct play *p)
{
    shake_hands(p);
    say(p, B, FIN | ACK, 1, 1, 0);
    T_CHECK(shows(p, A_FIN_ACTIVE) && p->row.next_seq == 2);
    say(p, A, FIN | ACK, 1, 2, 0);
    T_CHECK(!shows(p, A_FIN_ACTIVE));
    say(p, B, FIN | ACK, 1, 1, 0);
    T_CHECK(shows(p, A_FIN_ACTIVE)); /* a repeated FIN of the same side, too */
}

/* The second of two segments whose header says less than 20 octets, or more than there are. */
static struct analysis_row odd_row(unsigned header_len)
{
    const struct analysis_options options = {.max_conversations = 4, .max_unacked = 4};
    uint8_t octets[60] = {0x45, [3] = 45, [9] = 6, [12] = 10, [16] = 10, [19] = 1};
    const struct tcplens_segment seg = {
        .frame = octets,
        .number = 1,
        .payload_len = 500, /* what the IP header says is not to be believed */
        .caplen = 45,
        .len = 45,
        .flags = TCPLENS_ACK,
        .src_port = 1,
        .dst_port = 2,
        .l4_off = 20,
        .kind = TCPLENS_KIND_TCP,
        .header_len = (uint8_t)header_len,
        .notes = TCPLENS_MALFORMED,
    };
    const struct tcplens_segment twice[] = {seg, seg};
    struct analysis_row rows[2];
    struct analysis *a;

    if (tl_analysis_new(&a, &options, NULL) != TCPLENS_OK)
        abort();
    tl_analysis_batch(a, twice, 2, rows);
    tl_analysis_free(a);
    return rows[1];
}

static void takes_odd_lengths(void)
{
    struct analysis_row row = odd_row(16);

    T_CHECK((row.shown & A_HAS_LENGTH) != 0 && row.len == 9);
    T_CHECK((row.shown & (A_HAS_TIMES | A_HAS_WINDOW | A_HAS_OPTIONS | A_HAS_RECORD)) == 0);
    row = odd_row(28);
    T_CHECK((row.shown & A_HAS_STREAM) != 0 && (row.shown & A_HAS_LENGTH) == 0);
    T_CHECK(row.completeness_after == 4); /* no length counts as no data */
}

int main(void)
{
    static void (*const plays[])(struct play *) = {completes, begins_in_the_middle, tells_times,
                                                   tells_who_closes};

    for (size_t i = 0; i < sizeof plays / sizeof plays[0]; i++) {
        struct play p;

        play_open(&p);
        plays[i](&p);
        play_close(&p);
    }
    takes_odd_lengths();
    return t_done();
}
