// SPDX-License-Identifier: BSD-3-Clause
#include "export/pdml.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "export/outline.h"
#include "export/shown.h"
#include "field/line.h"
#include "field/value.h"

#define NS_PER_S INT64_C(1000000000)

enum { INDENT = 2, LINE_MAX_OCTETS = 4096 };

/* What XML 1.0 has a name or a number for; other control characters it cannot hold at all. */
static const char *reference(unsigned char c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#x27;";
    case '\t':
        return "&#x9;";
    case '\n':
        return "&#xa;";
    case '\r':
        return "&#xd;";
    default:
        return c < 0x20 ? "\xef\xbf\xbd" : NULL;
    }
}

static void put_escaped(struct text *out, const char *p, size_t n)
{
    size_t plain = 0;

    for (size_t i = 0; i < n; i++) {
        const char *const as = reference((unsigned char)p[i]);

        if (as == NULL)
            continue;
        text_octets(out, p + plain, i - plain);
        text_str(out, as);
        plain = i + 1;
    }
    text_octets(out, p + plain, n - plain);
}

/* What the network calls text may be no UTF-8: it is made harmless before it is escaped. */
static void put_text(struct text *out, struct span s)
{
    char line[LINE_MAX_OCTETS] __attribute__((uninitialized)); /* clearing takes longest */
    struct text t;

    text_init(&t, line, sizeof line, NULL, NULL);
    text_harmless(&t, s.p, s.n < sizeof line / 4 ? s.n : sizeof line / 4);
    put_escaped(out, line, t.len);
}

static void put_show(struct text *out, const struct items *items, const struct item *it)
{
    if (it->field == F_TEXT)
        put_text(out, outline_line(items, it));
    else if (tl_fields[it->field].type == FIELD_TEXT)
        put_text(out, it->octets);
    else
        tl_shown_write(out, items, it);
}

static void put_showname(struct text *out, const struct items *items, const struct item *it)
{
    char line[LINE_MAX_OCTETS] __attribute__((uninitialized)); /* clearing takes longest */
    struct item plain = *it;
    struct text t;

    plain.flags &= (uint8_t)~ITEM_GENERATED;
    text_init(&t, line, sizeof line, NULL, NULL);
    tl_line_write(&t, items, &plain);
    text_str(out, "\" showname=\"");
    put_escaped(out, line, t.len);
}

static void put_number(struct text *out, const char *name, uint64_t v)
{
    text_str(out, name);
    text_u64(out, v);
}

/* The octets; of bits among them, their value first. */
static void put_octets(struct text *out, const struct item *it)
{
    if (it->size == 0)
        return;
    text_str(out, "\" value=\"");
    tl_shown_write_raw(out, it);
    if (tl_fields[it->field].mask == 0)
        return;
    text_str(out, "\" unmaskedvalue=\"");
    for (uint32_t i = 0; i < it->size; i++)
        text_hex(out, it->p[i], 2);
}

static void put_attributes(struct text *out, const struct items *items, const struct item *it)
{
    const bool protocol = tl_fields[it->field].type == FIELD_PROTOCOL;

    text_str(out, " name=\"");
    if (it->field == F_TEXT) {
        text_str(out, "\" show=\"");
        put_show(out, items, it);
    } else {
        text_str(out, tl_fields[it->field].name);
        put_showname(out, items, it);
    }
    if ((it->flags & ITEM_HIDDEN) != 0)
        text_str(out, "\" hide=\"yes");
    put_number(out, "\" size=\"", it->size);
    put_number(out, "\" pos=\"", items_position(items, it));
    if (!protocol && it->field != F_TEXT) {
        text_str(out, "\" show=\"");
        put_show(out, items, it);
    }
    if (!protocol)
        put_octets(out, it);
    text_char(out, '"');
}

static const char *element(const struct item *it)
{
    return it->depth == 0 ? "proto" : "field";
}

static void put_indent(struct text *out, unsigned depth)
{
    text_fill(out, ' ', (size_t)INDENT * (depth + 1));
}

