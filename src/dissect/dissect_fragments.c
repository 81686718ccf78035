// SPDX-License-Identifier: BSD-3-Clause
/* dissect_fragments.c - the IP fragments of which the datagram that is complete with this frame was
 * put together. */
#include "dissect/ip.h"
#include "dissect/links.h"

struct fragment_fields {
    const char *version;
    uint16_t all, one, error, overlap, conflict, tails, too_long, count, length, data,
        reassembled_in;
};

static const struct fragment_fields fields4 = {
    .version = "IPv4",
    .all = F_IP_FRAGMENTS,
    .one = F_IP_FRAGMENT,
    .error = F_IP_FRAGMENT_ERROR,
    .overlap = F_IP_FRAGMENT_OVERLAP,
    .conflict = F_IP_FRAGMENT_CONFLICT,
    .tails = F_IP_FRAGMENT_TAILS,
    .too_long = F_IP_FRAGMENT_TOO_LONG,
    .count = F_IP_FRAGMENT_COUNT,
    .length = F_IP_REASSEMBLED_LENGTH,
    .data = F_IP_REASSEMBLED_DATA,
    .reassembled_in = F_IP_REASSEMBLED_IN,
};
static const struct fragment_fields fields6 = {
    .version = "IPv6",
    .all = F_IPV6_FRAGMENTS,
    .one = F_IPV6_FRAGMENT,
    .error = F_IPV6_FRAGMENT_ERROR,
    .overlap = F_IPV6_FRAGMENT_OVERLAP,
    .conflict = F_IPV6_FRAGMENT_CONFLICT,
    .tails = F_IPV6_FRAGMENT_TAILS,
    .too_long = F_IPV6_FRAGMENT_TOO_LONG,
    .count = F_IPV6_FRAGMENT_COUNT,
    .length = F_IPV6_REASSEMBLED_LENGTH,
    .data = F_IPV6_REASSEMBLED_DATA,
    .reassembled_in = F_IPV6_REASSEMBLED_IN,
};

/* "[2 IPv4 Fragments (89 bytes): #2(24), #5(65)]" */
static void say_all(struct items *out, struct item *it, const struct datagram_whole *w,
                    const char *version)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_u64(&line, w->n_parts);
    text_char(&line, ' ');
    text_str(&line, version);
    text_str(&line, w->n_parts == 1 ? " Fragment (" : " Fragments (");
    text_u64(&line, w->data.n);
    text_str(&line, w->data.n == 1 ? " byte)" : " bytes)");
    for (size_t i = 0; i < w->n_parts; i++) {
        text_str(&line, i == 0 ? ": #" : ", #");
        text_u64(&line, w->parts[i].frame);
        text_char(&line, '(');
        text_u64(&line, w->parts[i].len);
        text_char(&line, ')');
    }
    items_say_list(out, it, &line);
}

static void put_flag(struct items *out, uint16_t field, bool is_set)
{
    if (is_set)
        items_generated(items_mark(out, (enum field_id)field));
}

static void put_part(struct items *out, const struct fragment_fields *f, struct span data,
                     const struct datagram_part *part)
{
    const bool is_error = part->conflict || part->second_tail || part->too_long;
    const uint16_t field = is_error ? f->error : f->one;
    struct item *const it = items_generated(items_u(out, (enum field_id)field, part->frame));
    const uint32_t end = part->offset + part->len;

    if (end <= data.n)
        items_at(it, data.p + part->offset, part->len);
    ITEMS_SAY(out, it, "Frame: %llu, payload: %u-%u (%u byte%s)", (unsigned long long)part->frame,
              part->offset, end - 1, part->len, part->len == 1 ? "" : "s");
    items_in(out);
    put_flag(out, f->overlap, part->overlap);
    put_flag(out, f->conflict, part->conflict);
    put_flag(out, f->tails, part->second_tail);
    put_flag(out, f->too_long, part->too_long);
    items_out(out);
}

static void put_whole(struct items *out, const struct fragment_fields *f,
                      const struct datagram_whole *w)
{
    const enum field_id field = (enum field_id)f->all;
    struct item *it;

    if (tl_fields[field].type == FIELD_OCTETS)
        it = items_octets(out, field, w->data.p, w->data.n);
    else
        it = items_at(items_mark(out, field), w->data.p, (uint32_t)w->data.n);
    items_generated(it);
    say_all(out, it, w, f->version);
    items_in(out);
    for (size_t i = 0; i < w->n_parts; i++)
        put_part(out, f, w->data, &w->parts[i]);
    items_generated(items_u(out, (enum field_id)f->count, w->n_parts));
    items_generated(items_u(out, (enum field_id)f->length, w->data.n));
    items_generated(items_octets(out, (enum field_id)f->data, w->data.p, w->data.n));
    items_out(out);
}

void dissect_fragments(struct dissection *d, const struct layer *ip)
{
    const struct fragment_fields *const f = ip->kind == LAYER_IP4 ? &fields4 : &fields6;
    const struct field_view *const view = d->view;
    uint64_t later;

    if (view->datagram != NULL && ip == d->fragmented) {
        put_whole(d->items, f, view->datagram);
    } else if (view->links != NULL) {
        later = tl_links_find(view->links, LINK_DATAGRAM, view->frame->number);
        if (later != 0)
            items_generated(items_u(d->items, (enum field_id)f->reassembled_in, later));
    }
}
