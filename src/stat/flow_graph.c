// SPDX-License-Identifier: BSD-3-Clause
#include "stat/flow_graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { FIRST_ROOM = 256, FIRST_TEXT = 16384, LINE_MAX_OCTETS = 7168 };

static enum tcplens_status begin(void **ret, const struct stat_kind *kind, const char *rest,
                                 struct tcplens_error *err)
{
    struct flow_graph *g;

    if (strcmp(rest, "network") != 0 && strcmp(rest, "standard") != 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "-z %s wants \"network\" or \"standard\" behind it, and no filter of its "
                        "own; -Y is one",
                        kind->name);
    g = calloc(1, sizeof *g);
    if (g == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    g->any = kind == &stat_flow_any;
    *ret = g;
    return TCPLENS_OK;
}

static void end(void *state)
{
    struct flow_graph *const g = state;

    free(g->arrows);
    free(g->text);
    free(g);
}

/* ---- Room ---- */

static bool make_room(struct flow_graph *g, size_t n)
{
    const size_t text_room = g->text_room == 0 ? FIRST_TEXT : 2 * g->text_room;
    const uint32_t room = g->room == 0 ? FIRST_ROOM : 2 * g->room;
    struct flow_arrow *arrows;
    char *text;

    if (g->n == g->room) {
        arrows = g->n < STAT_ROWS_MAX ? realloc(g->arrows, room * sizeof *arrows) : NULL;
        if (arrows == NULL)
            return false;
        g->arrows = arrows;
        g->room = room;
    }
    if (n > g->text_room - g->text_len) {
        text = text_room <= FLOW_TEXT_MAX ? realloc(g->text, text_room) : NULL;
        if (text == NULL)
            return false;
        g->text = text;
        g->text_room = text_room;
    }
    return true;
}

/* The column of an address, a new one behind the others if it has none; FLOW_STATIONS if there is
 * no room, or no address. */
static uint8_t find_station(struct flow_graph *g, const struct item *address)
{
    const size_t n = address != NULL ? address->octets.n : 0;
    char name[FLOW_ADDRESS] = "";

    if (n == 0 || n >= sizeof name)
        return FLOW_STATIONS;
    memcpy(name, address->octets.p, n);
    for (uint8_t i = 0; i < g->n_stations; i++)
        if (strcmp(g->station[i], name) == 0)
            return i;
    if (g->n_stations == FLOW_STATIONS)
        return FLOW_STATIONS;
    memcpy(g->station[g->n_stations], name, sizeof name);
    return g->n_stations++;
}

/* ---- What is said of a frame ---- */

static uint64_t number(const struct items *items, enum field_id field)
{
    const struct item *const it = items_first(items, field);

    return it != NULL ? it->u : 0;
}

static uint16_t port(const struct items *items, enum field_id tcp, enum field_id udp)
{
    return (uint16_t)number(items, items_first(items, tcp) != NULL ? tcp : udp);
}

static void say_octets(struct text *t, const struct items *items, enum field_id field)
{
    const struct item *const it = items_first(items, field);

    if (it != NULL)
        text_harmless(t, it->octets.p, it->octets.n);
}

static void say_flags(struct text *t, const struct items *items)
{
    static const char *const names[] = {"FIN", "SYN", "RST", "PSH", "ACK",     "URG",
                                        "ECE", "CWR", "AE",  "",    "Reserved"};
    const uint64_t flags = number(items, F_TCP_FLAGS);
    /* The three bits between AE and the data offset are one name. */
    const uint64_t told = (flags & 0x1ff) | ((flags & 0xe00) != 0 ? 0x400 : 0);
    const uint64_t len = number(items, F_TCP_LEN);
    const char *between = "";

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((told >> i & 1) == 0)
            continue;
        text_str(t, between);
        text_str(t, names[i]);
        between = ", ";
    }
    if (told == 0)
        text_str(t, "<None>");
    if (len == 0)
        return;
    text_str(t, " - Len: ");
    text_u64(t, len);
}