static void close_down_to(struct text *out, const struct item **open, unsigned *depth,
                          unsigned wanted)
{
    while (*depth > wanted) {
        const struct item *const it = open[--*depth];

        put_indent(out, *depth);
        text_str(out, "</");
        text_str(out, element(it));
        text_str(out, ">\n");
    }
}

/* What pcap_pkthdr and the position in the file tell of every frame. */
static void put_general(struct text *out, const struct items *items)
{
    const struct item *const number = items_first(items, F_FRAME_NUMBER);
    const struct item *const len = items_first(items, F_FRAME_LEN);
    const struct item *const caplen = items_first(items, F_FRAME_CAP_LEN);
    const time_t seconds = (time_t)(items->time_ns / NS_PER_S);
    char fields[512], date[64] = "", zone[32] = "";
    struct tm tm;

    if (number == NULL || len == NULL || caplen == NULL)
        return;
    if (localtime_r(&seconds, &tm) != NULL) {
        (void)strftime(date, sizeof date, "%b %e, %Y %H:%M:%S", &tm);
        (void)strftime(zone, sizeof zone, "%Z", &tm);
    }
    (void)snprintf(fields, sizeof fields,
                   "  <proto name=\"geninfo\" pos=\"0\" showname=\"General information\" "
                   "size=\"%llu\">\n"
                   "    <field name=\"num\" pos=\"0\" show=\"%llu\" showname=\"Number\" "
                   "value=\"%llx\" size=\"%llu\"/>\n",
                   (unsigned long long)len->u, (unsigned long long)number->u,
                   (unsigned long long)number->u, (unsigned long long)len->u);
    text_str(out, fields);
    (void)snprintf(fields, sizeof fields,
                   "    <field name=\"len\" pos=\"0\" show=\"%llu\" showname=\"Frame Length\" "
                   "value=\"%llx\" size=\"%llu\"/>\n"
                   "    <field name=\"caplen\" pos=\"0\" show=\"%llu\" "
                   "showname=\"Captured Length\" value=\"%llx\" size=\"%llu\"/>\n",
                   (unsigned long long)len->u, (unsigned long long)len->u,
                   (unsigned long long)len->u, (unsigned long long)caplen->u,
                   (unsigned long long)caplen->u, (unsigned long long)len->u);
    text_str(out, fields);
    (void)snprintf(fields, sizeof fields,
                   "    <field name=\"timestamp\" pos=\"0\" show=\"%s.%09lld %s\" "
                   "showname=\"Captured Time\" value=\"%lld.%09lld\" size=\"%llu\"/>\n"
                   "  </proto>\n",
                   date, (long long)(items->time_ns % NS_PER_S), zone, (long long)seconds,
                   (long long)(items->time_ns % NS_PER_S), (unsigned long long)len->u);
    text_str(out, fields);
}

void tl_pdml_begin(struct text *out, const char *file, const char *now)
{
    text_str(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<pdml version=\"0\" creator=\"tcplens\" time=\"");
    put_escaped(out, now, strlen(now));
    text_str(out, "\" capture_file=\"");
    put_text(out, (struct span){(const uint8_t *)file, strlen(file)});
    text_str(out, "\">\n");
}

void tl_pdml_write(struct text *out, const struct items *items)
{
    const struct item *open[UINT8_MAX + 1];
    unsigned depth = 0;

    text_str(out, "<packet>\n");
    put_general(out, items);
    for (uint32_t i = 0; i < items->n; i++) {
        const struct item *const it = &items->of[i];
        const bool parent =
            i + 1 < items->n && items->of[i + 1].depth > it->depth && it->depth < UINT8_MAX;

        close_down_to(out, open, &depth, it->depth);
        put_indent(out, it->depth);
        text_char(out, '<');
        text_str(out, element(it));
        put_attributes(out, items, it);
        text_str(out, parent ? ">\n" : "/>\n");
        if (parent)
            open[depth++] = it;
    }
    close_down_to(out, open, &depth, 0);
    text_str(out, "</packet>\n\n\n");
}

void tl_pdml_end(struct text *out)
{
    text_str(out, "</pdml>\n");
}
