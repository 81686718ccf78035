// SPDX-License-Identifier: BSD-3-Clause
/*
 * icmp.c - findings about ICMP errors that quote a segment of the connection (RFC 9293 3.9.2.2).
 *
 *   path-mtu-too-small  fragmentation needed (RFC 1191 4), packet too big (RFC 8201 4)
 *   refused-by-icmp     any other error while nothing but SYNs was sent
 *   icmp-error          any other
 *
 * Anybody who sees the connection can make such an error, so none of them is certain.
 */
#include "explain/icmp.h"
#include "explain/findings.h"

enum { V4_UNREACHABLE = 3, V4_FRAGMENTATION_NEEDED = 4, V6_TOO_BIG = 2 };

struct icmp_error tl_icmp_error(const struct tcplens_segment *seg)
{
    struct icmp_error e = {0};
    struct span icmp = {NULL, 0};
    const uint8_t *h;

    if (seg->caplen > seg->l4_off)
        icmp = (struct span){seg->frame + seg->l4_off, (size_t)seg->caplen - seg->l4_off};
    h = span_take(&icmp, 8);
    if (h == NULL)
        return e;
    e.type = h[0];
    e.code = h[1];
    if (seg->frame[seg->l3_off] >> 4 == 6)
        e.mtu = h[0] == V6_TOO_BIG ? be32(h + 4) : 0;
    else
        e.mtu = h[0] == V4_UNREACHABLE && h[1] == V4_FRAGMENTATION_NEEDED ? be16(h + 6) : 0;
    return e;
}

void tl_tell_icmp(struct sight *s)
{
    const struct icmp_error e = tl_icmp_error(s->seg);
    struct tell *const tell = tl_row_tell(s, TELL_ICMP_ERROR);

    tell->n = (uint64_t)e.type << 8 | e.code;
    tell->m = e.mtu;
    tell->frame = s->v->of_frame;
}

void tl_witness_icmp(struct sight *s)
{
    const struct icmp_error e = tl_icmp_error(s->seg);
    const bool opening = s->self->segs > 0 && s->self->segs == s->self->syns && s->peer->segs == 0;
    struct finding *f;

    if (e.mtu > 0) {
        f = tl_note(s, FINDING_PATH_MTU, s->v->side);
        f->n = e.mtu;
    } else if (opening) {
        f = tl_note(s, FINDING_REFUSED_BY_ICMP, SIDE_NONE);
        tl_evidence(f, s->self->syn_frame);
    } else {
        f = tl_note(s, FINDING_ICMP_ERROR, s->v->side);
    }
    f->confidence = CONFIDENCE_LIKELY;
    if (s->past->icmp_frame == 0)
        s->past->icmp_frame = s->seg->number;
}