static void say_label(const struct flow_graph *g, struct text *t, const struct items *items)
{
    if (g->any)
        say_octets(t, items, F_COL_INFO);
    else
        say_flags(t, items);
}

static void say_remark(const struct flow_graph *g, struct text *t, const struct items *items)
{
    enum { ACK = 0x10 };

    if (g->any) {
        say_octets(t, items, F_COL_PROTOCOL);
        text_str(t, ": ");
        say_octets(t, items, F_COL_INFO);
        return;
    }
    text_str(t, "Seq = ");
    text_u64(t, number(items, F_TCP_SEQ));
    if ((number(items, F_TCP_FLAGS) & ACK) == 0)
        return;
    text_str(t, " Ack = ");
    text_u64(t, number(items, F_TCP_ACK));
}

/* Whether the frame is a segment; one that an ICMP error quotes stands deeper. */
static bool has_segment(const struct items *items)
{
    const struct item *const flags = items_first(items, F_TCP_FLAGS);

    return flags != NULL && flags->depth == 1;
}

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    struct flow_graph *const g = state;
    struct flow_arrow arrow = {.from = FLOW_STATIONS};
    char line[LINE_MAX_OCTETS];
    struct text t;

    (void)passed;
    if (!g->any && !has_segment(items))
        return;
    text_init(&t, line, sizeof line, NULL, NULL);
    say_octets(&t, items, F_COL_TIME);
    arrow.time_len = (uint16_t)t.len;
    say_label(g, &t, items);
    arrow.label_len = (uint16_t)(t.len - arrow.time_len);
    say_remark(g, &t, items);
    arrow.remark_len = (uint16_t)(t.len - arrow.time_len - arrow.label_len);
    arrow.conversation = (uint32_t)number(items, F_TCP_STREAM);
    arrow.port_from = port(items, F_TCP_SRCPORT, F_UDP_SRCPORT);
    arrow.port_to = port(items, F_TCP_DSTPORT, F_UDP_DSTPORT);
    if (make_room(g, t.len)) {
        arrow.from = find_station(g, items_first(items, F_COL_SOURCE));
        arrow.to = find_station(g, items_first(items, F_COL_DESTINATION));
    }
    if (arrow.from == FLOW_STATIONS || arrow.to == FLOW_STATIONS) {
        g->left++;
        return;
    }
    arrow.text = (uint32_t)g->text_len;
    memcpy(g->text + g->text_len, line, t.len);
    g->text_len += t.len;
    g->several |= g->n > 0 && !g->any && g->arrows[0].conversation != arrow.conversation;
    g->arrows[g->n++] = arrow;
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    (void)zero_ns;
    flow_draw(state, out);
}

static const uint16_t tcp_fields[] = {
    F_COL_TIME, F_COL_SOURCE, F_COL_DESTINATION, F_TCP_SRCPORT, F_TCP_DSTPORT, F_TCP_FLAGS,
    F_TCP_LEN,  F_TCP_SEQ,    F_TCP_ACK,         F_TCP_STREAM,  FIELDS};

static const uint16_t any_fields[] = {
    F_COL_TIME,    F_COL_SOURCE,  F_COL_DESTINATION, F_COL_PROTOCOL, F_COL_INFO,
    F_TCP_SRCPORT, F_TCP_DSTPORT, F_UDP_SRCPORT,     F_UDP_DSTPORT,  FIELDS};

const struct stat_kind stat_flow_tcp = {.name = "flow,tcp",
                                        .fields = tcp_fields,
                                        .begin = begin,
                                        .frame = count_frame,
                                        .print = print,
                                        .end = end};

const struct stat_kind stat_flow_any = {.name = "flow,any",
                                        .fields = any_fields,
                                        .begin = begin,
                                        .frame = count_frame,
                                        .print = print,
                                        .end = end};
