// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_multipath.c - what the options of Multipath TCP say together: keys, tokens and numbers of a
 * connection of several subflows (RFC 6824 3, RFC 8684 3). The options themselves are in
 * tcp_mptcp.c.
 */
#include "dissect/tcp_multipath.h"

#include <inttypes.h>

#include "base/sha1.h"
#include "base/sha256.h"

static unsigned direction_of(const struct dissection *d)
{
    return d->view->row->forward == 1 ? 0 : 1;
}

/* What is known of the frame's stream; NULL if nobody asked, or if there is no room. */
static struct multipath_flow *flow_of(struct dissection *d, struct multipath **ret)
{
    const struct analysis_row *const row = d->view->row;
    struct multipath *m;

    if (d->view->seen == NULL || d->view->quoted || (row->shown & A_HAS_STREAM) == 0)
        return NULL;
    m = seen_multipath(d->view->seen);
    if (m == NULL)
        return NULL;
    *ret = m;
    d->multipath = multipath_flow(m, row->stream);
    return d->multipath;
}

void multipath_note(const struct option *o)
{
    struct multipath *m;
    struct multipath_flow *const flow = flow_of(o->d, &m);

    if (flow != NULL)
        multipath_meet(m, flow);
}

void multipath_note_join(const struct option *o, uint32_t token)
{
    struct multipath *m;
    struct multipath_flow *const flow = flow_of(o->d, &m);

    if (flow != NULL)
        multipath_join(m, flow, direction_of(o->d), token);
}

/* What version `version` makes of a key; 0 and 0 if nobody knows. */
static void derive(unsigned version, const uint8_t *key, uint32_t *token, uint64_t *first)
{
    enum { KEY_OCTETS = 8 };
    uint8_t digest[SHA256_OCTETS] = {0};
    size_t n = SHA256_OCTETS;

    if (version == 0) {
        tl_sha1_short(digest, key, KEY_OCTETS);
        n = SHA1_OCTETS;
    } else if (version == 1) {
        tl_sha256(digest, key, KEY_OCTETS);
    }
    *token = be32(digest);
    *first = (uint64_t)be32(digest + n - 8) << 32 | be32(digest + n - 4);
}

void multipath_put_key(const struct option *o, unsigned version, const uint8_t *key)
{
    struct items *const out = o->d->items;
    const struct multipath_side *side;
    struct multipath_flow *flow;
    struct multipath *m;
    struct item *it;
    uint32_t token;
    uint64_t first;

    derive(version, key, &token, &first);
    flow = flow_of(o->d, &m);
    if (flow != NULL) {
        multipath_key(m, flow, direction_of(o->d), be64(key), token, first);
        side = multipath_side(flow, direction_of(o->d));
        if (side != NULL) {
            token = side->token;
            first = side->first;
        }
    }
    items_generated(items_u(out, F_MPTCP_TOKEN, token));
    it = items_generated(items_u(out, F_MPTCP_IDSN, first));
    ITEMS_SAY(out, it, "Subflow expected IDSN: %" PRIu64 " (64bits version)", first);
}

void multipath_check_echo(const struct option *o, unsigned version, const uint8_t *key)
{
    struct multipath *m;
    struct multipath_flow *const flow = flow_of(o->d, &m);
    const struct multipath_side *const peer =
        flow != NULL ? multipath_side(flow, direction_of(o->d) ^ 1) : NULL;
    uint32_t token;
    uint64_t first;

    if (peer == NULL)
        return;
    if (!peer->has_key) {
        derive(version, key, &token, &first);
        multipath_key(m, flow, direction_of(o->d) ^ 1, be64(key), token, first);
    } else if (peer->key != be64(key)) {
        expert_below(o->d, F_X_MPTCP_ECHOED_KEY, EXPERT_WARNING, EXPERT_PROTOCOL,
                     tl_fields[F_X_MPTCP_ECHOED_KEY].title);
    }
}

/* What a number of 32 bits leaves out: it stands for one that is near the side's first. */
static uint64_t upper_half(const struct multipath_side *side)
{
    return side->first & ~(uint64_t)UINT32_MAX;
}

void multipath_put_ack(const struct option *o, uint64_t number, bool of_8)
{
    const struct multipath_flow *const flow = o->d->multipath;
    const struct multipath_side *const peer =
        flow != NULL ? multipath_side(flow, direction_of(o->d) ^ 1) : NULL;
    struct item *it;

    if (peer == NULL || !peer->has_first)
        return;
    if (!of_8)
        number |= upper_half(peer);
    it = items_generated(items_u(o->d->items, F_MPTCP_ACK, number - peer->first));
    ITEMS_SAY(o->d->items, it, "Multipath TCP Data ACK: %" PRIu64 " (Relative)", it->u);
}

void multipath_put_mapping(const struct option *o, uint64_t number, bool of_8)
{
    const struct multipath_flow *const flow = o->d->multipath;
    struct multipath_side *const side =
        flow != NULL ? multipath_side(flow, direction_of(o->d)) : NULL;
    struct item *it;

    if (side == NULL || !(side->has_first || of_8))
        return;
    side->has_first = true;
    it = items_generated(
        items_u(o->d->items, F_MPTCP_DSS_DSN, (number | upper_half(side)) - side->first));
    ITEMS_SAY(o->d->items, it, "DSS Data Sequence Number: %" PRIu64 " (Relative)", it->u);
}

/* "0 " */
static void put_subflows(struct items *out, const struct multipath_connection *c)
{
    enum { ROOM = 1024, NUMBER_MAX = 12 };
    char octets[ROOM];
    struct text text;
    struct item *it;

    text_init(&text, octets, sizeof octets, NULL, NULL);
    for (const struct multipath_flow *f = c->newest; f != NULL && text.len < ROOM - NUMBER_MAX;
         f = f->before) {
        text_u64(&text, f->stream);
        text_char(&text, ' ');
    }
    it = items_generated(items_add(out, F_MPTCP_SUBFLOWS));
    it->octets = items_keep(out, octets, text.len);
}

void dissect_multipath(struct dissection *d)
{
    const struct multipath_connection *const c = d->multipath->connection;
    struct items *const out = d->items;
    struct item *it;

    if (c == NULL)
        return;
    items_generated(items_mark(out, F_MPTCP_ANALYSIS));
    items_in(out);
    it = items_generated(items_u(out, F_MPTCP_MASTER, c->has_master));
    if (c->has_master)
        ITEMS_SAY(out, it, "Master flow: Master is tcp stream %u", c->master);
    items_generated(items_u(out, F_MPTCP_STREAM, c->index));
    put_subflows(out, c);
    items_out(out);
}
