// SPDX-License-Identifier: BSD-3-Clause
/*
 * hierarchy.c - `-z io,phs`: how many frames and octets each protocol carried, below the protocol
 * that carried it. A protocol is a node, found by its name and its parent.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "stat/kind.h"

enum { NODES_MAX = 4096, NAME_MAX_OCTETS = 47, COLUMN = 40 };

struct node {
    uint64_t frames, octets;
    uint16_t child, sibling; /* index, 0 for none */
    uint8_t len;
    char name[NAME_MAX_OCTETS];
};

/* @nodes: [0] is the root, which is no protocol; @n in all. @left: frames that found no room */
struct hierarchy_state {
    uint32_t n;
    uint64_t left;
    struct node nodes[NODES_MAX];
};

static enum tcplens_status begin(void **ret, const struct stat_kind *kind, const char *rest,
                                 struct tcplens_error *err)
{
    struct hierarchy_state *s;

    if (*rest != '\0')
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z %s takes no filter of its own; -Y does",
                        kind->name);
    s = calloc(1, sizeof *s);
    if (s == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    s->n = 1;
    *ret = s;
    return TCPLENS_OK;
}

/* The child of that name, a new one behind the others if there is none; 0 if there is no room. */
static uint16_t find_child(struct hierarchy_state *s, uint16_t parent, const char *name, size_t n)
{
    uint16_t *at = &s->nodes[parent].child;

    if (n > NAME_MAX_OCTETS)
        n = NAME_MAX_OCTETS;
    for (; *at != 0; at = &s->nodes[*at].sibling)
        if (s->nodes[*at].len == n && memcmp(s->nodes[*at].name, name, n) == 0)
            return *at;
    if (s->n == NODES_MAX)
        return 0;
    *at = (uint16_t)s->n;
    s->nodes[s->n].len = (uint8_t)n;
    memcpy(s->nodes[s->n].name, name, n);
    return (uint16_t)s->n++;
}

/* One step down, to the protocol of that name; false if there is no room. */
static bool step(struct hierarchy_state *s, uint16_t *at, const char *name, size_t n,
                 uint64_t octets)
{
    *at = find_child(s, *at, name, n);
    if (*at == 0) {
        s->left++;
        return false;
    }
    s->nodes[*at].frames++;
    s->nodes[*at].octets += octets;
    return true;
}

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    static const char joined[] = "tcp.segments";
    struct hierarchy_state *const s = state;
    const struct item *const protocols = items_first(items, F_FRAME_PROTOCOLS);
    const struct item *const len = items_first(items, F_FRAME_LEN);
    const char *p, *end;
    uint16_t at = 0;

    (void)passed;
    if (protocols == NULL || len == NULL)
        return;
    p = (const char *)protocols->octets.p;
    end = p + protocols->octets.n;
    while (p < end) {
        const char *const colon = memchr(p, ':', (size_t)(end - p));
        const size_t n = (size_t)((colon != NULL ? colon : end) - p);

        /* What tells the next header apart is no protocol. */
        if ((n != 9 || memcmp(p, "ethertype", 9) != 0) && !step(s, &at, p, n, len->u))
            return;
        p += n + 1;
    }
    /* That a PDU was put together of several segments counts as a protocol within it. */
    if (items_first(items, F_TCP_SEGMENTS) != NULL)
        (void)step(s, &at, joined, sizeof joined - 1, len->u);
}

static void print_node(const struct hierarchy_state *s, uint16_t i, unsigned depth,
                       struct text *out)
{
    const struct node *const node = &s->nodes[i];
    const size_t used = 2 * (size_t)depth + node->len;

    text_fill(out, ' ', 2 * (size_t)depth);
    text_harmless(out, (const uint8_t *)node->name, node->len);
    text_fill(out, ' ', used < COLUMN ? COLUMN - used : 0);
    text_str(out, " frames:");
    text_u64(out, node->frames);
    text_str(out, " bytes:");
    text_u64(out, node->octets);
    text_char(out, '\n');
}

/* Depth first; the way back up is kept here, not on the stack of calls. */
static void print_nodes(const struct hierarchy_state *s, struct text *out)
{
    static const unsigned deep = 128;
    uint16_t open[128];
    unsigned depth = 0;

    open[0] = s->nodes[0].child;
    while (open[0] != 0 || depth > 0) {
        const uint16_t at = open[depth];

        if (at == 0) {
            depth--;
            continue;
        }
        print_node(s, at, depth, out);
        open[depth] = s->nodes[at].sibling;
        if (s->nodes[at].child != 0 && depth + 1 < deep)
            open[++depth] = s->nodes[at].child;
    }
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    const struct hierarchy_state *const s = state;

    (void)zero_ns;
    text_char(out, '\n');
    text_fill(out, '=', 67);
    text_str(out, "\nProtocol Hierarchy Statistics\nFilter: \n\n");
    print_nodes(s, out);
    if (s->left > 0) {
        text_u64(out, s->left);
        text_str(out, " frames found no room in this table\n");
    }
    text_fill(out, '=', 67);
    text_char(out, '\n');
}

static void end(void *state)
{
    free(state);
}

static const uint16_t fields[] = {F_FRAME_LEN, F_FRAME_PROTOCOLS, F_TCP_SEGMENTS, FIELDS};

const struct stat_kind stat_hierarchy = {.name = "io,phs",
                                         .fields = fields,
                                         .begin = begin,
                                         .frame = count_frame,
                                         .print = print,
                                         .end = end};
