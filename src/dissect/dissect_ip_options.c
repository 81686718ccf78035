// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_ip_options.c - the list of an IPv4 header's options (RFC 791 3.1).
 *
 * An option of a length that it may not have is shown as far as its octets go, as Wireshark has it;
 * one that reaches beyond the header ends the list.
 */
#include <stdio.h>

#include "dissect/ip_option.h"

enum { IP_OPTION_END = 0, IP_OPTION_NOP = 1 };

/**
 * struct ip_option_kind
 * @type:   its number, with copy flag and class
 * @least:  octets that it must have
 * @fixed:  it has no more
 */
struct ip_option_kind {
    uint8_t type, least;
    bool fixed;
    enum field_id field;
    const char *name;
    ip_option_reader *reader;
};

static const struct ip_option_kind kinds[] = {
    {7, 3, false, F_IP_OPTION_RECORD_ROUTE, "Record Route", ip_option_record_route},
    {11, 4, true, F_IP_OPTION_MTU_PROBE, "MTU Probe", ip_option_mtu},
    {12, 4, true, F_IP_OPTION_MTU_REPLY, "MTU Reply", ip_option_mtu},
    {25, 8, true, F_IP_OPTION_QS, "Quick-Start", ip_option_quick_start},
    {68, 4, false, F_IP_OPTION_TIMESTAMP, "Time Stamp", ip_option_timestamps},
    {82, 12, true, F_IP_OPTION_TRACEROUTE, "Traceroute", ip_option_traceroute},
    {130, 3, false, F_IP_OPTION_SECURITY, "Security", ip_option_security},
    {131, 3, false, F_IP_OPTION_LOOSE, "Loose Source Route", ip_option_source_route},
    {133, 3, false, F_IP_OPTION_EXT_SECURITY, "Extended Security", ip_option_extended_security},
    {134, 6, false, F_IP_OPTION_CIPSO, "Commercial Security", ip_option_commercial_security},
    {136, 4, true, F_IP_OPTION_SID, "Stream ID", ip_option_stream_id},
    {137, 3, false, F_IP_OPTION_STRICT, "Strict Source Route", ip_option_source_route},
    {148, 4, true, F_IP_OPTION_ROUTER_ALERT, "Router Alert", ip_option_router_alert},
    {149, 2, false, F_IP_OPTION_SDB, "Selective Directed Broadcast", ip_option_directed_broadcast},
};

static const struct ip_option_kind *find_kind(uint8_t type)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].type == type)
            return &kinds[i];
    return NULL;
}

static void put_type(struct items *out, const uint8_t *p)
{
    items_be(out, F_IP_OPT_TYPE, p, 1);
    items_in(out);
    items_be(out, F_IP_OPT_COPY, p, 1);
    items_be(out, F_IP_OPT_CLASS, p, 1);
    items_be(out, F_IP_OPT_NUMBER, p, 1);
    items_out(out);
}

/* End of list, no-operation: a type is all there is. */
static void put_lone(struct items *out, const uint8_t *p)
{
    items_at(items_mark(out, *p == IP_OPTION_END ? F_IP_OPTION_EOL : F_IP_OPTION_NOP), p, 1);
    items_in(out);
    put_type(out, p);
    items_out(out);
}

static void say_option(struct items *out, struct item *it, const struct ip_option *o,
                       const struct ip_option_kind *kind)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, "IP Option - ");
    text_str(&line, kind->name);
    text_str(&line, " (");
    text_u64(&line, kind->fixed ? kind->least : o->len);
    text_str(&line, " bytes)");
    if (kind->reader == ip_option_router_alert && o->len >= kind->least) {
        text_str(&line, be16(o->p + 2) == 0 ? ": Router shall examine packet (" : ": Reserved (");
        text_u64(&line, be16(o->p + 2));
        text_char(&line, ')');
    } else if (kind->reader == ip_option_quick_start && o->len >= 3) {
        text_str(&line, (o->p[2] & 0xf0) == 0 ? ": Rate request (0)" : ": Rate report");
    }
    items_say(out, it, &line);
}

