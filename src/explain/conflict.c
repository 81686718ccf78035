// SPDX-License-Identifier: BSD-3-Clause
/*
 * conflict.c - numbers sent again with other octets.
 *
 * The first copy is what the stream is taken to hold (reassembly/octet_stream.h), and
 * later ones are compared with it, as long as it is remembered (copies.h). Not compared are what a
 * receiver drops unread, for its checksum, and the octet of a keep-alive, which may be any
 * (RFC 9293 3.8.4).
 */
#include "explain/copies.h"
#include "explain/findings.h"

void tl_witness_conflict(struct sight *s)
{
    const struct span octets = tl_decode_payload(s->seg);
    struct difference difference;
    struct finding *f;

    if (octets.n == 0 || s->checksum == CHECKSUM_WRONG || judged(s, V_KEEP_ALIVE))
        return;
    if (!judged(s, V_RETRANS | V_SPURIOUS | V_PARTIAL)) {
        tl_copies_keep(s->copies, &s->self->copies, s->seg->number, s->seg->seq.v, octets);
        return;
    }
    if (tl_copies_differ(s->copies, s->self->copies, s->seg->seq.v, octets, &difference)) {
        f = tl_note(s, FINDING_CONFLICTING_DATA, s->v->side);
        if (f->count == 1)
            f->n = s->v->rel_seq + (difference.seq - s->seg->seq.v);
        tl_evidence(f, difference.frame);
    }
    if (judged(s, V_PARTIAL))
        tl_copies_keep(s->copies, &s->self->copies, s->seg->number, s->seg->seq.v, octets);
}
