// SPDX-License-Identifier: BSD-3-Clause
#include "filter/literal.h"

#include <arpa/inet.h>
#include <string.h>

enum { LITERAL_MAX = 63, ADDRESS_BITS = 128, MAPPED = 12, MAPPED_BITS = 96 };

#define US INT64_C(1000)
#define MS INT64_C(1000000)
#define S  INT64_C(1000000000)

struct unit {
    const char *name;
    uint64_t scale;
};

static const struct unit spans[] = {
    {"", S},  {"ns", 1},       {"us", US},    {"µs", US},      {"ms", MS},
    {"s", S}, {"min", 60 * S}, {"m", 60 * S}, {"h", 3600 * S}, {"d", 86400 * S},
};
static const struct unit amounts[] = {
    {"", 1},         {"B", 1},          {"k", 1000},        {"kB", 1000},     {"M", 1000000},
    {"MB", 1000000}, {"G", 1000000000}, {"GB", 1000000000}, {"Ki", 1 << 10},  {"KiB", 1 << 10},
    {"Mi", 1 << 20}, {"MiB", 1 << 20},  {"Gi", 1 << 30},    {"GiB", 1 << 30},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The scale of the unit `s` by the table, 0 if it is none. */
static uint64_t scale_of(const struct unit *units, size_t n, const char *s)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(units[i].name, s) == 0)
            return units[i].scale;
    }
    return 0;
}

/* Digits, at least one; false on overflow. */
static bool read_digits(const char **s, uint64_t *out)
{
    const char *p = *s;

    *out = 0;
    while (is_digit(*p)) {
        if (__builtin_mul_overflow(*out, 10, out) ||
            __builtin_add_overflow(*out, (uint64_t)(*p - '0'), out))
            return false;
        p++;
    }
    if (p == *s)
        return false;
    *s = p;
    return true;
}

/* A decimal number, perhaps with a fraction, and a unit; what the unit cannot divide is cut. */
static bool read_scaled(const char *s, const struct unit *units, size_t n_units, uint64_t *out)
{
    uint64_t whole, scale, part = 0;
    const char *fraction = "";

    if (!read_digits(&s, &whole))
        return false;
    if (*s == '.')
        fraction = ++s;
    while (is_digit(*s))
        s++;
    scale = scale_of(units, n_units, s);
    if (scale == 0 || __builtin_mul_overflow(whole, scale, &whole))
        return false;
    for (uint64_t step = scale; is_digit(*fraction) && step >= 10; fraction++) {
        step /= 10;
        part += (uint64_t)(*fraction - '0') * step;
    }
    return !__builtin_add_overflow(whole, part, out);
}

static bool read_hex(const char *s, uint64_t *out)
{
    static const char digits[] = "0123456789abcdef";
    size_t n = 0;

    *out = 0;
    for (; s[n] != '\0' && n < 16; n++) {
        const char *const digit = strchr(digits, s[n] | 0x20);

        if (digit == NULL || *digit == '\0')
            return false;
        *out = *out << 4 | (uint64_t)(digit - digits);
    }
    return n > 0 && s[n] == '\0';
}

static bool read_number(const char *s, uint64_t *out)
{
    if (s[0] == '0' && (s[1] | 0x20) == 'x')
        return read_hex(s + 2, out);
    return read_scaled(s, amounts, sizeof amounts / sizeof amounts[0], out);
}

static bool read_span(const char *s, int64_t *out)
{
    const bool negative = *s == '-';
    uint64_t ns;

    if (!read_scaled(s + negative, spans, sizeof spans / sizeof spans[0], &ns) || ns > INT64_MAX)
        return false;
    *out = negative ? -(int64_t)ns : (int64_t)ns;
    return true;
}