static void put_option(struct dissection *d, const uint8_t *p, uint32_t len)
{
    const struct ip_option_kind *const kind = find_kind(p[0]);
    const struct ip_option o = {.d = d, .p = p, .len = len};
    struct items *const out = d->items;
    struct item *it;
    char message[80];

    if (kind == NULL) {
        ITEMS_LINE(out, p, len, "Unknown (0x%02x) (%u bytes)", p[0], len);
        return;
    }
    it = items_at(items_mark(out, kind->field), p, len);
    say_option(out, it, &o, kind);
    items_in(out);
    put_type(out, p);
    items_be(out, F_IP_OPT_LEN, p + 1, 1);
    if (kind->fixed && len != kind->least) {
        (void)snprintf(message, sizeof message, "%s (with option length = %u byte%s; should be %u)",
                       kind->name, len, len == 1 ? "" : "s", kind->least);
        ip_option_complain_below(&o, message);
    }
    kind->reader(&o);
    items_out(out);
}

/* An option that cannot be: the list ends with it. */
static void put_impossible(struct dissection *d, struct span rest)
{
    const struct ip_option_kind *const kind = find_kind(rest.p[0]);
    const struct ip_option o = {.d = d};
    char name[32], message[128];

    if (kind != NULL)
        (void)snprintf(name, sizeof name, "%s", kind->name);
    else
        (void)snprintf(name, sizeof name, "Unknown (0x%02x)", rest.p[0]);
    if (rest.n < 2)
        (void)snprintf(message, sizeof message, "%s (length byte past end of options)", name);
    else if (rest.p[1] < 2)
        (void)snprintf(message, sizeof message, "%s (with too-short option length = %u byte%s)",
                       name, rest.p[1], rest.p[1] == 1 ? "" : "s");
    else
        (void)snprintf(message, sizeof message,
                       "%s (option length = %u bytes says option goes past end of options)", name,
                       rest.p[1]);
    items_heading(d->items, message);
    ip_option_complain_below(&o, message);
}

/* The next option's octets; empty, with what is left in `rest`, at the end of the list or at an
 * option that cannot be. */
static struct span next_option(struct span *rest)
{
    struct span option = {rest->p, 0};

    if (rest->n == 0)
        return option;
    if (rest->p[0] <= IP_OPTION_NOP)
        option.n = 1;
    else if (rest->n >= 2 && rest->p[1] >= 2)
        option.n = rest->p[1];
    if (span_take(rest, option.n) == NULL)
        option.n = 0;
    return option;
}

static void say_options(struct items *out, struct item *it, struct span options)
{
    struct text line = items_line(out);
    struct span rest = options, option;

    text_str(&line, "Options: (");
    text_u64(&line, options.n);
    text_str(&line, " bytes)");
    while ((option = next_option(&rest)).n != 0 && option.p[0] != IP_OPTION_END) {
        const struct ip_option_kind *const kind = find_kind(option.p[0]);

        if (kind != NULL && option.n >= kind->least) {
            text_str(&line, ", ");
            text_str(&line, kind->name);
        }
    }
    items_say(out, it, &line);
}

void dissect_ip_options(struct dissection *d, struct span options)
{
    struct items *const out = d->items;
    struct item *const it = items_octets(out, F_TEXT, options.p, options.n);
    struct span rest = options, option;

    if (out->tree)
        say_options(out, it, options);
    items_in(out);
    while ((option = next_option(&rest)).n != 0) {
        if (option.p[0] > IP_OPTION_NOP)
            put_option(d, option.p, (uint32_t)option.n);
        else
            put_lone(out, option.p);
        if (option.p[0] == IP_OPTION_END)
            break;
    }
    if (option.n == 0 && rest.n != 0)
        put_impossible(d, rest);
    items_out(out);
}

const uint8_t *ip_options_destination(struct span options)
{
    struct span rest = options, option;

    while ((option = next_option(&rest)).n != 0 && option.p[0] != IP_OPTION_END) {
        const struct ip_option_kind *const kind = find_kind(option.p[0]);

        if (kind == NULL || kind->reader != ip_option_source_route)
            continue;
        if (option.n < 3 || option.p[2] < 4 || option.p[2] % IP_ADDRESS != 0 ||
            option.p[2] > option.n)
            return NULL;
        return option.p + option.n - IP_ADDRESS;
    }
    return NULL;
}
