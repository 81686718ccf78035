// SPDX-License-Identifier: BSD-3-Clause
/* info.c - the columns that are the same for every protocol, and those of TCP's neighbours. */
#include "dissect/info.h"

#include <string.h>
#include <time.h>

enum {
    NS_PER_US = 1000,
    MICROSECONDS = 6,
    NANOSECONDS = 9,
    IP4_HEADER = 20,
    IP6_HEADER = 40,
    PROTOCOL_FRAGMENT_OFF = 6,
};
#define NS_PER_S INT64_C(1000000000)

void info_clear(struct info *info)
{
    info->protocol = "";
    info->source[0] = info->destination[0] = '\0';
    text_init(&info->text, info->room, sizeof info->room, NULL, NULL);
}

/* ---- Addresses ---- */

typedef void write_address(struct text *t, const uint8_t *p);

static void write_ip4(struct text *t, const uint8_t *p)
{
    text_ip4(t, p);
}

static void write_ip6(struct text *t, const uint8_t *p)
{
    text_ip6(t, p);
}

static void write_ether(struct text *t, const uint8_t *p)
{
    for (unsigned i = 0; i < 6; i++) {
        if (i > 0)
            text_char(t, ':');
        text_hex(t, p[i], 2);
    }
}

static void put_address(char *to, const uint8_t *p, write_address *write)
{
    struct text t;

    text_init(&t, to, ADDRESS_OCTETS - 1, NULL, NULL);
    write(&t, p);
    t.buf[t.len] = '\0';
}

static void put_addresses(struct info *info, const struct layer *l)
{
    switch (l->kind) {
    case LAYER_ETHERNET:
        if (l->captured < 12)
            return;
        put_address(info->destination, l->p, write_ether);
        put_address(info->source, l->p + 6, write_ether);
        return;
    case LAYER_IP4:
        if (l->captured < IP4_HEADER)
            return;
        put_address(info->source, l->p + 12, write_ip4);
        put_address(info->destination, l->p + 16, write_ip4);
        return;
    case LAYER_IP6:
        if (l->captured < IP6_HEADER)
            return;
        put_address(info->source, l->p + 8, write_ip6);
        put_address(info->destination, l->p + 24, write_ip6);
        return;
    default:
        return;
    }
}

/* ---- What TCP's neighbours say ---- */

static void say_arp(struct dissection *d, const struct layer *l)
{
    struct text *const t = info_begin(d, "ARP");
    const uint8_t *const h = l->p;

    if (l->captured < 28 || be32(h) != 0x00010800 || be16(h + 4) != 0x0604)
        return;
    if (be16(h + 6) == 1) {
        text_str(t, "Who has ");
        text_ip4(t, h + 24);
        text_str(t, "? Tell ");
        text_ip4(t, h + 14);
    } else {
        text_ip4(t, h + 14);
        text_str(t, " is at ");
        write_ether(t, h + 8);
    }
}

static void say_udp(struct dissection *d, const struct layer *l)
{
    struct text *const t = info_begin(d, "UDP");

    if (l->captured < 8)
        return;
    text_u64(t, be16(l->p));
    text_str(t, " \xe2\x86\x92 ");
    text_u64(t, be16(l->p + 2));
    text_str(t, " Len=");
    text_u64(t, be16(l->p + 4) >= 8 ? be16(l->p + 4) - 8U : 0);
}

static void say_icmp(struct dissection *d, const struct layer *l)
{
    const bool is_6 = l->kind == LAYER_ICMP6;
    struct text *const t = info_begin(d, is_6 ? "ICMPv6" : "ICMP");
    const uint8_t *const h = l->p;
    const uint8_t request = is_6 ? 128 : 8, reply = is_6 ? 129 : 0;

    if (l->captured < 8)
        return;
    if (h[0] == request || h[0] == reply) {
        text_str(t, h[0] == request ? "Echo (ping) request  id=0x" : "Echo (ping) reply    id=0x");
        text_hex(t, be16(h + 4), 4);
        text_str(t, ", seq=");
        text_u64(t, be16(h + 6));
        return;
    }
    text_str(t, "Type ");
    text_u64(t, h[0]);
    text_str(t, ", code ");
    text_u64(t, h[1]);
}

static void say_ip4(struct dissection *d, const struct layer *l)
{
    struct text *const t = info_begin(d, "IPv4");
    const uint8_t *const h = l->p;

    if (l->captured < IP4_HEADER || (be16(h + PROTOCOL_FRAGMENT_OFF) & 0x3fff) == 0)
        return;
    text_str(t, "Fragmented IP protocol (proto=");
    text_u64(t, h[9]);
    text_str(t, ", off=");
    text_u64(t, (be16(h + PROTOCOL_FRAGMENT_OFF) & 0x1fffU) * 8);
    text_str(t, ", ID=");
    text_hex(t, be16(h + 4), 4);
    text_char(t, ')');
}

void info_layers(struct dissection *d, const struct layers *layers)
{
    for (size_t i = 0; i < layers->n && !layers->of[i].quoted; i++) {
        const struct layer *const l = &layers->of[i];

        put_addresses(d->info, l);
        switch (l->kind) {
        case LAYER_ETHERNET:
            (void)info_begin(d, "Ethernet");
            break;
        case LAYER_ARP:
            say_arp(d, l);
            break;
        case LAYER_IP4:
            say_ip4(d, l);
            break;
        case LAYER_IP6:
            (void)info_begin(d, "IPv6");
            break;
        case LAYER_UDP:
            say_udp(d, l);
            break;
        case LAYER_ICMP:
        case LAYER_ICMP6:
            say_icmp(d, l);
            break;
        case LAYER_TCP:
            (void)info_begin(d, "TCP");
            break;
        default:
            break;
        }
    }
}

