// SPDX-License-Identifier: BSD-3-Clause
/*
 * words_from.c - where a number comes from: "frame 4's 1 + its 74 bytes".
 *
 * The arithmetic is always the same, base + len, + 1 for a SYN, + 1 for a FIN; a sentence names
 * only the terms that are there.
 */
#include "render/words.h"

void words_number(struct text *t, const struct view *view, uint32_t rel, uint32_t raw)
{
    if (view->numbers == NUMBERS_ABSOLUTE) {
        text_u64(t, raw);
        return;
    }
    text_u64(t, rel);
    if (view->numbers == NUMBERS_BOTH && rel != raw) {
        text_str(t, " (=");
        text_u64(t, raw);
        text_char(t, ')');
    }
}

/* The sum that makes a number, by which of its terms are there: bit 0 SYN, 1 octets, 2 FIN. */
static const char *sum_template(const struct catalogue *c, const struct provenance *from)
{
    enum { SYN = 1, OCTETS = 2, FIN = 4 };
    const unsigned terms =
        (from->syn ? SYN : 0U) | (from->len > 0 ? OCTETS : 0U) | (from->fin ? FIN : 0U);

    switch (terms) {
    case 0:
        return tr(c, N_("frame {frame}'s {base}"));
    case SYN:
        return tr(c, N_("frame {frame}'s {base} + 1: the SYN takes one number"));
    case FIN:
        return tr(c, N_("frame {frame}'s {base} + 1: the FIN takes one number"));
    case OCTETS:
        return tr_n(c, "frame {frame}'s {base} + its {len} byte",
                    "frame {frame}'s {base} + its {len} bytes", from->len);
    case SYN | OCTETS:
        return tr_n(c, "frame {frame}'s {base} + 1 for its SYN + its {len} byte",
                    "frame {frame}'s {base} + 1 for its SYN + its {len} bytes", from->len);
    case OCTETS | FIN:
        return tr_n(c, "frame {frame}'s {base} + its {len} byte + 1 for its FIN",
                    "frame {frame}'s {base} + its {len} bytes + 1 for its FIN", from->len);
    default:
        return tr_n(c, "frame {frame}'s {base} + 1 for its SYN + its {len} byte + 1 for its FIN",
                    "frame {frame}'s {base} + 1 for its SYN + its {len} bytes + 1 for its FIN",
                    from->len);
    }
}

static const char *seq_template(const struct catalogue *c, const struct provenance *from)
{
    switch ((enum seq_source)from->source) {
    case SEQ_ISN:
        return tr(c, N_("the ISN {raw}, chosen at random"));
    case SEQ_ISN_AGAIN:
        return tr(c, N_("as in frame {frame}: the same SYN again"));
    case SEQ_AFTER:
        return sum_template(c, from);
    case SEQ_UNCHANGED:
        return tr(c, N_("as in frame {frame}, which took no number"));
    case SEQ_REPEATS:
        return tr(c, N_("as in frame {frame}: sent again"));
    case SEQ_KEEP_ALIVE:
        return tr(c, N_("one below the next number: whoever gets it must answer"));
    case SEQ_FIRST_SEEN:
        return tr(c, N_("first one captured: relative numbers count from here"));
    case SEQ_AFTER_GAP:
        return tr(c, N_("frame {frame}'s {base} + {len} that were not captured"));
    case SEQ_COPIED_ACK:
        return tr(c, N_("the ack of frame {frame}, which it answers"));
    case SEQ_RST_ZERO:
        return tr(c, N_("zero by rule, as it answers a segment without ACK"));
    case SEQ_OTHER:
        break;
    }
    return tr(c, N_("fits nothing that was captured"));
}

static const char *ack_template(const struct catalogue *c, const struct provenance *from)
{
    switch ((enum ack_source)from->source) {
    case ACK_ABSENT:
        return tr(c, N_("no ACK flag: the field means nothing"));
    case ACK_AFTER:
        return sum_template(c, from);
    case ACK_UNCHANGED:
        return tr(c, N_("as in frame {frame}: nothing new had arrived"));
    case ACK_PARTLY:
        return tr(c, N_("more than before, within what was sent"));
    case ACK_OLDER:
        return tr(c, N_("less than frame {frame} said: overtaken on the way"));
    case ACK_UNSEEN:
        return tr(c, N_("covers bytes that were not captured"));
    case ACK_FIRST_SEEN:
        return tr(c, N_("first one captured: relative numbers count from here"));
    case ACK_OTHER:
        break;
    }
    return tr(c, N_("fits nothing that was captured"));
}

/* `rel` and `raw` are the number itself: they tell what the base is in raw numbers. */
static void put_source(struct text *t, const struct view *view, const char *template,
                       const struct provenance *from, uint32_t rel, uint32_t raw)
{
    const uint32_t base = view->numbers == NUMBERS_ABSOLUTE ? raw - (rel - from->base) : from->base;
    const struct phrase_arg args[] = {
        {.name = "frame", .type = PHRASE_U64, .u = from->frame},
        {.name = "base", .type = PHRASE_U64, .u = base},
        {.name = "len", .type = PHRASE_U64, .u = from->len},
        {.name = "raw", .type = PHRASE_U64, .u = raw},
    };

    phrase(t, template, args, sizeof(args) / sizeof(args[0]));
}

void words_from_seq(struct text *t, const struct view *view, const struct row *row)
{
    put_source(t, view, seq_template(view->catalogue, &row->from_seq), &row->from_seq, row->rel_seq,
               row->seq.v);
}

void words_from_ack(struct text *t, const struct view *view, const struct row *row)
{
    put_source(t, view, ack_template(view->catalogue, &row->from_ack), &row->from_ack, row->rel_ack,
               row->ack.v);
}

/* Worth a place in the story: what did not change, and what the words tell already, is not. */
static bool seq_is_news(enum seq_source source)
{
    return source == SEQ_AFTER || source == SEQ_KEEP_ALIVE || source == SEQ_AFTER_GAP ||
           source == SEQ_COPIED_ACK || source == SEQ_RST_ZERO || source == SEQ_OTHER;
}

static bool ack_is_news(enum ack_source source)
{
    return source == ACK_AFTER || source == ACK_PARTLY || source == ACK_OLDER ||
           source == ACK_UNSEEN || source == ACK_OTHER;
}

void words_provenance(struct text *t, const struct view *view, const struct row *row,
                      const char *apart)
{
    const bool seq = seq_is_news((enum seq_source)row->from_seq.source);
    const bool ack = ack_is_news((enum ack_source)row->from_ack.source);

    if (seq) {
        text_str(t, "seq ");
        words_number(t, view, row->rel_seq, row->seq.v);
        text_str(t, row->from_seq.source == SEQ_AFTER ? " = " : ": ");
        words_from_seq(t, view, row);
    }
    if (seq && ack)
        text_str(t, apart);
    if (ack) {
        text_str(t, "ack ");
        words_number(t, view, row->rel_ack, row->ack.v);
        text_str(t, row->from_ack.source == ACK_AFTER ? " = " : ": ");
        words_from_ack(t, view, row);
    }
}
