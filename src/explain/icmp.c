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
#include "base/message.h"
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

/* What an ICMP error says (RFC 792, RFC 1122 3.2.2, RFC 1812 5.2.7); message IDs. */
static const char *v4_text(const struct icmp_error *e)
{
    static const char *const unreachable[] = {
        N_("network unreachable"),
        N_("host unreachable"),
        N_("protocol unreachable"),
        N_("port unreachable"),
        N_("fragmentation needed, but not allowed"),
        N_("source route failed"),
        N_("network unknown"),
        N_("host unknown"),
        N_("source host isolated"),
        N_("network administratively prohibited"),
        N_("host administratively prohibited"),
        N_("network unreachable for this type of service"),
        N_("host unreachable for this type of service"),
        N_("administratively prohibited"),
    };

    switch (e->type) {
    case V4_UNREACHABLE:
        return e->code < sizeof unreachable / sizeof unreachable[0] ? unreachable[e->code]
                                                                    : N_("unreachable");
    case 4:
        return N_("source quench");
    case 5:
        return N_("redirect");
    case 11:
        return N_("time exceeded on the way");
    case 12:
        return N_("parameter problem");
    default:
        return N_("unknown");
    }
}

/* RFC 4443 3. */
static const char *v6_text(const struct icmp_error *e)
{
    static const char *const unreachable[] = {
        N_("no route to the destination"),
        N_("administratively prohibited"),
        N_("beyond the scope of the source address"),
        N_("address unreachable"),
        N_("port unreachable"),
        N_("source address failed the policy"),
        N_("route rejected"),
    };

    switch (e->type) {
    case 1:
        return e->code < sizeof unreachable / sizeof unreachable[0] ? unreachable[e->code]
                                                                    : N_("unreachable");
    case V6_TOO_BIG:
        return N_("packet too big");
    case 3:
        return N_("time exceeded on the way");
    case 4:
        return N_("parameter problem");
    default:
        return N_("unknown");
    }
}

void tl_tell_icmp(struct sight *s)
{
    const struct icmp_error e = tl_icmp_error(s->seg);
    struct tell *const tell = tl_row_tell(s, TELL_ICMP_ERROR);
    const char *text;

    tell->n = (uint64_t)e.type << 8 | e.code;
    tell->m = e.mtu;
    text = s->seg->frame[s->seg->l3_off] >> 4 == 6 ? v6_text(&e) : v4_text(&e);
    tell->text = tl_row_text(s, (const uint8_t *)text, strlen(text));
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
