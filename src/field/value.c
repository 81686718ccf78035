// SPDX-License-Identifier: BSD-3-Clause
#include "field/value.h"

#include <time.h>

#include "base/decimal.h"

#define NS_PER_S INT64_C(1000000000)

/* ".000012345" */
static void write_fraction(struct text *out, uint32_t ns)
{
    enum { EIGHT = 100000000, DIGITS = 10 };
    char *const at = text_room(out, DIGITS);

    if (at == NULL)
        return;
    at[0] = '.';
    at[1] = (char)('0' + ns / EIGHT);
    (void)decimal_store(at + 2, decimal_eight(ns % EIGHT), 8);
    text_advance(out, DIGITS);
}

static void write_seconds(struct text *out, int64_t ns)
{
    const uint64_t size = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;

    if (ns < 0)
        text_char(out, '-');
    text_u64(out, size / (uint64_t)NS_PER_S);
    write_fraction(out, (uint32_t)(size % (uint64_t)NS_PER_S));
}

/* "Sep 18, 2024 15:01:32.461594000 CST" */
static void write_moment(struct text *out, int64_t ns, bool utc)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const int64_t fraction = (ns % NS_PER_S + NS_PER_S) % NS_PER_S;
    const time_t s = (time_t)((ns - fraction) / NS_PER_S);
    struct tm tm;

    if ((utc ? gmtime_r(&s, &tm) : localtime_r(&s, &tm)) == NULL)
        return;
    text_octets(out, months + (ptrdiff_t)3 * tm.tm_mon, 3);
    text_char(out, ' ');
    text_u64_padded(out, (uint64_t)tm.tm_mday, 2, ' ');
    text_octets(out, ", ", 2);
    text_i64(out, (int64_t)tm.tm_year + 1900);
    text_char(out, ' ');
    text_u64_padded(out, (uint64_t)tm.tm_hour, 2, '0');
    text_char(out, ':');
    text_u64_padded(out, (uint64_t)tm.tm_min, 2, '0');
    text_char(out, ':');
    text_u64_padded(out, (uint64_t)tm.tm_sec, 2, '0');
    write_fraction(out, (uint32_t)fraction);
    text_char(out, ' ');
    text_str(out, utc ? "UTC" : tm.tm_zone);
}

static void write_ip4(struct text *out, uint32_t v)
{
    const uint8_t octets[4] = {(uint8_t)(v >> 24), (uint8_t)(v >> 16), (uint8_t)(v >> 8),
                               (uint8_t)v};

    text_ip4(out, octets);
}

static void write_octets(struct text *out, struct span s)
{
    for (size_t i = 0; i < s.n; i++)
        text_hex(out, s.p[i], 2);
}

/* Text ends at its first NUL; what moves a cursor is escaped in two characters. */
static void write_text(struct text *out, struct span s, bool ascii)
{
    static const char letters[] = "btn\0fr"; /* 8 to 13 */
    const uint8_t *const nul = s.n == 0 ? NULL : memchr(s.p, '\0', s.n);

    if (nul != NULL)
        s.n = (size_t)(nul - s.p);
    while (s.n > 0) {
        const uint8_t c = s.p[0];
        size_t n = text_ascii_run((const char *)s.p, s.n);

        if (n > 0) {
            text_octets(out, (const char *)s.p, n);
        } else if (c >= '\b' && c <= '\r' && c != '\v') {
            text_char(out, '\\');
            text_char(out, letters[c - '\b']);
            n = 1;
        } else if (c < 0x80) {
            text_char(out, '.');
            n = 1;
        } else if (ascii) {
            text_str(out, "\xef\xbf\xbd");
            n = 1;
        } else {
            while (n < s.n && s.p[n] >= 0x80)
                n++;
            text_escaped(out, s.p, n);
        }
        (void)span_take(&s, n);
    }
}

void tl_value_write(struct text *out, const struct items *items, const struct item *it)
{
    const struct field *const f = &tl_fields[it->field];

    switch ((enum field_type)f->type) {
    case FIELD_LABEL:
        text_char(out, '1');
        return;
    case FIELD_INT:
        text_i64(out, it->i);
        return;
    case FIELD_TIME:
        if (f->form == FORM_LOCAL || f->form == FORM_UTC)
            write_moment(out, it->i, f->form == FORM_UTC);
        else
            write_seconds(out, it->i);
        return;
    case FIELD_SPAN:
        write_seconds(out, it->i);
        return;
    case FIELD_IP4:
        write_ip4(out, (uint32_t)it->u);
        return;
    case FIELD_IP6:
        text_ip6(out, it->octets.p);
        return;
    case FIELD_ETHER:
        text_ether(out, it->octets.p);
        return;
    case FIELD_OCTETS:
        if (it->octets.n == 0)
            text_str(out, "<MISSING>");
        write_octets(out, it->octets);
        return;
    case FIELD_TEXT:
        write_text(out, it->octets, f->form == FORM_ASCII);
        return;
    case FIELD_PROTOCOL:
        if (it->line_len != 0)
            text_harmless(out, (const uint8_t *)items->text + it->line, it->line_len);
        else
            text_str(out, f->title);
        return;
    case FIELD_BOOL:
        text_char(out, it->u != 0 ? '1' : '0');
        return;
    case FIELD_UINT:
    case FIELD_FRAME:
    case FIELD_TYPES:
    default:
        if (f->form == FORM_HEX || f->form == FORM_HEX_DEC) {
            text_octets(out, "0x", 2);
            text_hex(out, it->u, f->bits / 4);
        } else {
            text_u64(out, it->u);
        }
        return;
    }
}
