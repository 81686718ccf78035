// SPDX-License-Identifier: BSD-3-Clause
/* tell.c - adding a tell to a row, and the tells of segments that are no ordinary traffic. */
#include "base/text.h"
#include "explain/retransmission.h"
#include "explain/sight.h"

struct tell *tl_row_tell(struct sight *s, enum tell_code code)
{
    struct row *const row = s->row;
    struct tell *const tell =
        row->n_tells < ROW_TELLS ? &row->tells[row->n_tells++] : &s->spare->tell;

    *tell = (struct tell){.code = (uint16_t)code};
    return tell;
}

void tl_row_tell_since(struct sight *s, enum tell_code code, uint64_t frame, int64_t ns)
{
    struct tell *const tell = tl_row_tell(s, code);

    tell->frame = frame;
    tell->ns = frame != 0 ? ns : -1;
}

uint32_t tl_row_text(struct sight *s, const uint8_t *octets, size_t n)
{
    struct text t;

    text_init(&t, s->text + 1, STORY_TEXT_MAX - 1, NULL, NULL);
    text_harmless(&t, octets, n);
    s->text[1 + t.len] = '\0';
    return t.len > 0 ? 1 : 0;
}

static void tell_retransmission(struct sight *s)
{
    const bool fast = s->peer->dup_acks > 0 && tl_resend_cause(s) == RESEND_DUPLICATE_ACKS;
    struct tell *const tell = tl_row_tell(s, judged(s, V_SPURIOUS) ? TELL_SPURIOUS
                                             : fast                ? TELL_FAST_RETRANSMITS
                                                                   : TELL_RETRANSMITS);

    tell->n = s->seg->payload_len;
    tell->m = s->peer->dup_acks;
    tell->frame = s->v->of_frame;
    tell->frame2 = judged(s, V_SPURIOUS) ? s->peer->ack_frame : 0;
    tell->ns = s->v->of_frame != 0 && s->v->of_ns > 0 ? s->v->of_ns : -1;
}

/* Why the receiver does not accept it: RFC 5961 3.2 and 4.2 tell a RST or SYN that lies within the
 * window from what lies outside. */
static enum tell_code unacceptable_code(const struct sight *s)
{
    const struct past_side *const peer = s->peer;
    const bool inside = peer->has_ack && s->v->rel_seq - peer->ack < peer->window;

    if (flagged(s, TCPLENS_SYN))
        return TELL_SYN_WHILE_OPEN;
    return flagged(s, TCPLENS_RST) && inside ? TELL_INEXACT_RST : TELL_UNACCEPTABLE;
}

void tl_tell_trouble(struct sight *s)
{
    const struct verdict *const v = s->v;

    if (judged(s, V_NEW_CONN) && !flagged(s, TCPLENS_SYN))
        tl_row_tell(s, TELL_MID_CAPTURE);
    if (s->checksum == CHECKSUM_WRONG) {
        tl_row_tell(s, TELL_CHECKSUM_WRONG);
    } else if (judged(s, V_UNACCEPTABLE)) {
        tl_row_tell(s, unacceptable_code(s));
    } else if (judged(s, V_KEEP_ALIVE)) {
        tl_row_tell(s, TELL_KEEP_ALIVE)->ns = v->since_ns;
    } else if (judged(s, V_ZERO_WINDOW_PROBE)) {
        tl_row_tell_since(s, TELL_ZERO_WINDOW_PROBE, s->peer->zero_frame,
                          s->seg->ts_ns - s->peer->zero_ns);
    } else if (judged(s, V_PARTIAL)) {
        struct tell *const tell = tl_row_tell(s, TELL_FILLS_PARTLY_NEW);

        tell->frame = v->of_frame;
        tell->n = mark_end(&s->self->edge) - v->rel_seq < s->seg->payload_len
                      ? s->seg->payload_len - (mark_end(&s->self->edge) - v->rel_seq)
                      : 0;
    } else if (judged(s, V_RETRANS | V_SPURIOUS) && s->seg->payload_len > 0 &&
               !flagged(s, TCPLENS_SYN)) {
        tell_retransmission(s);
    } else if (judged(s, V_OUT_OF_ORDER)) {
        tl_row_tell(s, TELL_OUT_OF_ORDER)->n = s->seg->payload_len;
    }
    if (judged(s, V_GAP))
        tl_row_tell(s, TELL_AFTER_GAP)->n = v->gap;
}
