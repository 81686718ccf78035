// SPDX-License-Identifier: BSD-3-Clause
/* literal_time.c - numbers with units, spans of time, and points in it. */
#include <string.h>
#include <strings.h>
#include <time.h>

#include "filter/literal.h"

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

/* A decimal number, perhaps with a fraction, and a unit; what the unit cannot divide is no value:
 * 1.5 octets. */
static bool read_scaled(const char *s, const struct unit *units, size_t n_units, bool exact,
                        uint64_t *out)
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
    for (uint64_t step = scale; is_digit(*fraction); fraction++) {
        if (step % 10 != 0 && exact && *fraction != '0')
            return false;
        step /= 10;
        part += (uint64_t)(*fraction - '0') * step;
    }
    return !__builtin_add_overflow(whole, part, out);
}

bool literal_amount(const char *s, uint64_t *out)
{
    return read_scaled(s, amounts, sizeof amounts / sizeof amounts[0], true, out);
}

bool literal_span(const char *s, int64_t *ns)
{
    const bool negative = *s == '-';
    uint64_t u;

    if (!read_scaled(s + negative, spans, sizeof spans / sizeof spans[0], false, &u) ||
        u > INT64_MAX)
        return false;
    *ns = negative ? -(int64_t)u : (int64_t)u;
    return true;
}

/* Two digits, at most `max`, behind the sign `before` unless that is 0. */
static bool read_two(const char **s, char before, int max, int *out)
{
    const char *p = *s;

    if (before != '\0' && *p++ != before)
        return false;
    if (!is_digit(p[0]) || !is_digit(p[1]))
        return false;
    *out = (p[0] - '0') * 10 + (p[1] - '0');
    *s = p + 2;
    return *out <= max;
}

/* Days from 1970-01-01 (the Gregorian calendar, in years that begin in March). */
static int64_t days_of(int year, int month, int day)
{
    const int y = month <= 2 ? year - 1 : year;
    const int from_march = month <= 2 ? month + 9 : month - 3;

    return (int64_t)365 * y + y / 4 - y / 100 + y / 400 + (153 * from_march + 2) / 5 + day - 1 -
           719468;
}

/* 2026-11-21 */
static bool read_date(const char **s, struct tm *out)
{
    int century, year;

    if (!read_two(s, '\0', 22, &century) || !read_two(s, '\0', 99, &year) ||
        !read_two(s, '-', 12, &out->tm_mon) || !read_two(s, '-', 31, &out->tm_mday))
        return false;
    out->tm_year = century * 100 + year;
    return century >= 17 && out->tm_mon > 0 && out->tm_mday > 0;
}

/* Nov 21, 2026 */
static bool read_named_date(const char **s, struct tm *out)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    uint64_t day, year;
    const char *p = *s;

    for (out->tm_mon = 12; out->tm_mon > 0; out->tm_mon--) {
        if (strncasecmp(p, names + (size_t)(out->tm_mon - 1) * 3, 3) == 0)
            break;
    }
    if (out->tm_mon == 0)
        return false;
    p += 3;
    p += strspn(p, " ");
    if (!read_digits(&p, &day) || *p++ != ',')
        return false;
    p += strspn(p, " ");
    if (!read_digits(&p, &year) || day < 1 || day > 31 || year < 1700 || year > 2262)
        return false;
    out->tm_mday = (int)day;
    out->tm_year = (int)year;
    *s = p;
    return true;
}

/* 09:00, 09:00:30 or 09:00:30.5, or nothing. */
static bool read_clock(const char **s, struct tm *out, int64_t *ns)
{
    *ns = 0;
    if ((**s != 'T' && **s != ' ') || !is_digit((*s)[1]))
        return true;
    if (!read_two(s, **s, 23, &out->tm_hour) || !read_two(s, ':', 59, &out->tm_min))
        return false;
    if (**s == ':' && !read_two(s, ':', 60, &out->tm_sec))
        return false;
    if (**s == '.') {
        (*s)++;
        for (int64_t step = S / 10; is_digit(**s); step /= 10)
            *ns += (*(*s)++ - '0') * step;
    }
    return true;
}

/* Seconds that its zone is east of UTC; of local time if none is named. */
static bool read_zone(const char *s, bool utc, const struct tm *at, int64_t *east)
{
    struct tm local = *at;
    int hours, minutes = 0;
    char sign;

    *east = 0;
    s += strspn(s, " ");
    if (strcmp(s, "Z") == 0 || strcasecmp(s, "UTC") == 0 || (*s == '\0' && utc))
        return true;
    if (*s == '\0') {
        local.tm_year -= 1900;
        local.tm_mon--;
        local.tm_isdst = -1;
        (void)mktime(&local);
        *east = local.tm_gmtoff;
        return true;
    }
    sign = *s++;
    if ((sign != '+' && sign != '-') || !read_two(&s, '\0', 14, &hours))
        return false;
    if (*s != '\0' && !read_two(&s, *s == ':' ? ':' : '\0', 59, &minutes))
        return false;
    *east = (sign == '-' ? -1 : 1) * (int64_t)(hours * 3600 + minutes * 60);
    return *s == '\0';
}

bool literal_time(const char *s, bool utc, int64_t *ns)
{
    struct tm at = {0};
    const char *p = s;
    int64_t east, part;

    if (!read_date(&p, &at)) {
        p = s;
        if (!read_named_date(&p, &at))
            return literal_span(s, ns);
    }
    if (!read_clock(&p, &at, &part) || !read_zone(p, utc, &at, &east))
        return false;
    *ns = days_of(at.tm_year, at.tm_mon, at.tm_mday) * 86400 + at.tm_hour * 3600 + at.tm_min * 60 +
          at.tm_sec - east;
    return !__builtin_mul_overflow(*ns, S, ns) && !__builtin_add_overflow(*ns, part, ns);
}
