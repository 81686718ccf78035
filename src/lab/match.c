// SPDX-License-Identifier: BSD-3-Clause
#include "lab/match.h"

#include <stdio.h>
#include <string.h>

enum { CLIENT_PORT = 40000, SERVER_PORT = 80, DEFAULT_ISN = 700000000 };

static const char flag_letters[] = "FSRP.UEW";

struct stack_addr lab_addr(unsigned host)
{
    return tl_simulation_addr(host, host == LAB_CLIENT ? CLIENT_PORT : SERVER_PORT);
}

uint32_t lab_isn(const struct lab_scenario *s)
{
    const struct stack_settings *const own = &s->settings[1 - s->subject];

    return own->iss_is_chosen ? own->iss : DEFAULT_ISN;
}

/* Letters in their order, so that the same numbers always carry the same text. */
static void fill(uint8_t *at, uint32_t seq, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        at[i] = (uint8_t)('a' + (seq + i) % 26);
}

size_t lab_packet(struct lab_scratch *scratch, const struct lab_scenario *s,
                  const struct lab_segment *segment, struct tcplens_seq iss, uint32_t ts_val)
{
    const struct stack_addr src = lab_addr(1 - s->subject), dst = lab_addr(s->subject);
    struct departure d = {.src = &src, .dst = &dst, .ecn = segment->ecn};

    d.header = (struct tcp_outgoing){.seq = seq_of(lab_isn(s) + segment->seq),
                                     .ack = seq_add(iss, segment->ack),
                                     .flags = segment->flags,
                                     .wnd = segment->wnd,
                                     .urgent = segment->urgent,
                                     .options = segment->options};
    if ((segment->said & LAB_SAID_ACK) == 0)
        d.header.ack = seq_of(0);
    for (unsigned i = 0; i < segment->options.sacks; i++) {
        d.header.options.sack[i].left = seq_add(iss, segment->options.sack[i].left.v);
        d.header.options.sack[i].right = seq_add(iss, segment->options.sack[i].right.v);
    }
    if ((segment->flags & TCPLENS_ACK) != 0)
        d.header.options.ts_ecr = ts_val;
    fill(scratch->text, segment->seq, segment->len);
    d.data[0] = (struct span){scratch->text, segment->len};
    return packet_write(scratch->packet, &d);
}

/* `a` is of a scenario whose SACK blocks count from `isn`. */
static bool same_options(const struct tcp_options *a, const struct tcp_options *b, uint32_t isn)
{
    if (a->present != b->present || a->mss != b->mss || a->wscale != b->wscale ||
        a->sacks != b->sacks)
        return false;
    for (unsigned i = 0; i < a->sacks; i++)
        if (seq_add(a->sack[i].left, isn).v != b->sack[i].left.v ||
            seq_add(a->sack[i].right, isn).v != b->sack[i].right.v)
            return false;
    return true;
}

const char *lab_difference(const struct lab_scenario *s, const struct lab_segment *wanted,
                           const struct lab_sent *sent, struct tcplens_seq iss)
{
    const struct arrival *const in = &sent->segment;

    if (in->flags != wanted->flags)
        return "other flags";
    if (in->seq.v - iss.v != wanted->seq)
        return "another sequence number";
    if (sent->len != wanted->len)
        return "another length";
    if ((wanted->said & LAB_SAID_ACK) != 0 && in->ack.v - lab_isn(s) != wanted->ack)
        return "another acknowledgment number";
    if ((wanted->said & LAB_SAID_WINDOW) != 0 && in->wnd != wanted->wnd)
        return "another window";
    if ((wanted->said & LAB_SAID_OPTIONS) != 0 &&
        !same_options(&wanted->options, &in->options, lab_isn(s)))
        return "other options";
    if ((wanted->said & LAB_SAID_ECN) != 0 && in->ecn != wanted->ecn)
        return "another ECN mark";
    return in->urgent != wanted->urgent ? "another urgent pointer" : NULL;
}

void lab_describe(char *out, size_t n, const struct lab_scenario *s, const struct lab_sent *sent,
                  struct tcplens_seq iss)
{
    const struct arrival *const in = &sent->segment;
    const uint32_t seq = in->seq.v - iss.v, isn = lab_isn(s);
    char flags[sizeof flag_letters], sack[128] = "";
    size_t at = 0, used = 0;

    for (unsigned i = 0; flag_letters[i] != '\0'; i++)
        if ((in->flags & 1U << i) != 0)
            flags[at++] = flag_letters[i];
    flags[at] = '\0';
    for (unsigned i = 0; i < in->options.sacks; i++)
        used +=
            (size_t)snprintf(sack + used, sizeof sack - used, " %s%u:%u", i == 0 ? "sack " : "",
                             in->options.sack[i].left.v - isn, in->options.sack[i].right.v - isn);
    (void)snprintf(out, n, "%s %u:%u(%u) ack %u win %u%s", flags, seq, seq + sent->len, sent->len,
                   (in->flags & TCPLENS_ACK) != 0 ? in->ack.v - isn : 0, in->wnd, sack);
}