/* ---- Time ---- */

static void write_fraction(struct text *t, int64_t ns, unsigned decimals)
{
    static const uint32_t units[] = {0,     100000000, 10000000, 1000000, 100000,
                                     10000, 1000,      100,      10,      1};

    if (decimals == 0)
        return;
    text_char(t, '.');
    text_u64_padded(t, (uint64_t)ns / units[decimals], decimals, '0');
}

static void write_span(struct text *t, int64_t ns, unsigned decimals)
{
    const uint64_t size = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;

    if (ns < 0)
        text_char(t, '-');
    text_u64(t, size / (uint64_t)NS_PER_S);
    write_fraction(t, (int64_t)(size % (uint64_t)NS_PER_S), decimals);
}

enum date { NO_DATE, MONTH_AND_DAY, DAY_OF_YEAR };

static void write_date(struct text *t, const struct tm *tm, enum date date)
{
    if (date == NO_DATE)
        return;
    text_u64(t, (uint64_t)tm->tm_year + 1900);
    if (date == DAY_OF_YEAR) {
        text_char(t, '/');
        text_u64_padded(t, (uint64_t)tm->tm_yday + 1, 3, '0');
    } else {
        text_char(t, '-');
        text_u64_padded(t, (uint64_t)tm->tm_mon + 1, 2, '0');
        text_char(t, '-');
        text_u64_padded(t, (uint64_t)tm->tm_mday, 2, '0');
    }
    text_char(t, ' ');
}

static void write_moment(struct text *t, enum date date, bool utc, int64_t ns, unsigned decimals)
{
    const int64_t rest = ns % NS_PER_S < 0 ? ns % NS_PER_S + NS_PER_S : ns % NS_PER_S;
    const time_t s = (time_t)((ns - rest) / NS_PER_S);
    struct tm tm;

    if ((utc ? gmtime_r(&s, &tm) : localtime_r(&s, &tm)) == NULL)
        return;
    write_date(t, &tm, date);
    text_u64_padded(t, (uint64_t)tm.tm_hour, 2, '0');
    text_char(t, ':');
    text_u64_padded(t, (uint64_t)tm.tm_min, 2, '0');
    text_char(t, ':');
    text_u64_padded(t, (uint64_t)tm.tm_sec, 2, '0');
    write_fraction(t, rest, decimals);
    if (utc)
        text_char(t, 'Z');
}

static void write_time(struct text *t, const struct field_view *v)
{
    const bool told = v->origin != NULL && v->origin->decimals != 0;
    const unsigned decimals = told ? v->origin->decimals : MICROSECONDS;
    const int64_t ns = v->frame->ts_ns;

    switch ((enum time_form)v->time_form) {
    case WHEN_DELTA:
        write_span(t, ns - v->previous_ns, decimals);
        return;
    case WHEN_DELTA_SHOWN:
        write_span(t, ns - v->previous_shown_ns, decimals);
        return;
    case WHEN_EPOCH:
        write_span(t, ns, decimals);
        return;
    case WHEN_ABSOLUTE:
        write_moment(t, NO_DATE, false, ns, decimals);
        return;
    case WHEN_DATE:
        write_moment(t, MONTH_AND_DAY, false, ns, decimals);
        return;
    case WHEN_DAY_OF_YEAR:
        write_moment(t, DAY_OF_YEAR, false, ns, decimals);
        return;
    case WHEN_UTC:
        write_moment(t, NO_DATE, true, ns, decimals);
        return;
    case WHEN_UTC_DATE:
        write_moment(t, MONTH_AND_DAY, true, ns, decimals);
        return;
    case WHEN_UTC_DAY_OF_YEAR:
        write_moment(t, DAY_OF_YEAR, true, ns, decimals);
        return;
    case WHEN_RELATIVE:
    default:
        write_span(t, ns - v->first_ns, decimals);
        return;
    }
}

/* ---- The columns ---- */

static void put_text(struct items *out, enum field_id field, const char *text, size_t n)
{
    items_hidden(items_kept(out, field, (struct span){(const uint8_t *)text, n}));
}

static void put_number(struct items *out, enum field_id field, uint64_t v)
{
    char room[24];
    struct text t;

    text_init(&t, room, sizeof room, NULL, NULL);
    text_u64(&t, v);
    put_text(out, field, room, t.len);
}

void info_put(struct dissection *d)
{
    const struct info *const info = d->info;
    struct items *const out = d->items;
    char room[48];
    struct text t;

    put_number(out, F_COL_NUMBER, d->view->frame->number);
    text_init(&t, room, sizeof room, NULL, NULL);
    write_time(&t, d->view);
    put_text(out, F_COL_TIME, room, t.len);
    put_text(out, F_COL_SOURCE, info->source, strlen(info->source));
    put_text(out, F_COL_DESTINATION, info->destination, strlen(info->destination));
    put_text(out, F_COL_PROTOCOL, info->protocol, strlen(info->protocol));
    put_number(out, F_COL_LENGTH, d->view->frame->len);
    put_text(out, F_COL_INFO, info->text.buf, info->text.len);
}