/* Two digits, at most `max`, behind the sign `before` unless that is 0. */
static bool read_two(const char **s, char before, unsigned max, unsigned *out)
{
    const char *p = *s;

    if (before != '\0' && *p++ != before)
        return false;
    if (!is_digit(p[0]) || !is_digit(p[1]))
        return false;
    *out = (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
    *s = p + 2;
    return *out <= max;
}

/* Days from 1970-01-01 (the Gregorian calendar, in years that begin in March). */
static int64_t days_of(unsigned year, unsigned month, unsigned day)
{
    const unsigned y = month <= 2 ? year - 1 : year;
    const unsigned from_march = month <= 2 ? month + 9 : month - 3;

    return (int64_t)365 * y + y / 4 - y / 100 + y / 400 + (153 * from_march + 2) / 5 + day - 1 -
           719468;
}

/* The fraction of a second behind a point, and what may stand behind all: nothing, or Z. */
static bool read_end_of_time(const char *s, int64_t *ns)
{
    *ns = 0;
    if (*s == '.') {
        s++;
        for (int64_t step = S / 10; is_digit(*s); step /= 10)
            *ns += (*s++ - '0') * step;
    }
    return *s == '\0' || strcmp(s, "Z") == 0;
}

/* 2026-11-21, 2026-11-21T09:00, 2026-11-21T09:00:30.5Z: UTC; or seconds since 1970. */
static bool read_time(const char *s, int64_t *out)
{
    unsigned century, year, month, day, hour = 0, minute = 0, second = 0;
    const char *p = s;
    int64_t ns;

    if (!read_two(&p, '\0', 22, &century) || !read_two(&p, '\0', 99, &year) ||
        !read_two(&p, '-', 12, &month) || !read_two(&p, '-', 31, &day) || month == 0 || day == 0)
        return read_span(s, out);
    if (*p == 'T' || *p == ' ') {
        if (!read_two(&p, *p, 23, &hour) || !read_two(&p, ':', 59, &minute))
            return false;
        if (*p == ':' && !read_two(&p, ':', 60, &second))
            return false;
    }
    if (!read_end_of_time(p, &ns) || century < 17)
        return false;
    *out = (days_of(century * 100 + year, month, day) * 86400 + hour * 3600 + minute * 60 + second);
    return !__builtin_mul_overflow(*out, S, out) && !__builtin_add_overflow(*out, ns, out);
}

static bool read_address(char *s, uint8_t addr[16], uint8_t *prefix)
{
    static const uint8_t mapped[MAPPED] = {[10] = 0xff, [11] = 0xff};
    char *const slash = strchr(s, '/');
    unsigned above = 0;
    uint64_t bits;

    if (slash != NULL)
        *slash = '\0';
    if (inet_pton(AF_INET, s, addr + MAPPED) == 1) {
        memcpy(addr, mapped, sizeof mapped);
        above = MAPPED_BITS;
    } else if (inet_pton(AF_INET6, s, addr) != 1) {
        return false;
    }
    *prefix = ADDRESS_BITS;
    if (slash != NULL) {
        const char *digits = slash + 1;

        if (!read_digits(&digits, &bits) || *digits != '\0' || bits > ADDRESS_BITS - above)
            return false;
        *prefix = (uint8_t)(above + bits);
    }
    return true;
}

static bool read_flag(const char *s, uint64_t *out)
{
    *out = strcmp(s, "true") == 0 || strcmp(s, "1") == 0;
    return *out != 0 || strcmp(s, "false") == 0 || strcmp(s, "0") == 0;
}

bool tl_literal_read(enum value_type type, const char *s, size_t n, struct value *out,
                     uint8_t *prefix)
{
    char text[LITERAL_MAX + 1];

    if (n == 0 || n > LITERAL_MAX)
        return false;
    memcpy(text, s, n);
    text[n] = '\0';
    out->type = (uint8_t)type;
    switch (type) {
    case VALUE_NUMBER:
    case VALUE_AMOUNT:
        return read_number(text, &out->number);
    case VALUE_SPAN:
        return read_span(text, &out->ns);
    case VALUE_TIME:
        return read_time(text, &out->ns);
    case VALUE_ADDRESS:
        return read_address(text, out->addr, prefix);
    case VALUE_FLAG:
        return read_flag(text, &out->number);
    case VALUE_TEXT:
        break;
    }
    return false;
}

const char *tl_literal_expected(enum value_type type)
{
    static const char *const expected[] = {
        [VALUE_NUMBER] = "a number, such as 3, 10k or 0x50",
        [VALUE_AMOUNT] = "a number of octets, such as 1500, 10k or 2MiB",
        [VALUE_SPAN] = "a span of time, such as 50ms, 1.5s or 2min",
        [VALUE_TIME] = "a time, such as 2026-11-21T09:00:30",
        [VALUE_TEXT] = "a text",
        [VALUE_ADDRESS] = "an address, such as 192.0.2.1, 10.0.0.0/8 or 2001:db8::1",
        [VALUE_FLAG] = "true or false",
    };

    return expected[type];
}
