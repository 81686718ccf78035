// SPDX-License-Identifier: BSD-3-Clause
#include "flow/tally.h"

#include <stdbool.h>

#include "base/octets.h"
#include "track/conn.h"

/* Of tally_end.letters. */
enum letter { SAW_SYN, SAW_SYN_ACK, SAW_ACK, SAW_DATA, SAW_FIN, SAW_RST, SAW_BOTH, SAW_MANY };

static bool has(const struct tcplens_segment *seg, unsigned flags)
{
    return (seg->flags & flags) == flags;
}

/* ASCII's capitals are small letters without one bit. */
static void write_letter(struct tally *t, unsigned side, char letter)
{
    if (side == SIDE_INITIATOR)
        letter &= ~0x20;
    if (t->n_history < TALLY_HISTORY)
        t->history[t->n_history++] = letter;
}

/* A letter that each side has once. */
static void once(struct tally *t, unsigned side, enum letter what, char letter)
{
    uint16_t *const letters = &t->ends[side].letters;

    if ((*letters >> what & 1) == 0)
        write_letter(t, side, letter);
    *letters = (uint16_t)(*letters | 1U << what);
}

/* A letter for the 1st, the 10th, the 100th time and so on. */
static void counted(struct tally *t, unsigned side, uint32_t *count, char letter)
{
    uint32_t power = ++*count;

    while (power % 10 == 0)
        power /= 10;
    if (power == 1)
        write_letter(t, side, letter);
}

static void note_flags(struct tally *t, const struct tcplens_segment *seg, unsigned side)
{
    const bool syn = has(seg, TCPLENS_SYN), fin = has(seg, TCPLENS_FIN),
               rst = has(seg, TCPLENS_RST);

    if (syn && (fin || rst))
        once(t, side, SAW_MANY, 'q');
    else if (fin && rst)
        once(t, side, SAW_BOTH, 'i');
    if (syn && has(seg, TCPLENS_ACK))
        once(t, side, SAW_SYN_ACK, 'h');
    else if (syn)
        once(t, side, SAW_SYN, 's');
    else if (has(seg, TCPLENS_ACK) && !fin && !rst && seg->payload_len == 0)
        once(t, side, SAW_ACK, 'a');
}

/* In the order in which Zeek looks at a segment. */
static void note(struct tally *t, const struct tcplens_segment *seg, const struct verdict *v)
{
    struct tally_end *const end = &t->ends[v->side], *const peer = &t->ends[!v->side];
    const unsigned repeats = V_RETRANS | V_SPURIOUS | V_PARTIAL;

    if ((v->bits & V_NEW_CONN) != 0 && v->side == SIDE_RESPONDER && t->n_history == 0)
        t->history[t->n_history++] = '^';
    note_flags(t, seg, v->side);
    if ((v->bits & V_ZERO_WINDOW) != 0)
        counted(t, v->side, &end->closed, 'w');
    if ((v->bits & V_ACK_UNSEEN) != 0)
        counted(t, !v->side, &peer->gaps, 'g');
    if (seg->payload_len > 0 && (v->bits & repeats) != 0)
        counted(t, v->side, &end->repeats, 't');
    if (seg->payload_len > 0)
        once(t, v->side, SAW_DATA, 'd');
    if (has(seg, TCPLENS_FIN))
        once(t, v->side, SAW_FIN, 'f');
    if (has(seg, TCPLENS_RST))
        once(t, v->side, SAW_RST, 'r');
}

/* RFC 6298 2.2 and 2.3, with alpha = 1/8. */
static void sample(struct tally_rtt *rtt, int64_t ns)
{
    if (rtt->max_ns == 0) {
        *rtt = (struct tally_rtt){ns, ns, ns};
        return;
    }
    rtt->smoothed_ns += (ns - rtt->smoothed_ns) / 8;
    if (ns < rtt->min_ns)
        rtt->min_ns = ns;
    if (ns > rtt->max_ns)
        rtt->max_ns = ns;
}

void tl_tally_add(struct tally *t, uint64_t conn_number, const struct tcplens_segment *seg,
                  const struct verdict *v)
{
    struct tally_end *const end = &t->ends[v->side];

    if (t->conn_number != conn_number)
        *t = (struct tally){.conn_number = conn_number};
    if ((v->bits & V_ICMP_QUOTE) != 0)
        return;
    end->wire += seg->len;
    if ((v->bits & V_DUP_CAPTURE) != 0)
        return;
    end->ip += (uint64_t)(seg->l4_off - seg->l3_off) + seg->header_len + seg->payload_len;
    end->out_of_order += (v->bits & V_OUT_OF_ORDER) != 0;
    if ((v->bits & V_ACKS_NEW) != 0 && v->rtt_ns > 0)
        sample(&end->rtt, v->rtt_ns);
    note(t, seg, v);
}
