// SPDX-License-Identifier: BSD-3-Clause
#include "filter/literal.h"

#include <arpa/inet.h>
#include <string.h>

#include "filter/program.h"

enum {
    LITERAL_LONGEST = 63,
    MAPPED = 12, /* octets before the IPv4 address in one that is mapped into IPv6 */
    MAPPED_BITS = 96,
    ETHER_OCTETS = 6,
};

static int digit_of(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *const at = c != '\0' ? strchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c) : NULL;

    return at != NULL ? (int)(at - digits) : -1;
}

/* All of `s` as a number of the base; false on overflow. */
static bool read_based(const char *s, int base, uint64_t *out)
{
    *out = 0;
    if (*s == '\0')
        return false;
    for (; *s != '\0'; s++) {
        const int digit = digit_of(*s);

        if (digit < 0 || digit >= base || __builtin_mul_overflow(*out, (uint64_t)base, out) ||
            __builtin_add_overflow(*out, (uint64_t)digit, out))
            return false;
    }
    return true;
}

/* Decimal, perhaps with a unit; 0x hexadecimal, 0b binary, 0 octal. */
static bool read_number(const char *s, uint64_t *out)
{
    if (s[0] == '0' && (s[1] | 0x20) == 'x')
        return read_based(s + 2, 16, out);
    if (s[0] == '0' && (s[1] | 0x20) == 'b' && s[2] != '\0')
        return read_based(s + 2, 2, out);
    if (s[0] == '0' && digit_of(s[1]) >= 0)
        return read_based(s + 1, 8, out);
    return literal_amount(s, out);
}

static bool read_int(const char *s, int64_t *out)
{
    uint64_t u;

    if (!read_number(s, &u) || u > INT64_MAX)
        return false;
    *out = (int64_t)u;
    return true;
}

/* Cut the slash and what follows off; how many bits it says, `all` if there is none. */
static bool cut_prefix(char *s, unsigned all, uint8_t *bits)
{
    char *const slash = strchr(s, '/');
    uint64_t n;

    *bits = (uint8_t)all;
    if (slash == NULL)
        return true;
    *slash = '\0';
    if (!read_based(slash + 1, 10, &n) || n > all)
        return false;
    *bits = (uint8_t)n;
    return true;
}

static bool read_ip4(char *s, struct literal *out)
{
    uint8_t addr[4];

    if (!cut_prefix(s, IP4_BITS, &out->bits) || inet_pton(AF_INET, s, addr) != 1)
        return false;
    out->value.u = be32(addr);
    return true;
}

static bool read_ip6(char *s, uint8_t *store, struct literal *out)
{
    if (!cut_prefix(s, ALL_BITS, &out->bits) || inet_pton(AF_INET6, s, store) != 1)
        return false;
    out->stored = LITERAL_STORE;
    return true;
}

/* Either one, in the one form that both have. */
static bool read_address(char *s, uint8_t *store, struct literal *out)
{
    static const uint8_t mapped[MAPPED] = {[10] = 0xff, [11] = 0xff};

    if (strchr(s, ':') != NULL)
        return read_ip6(s, store, out);
    if (!cut_prefix(s, IP4_BITS, &out->bits) || inet_pton(AF_INET, s, store + MAPPED) != 1)
        return false;
    memcpy(store, mapped, sizeof mapped);
    out->bits += MAPPED_BITS;
    out->stored = LITERAL_STORE;
    return true;
}

static bool read_flag(const char *s, uint64_t *out)
{
    static const char *const words[] = {"false", "False", "FALSE", "true", "True", "TRUE"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(s, words[i]) == 0) {
            *out = i >= 3;
            return true;
        }
    }
    if (!read_number(s, out))
        return false;
    *out = *out != 0;
    return true;
}

/* Two digits an octet, with colons, dashes or dots between them or without; or one octet as 0x50.
 * A colon before them says that they are no name. */
static bool read_octets(const char *s, size_t n, uint8_t *store, struct literal *out)
{
    size_t used = 0, i = 0;

    if (n > 0 && *s == ':')
        i++;
    else if (n > 2 && n <= 4 && s[0] == '0' && (s[1] | 0x20) == 'x')
        i += 2;
    while (i < n) {
        const int high = digit_of(s[i]);
        const int low = i + 1 < n ? digit_of(s[i + 1]) : -1;

        if (high < 0)
            return false;
        store[used++] = (uint8_t)(low >= 0 ? high << 4 | low : high);
        i += low >= 0 ? 2 : 1;
        if (i < n && strchr(":-.", s[i]) != NULL) {
            if (++i == n)
                return false;
        } else if (low < 0 && i < n) {
            return false;
        }
    }
    out->stored = used;
    return used > 0;
}

/* The types whose literals are octets of any number. */
static bool is_of_octets(enum filter_type type)
{
    return type == FILTER_OCTETS || type == FILTER_PROTOCOL || type == FILTER_ETHER;
}

static bool read_short(enum filter_type type, bool utc, char *s, uint8_t *store,
                       struct literal *out)
{
    switch (type) {
    case FILTER_FLAG:
    case FILTER_BOOL:
        return read_flag(s, &out->value.u);
    case FILTER_UINT:
        return read_number(s, &out->value.u);
    case FILTER_INT:
        return read_int(s, &out->value.i);
    case FILTER_IP4:
        return read_ip4(s, out);
    case FILTER_IP6:
        return read_ip6(s, store, out);
    case FILTER_ADDRESS:
        return read_address(s, store, out);
    case FILTER_SPAN:
        return literal_span(s, &out->value.i);
    case FILTER_TIME:
        return literal_time(s, utc, &out->value.i);
    case FILTER_NONE:
    case FILTER_ETHER:
    case FILTER_OCTETS:
    case FILTER_PROTOCOL:
    case FILTER_TEXT:
        break;
    }
    return false;
}

bool tl_literal_read(enum filter_type type, bool utc, const char *s, size_t n, uint8_t *store,
                     struct literal *out)
{
    char text[LITERAL_LONGEST + 1];

    *out = (struct literal){.bits = ALL_BITS};
    if (is_of_octets(type)) {
        if (!read_octets(s, n, store, out) || (type == FILTER_ETHER && out->stored != ETHER_OCTETS))
            return false;
        out->value.octets = (struct span){store, out->stored};
        return true;
    }
    if (n == 0 || n > LITERAL_LONGEST)
        return false;
    memcpy(text, s, n);
    text[n] = '\0';
    if (!read_short(type, utc, text, store, out))
        return false;
    if (out->stored > 0)
        out->value.octets = (struct span){store, out->stored};
    return true;
}

const char *tl_literal_expected(enum filter_type type)
{
    static const char *const expected[] = {
        [FILTER_NONE] = "no value",
        [FILTER_FLAG] = "true or false",
        [FILTER_BOOL] = "True or False",
        [FILTER_UINT] = "a number, such as 3, 10k or 0x50",
        [FILTER_INT] = "a number, such as 3, -1 or 0x50",
        [FILTER_IP4] = "an IPv4 address, such as 192.0.2.1 or 10.0.0.0/8",
        [FILTER_IP6] = "an IPv6 address, such as 2001:db8::1 or fe80::/10",
        [FILTER_ADDRESS] = "an address, such as 192.0.2.1, 10.0.0.0/8 or 2001:db8::1",
        [FILTER_ETHER] = "a hardware address, such as 02:00:00:00:00:01",
        [FILTER_OCTETS] = "octets, such as 47:45:54 or \"GET\"",
        [FILTER_PROTOCOL] = "octets, such as 47:45:54 or \"GET\"",
        [FILTER_TEXT] = "a text",
        [FILTER_TIME] = "a time, such as 2026-11-21 or \"2026-11-21 09:00:30.5\"",
        [FILTER_SPAN] = "a span of time, such as 0.05, 50ms, 1.5s or 2min",
    };

    return expected[type];
}

const char *tl_literal_type_name(enum filter_type type)
{
    static const char *const names[] = {
        [FILTER_NONE] = "a label",
        [FILTER_FLAG] = "yes or no",
        [FILTER_BOOL] = "true or false",
        [FILTER_UINT] = "a number",
        [FILTER_INT] = "a number",
        [FILTER_IP4] = "an IPv4 address",
        [FILTER_IP6] = "an IPv6 address",
        [FILTER_ADDRESS] = "an address",
        [FILTER_ETHER] = "a hardware address",
        [FILTER_OCTETS] = "octets",
        [FILTER_PROTOCOL] = "a protocol",
        [FILTER_TEXT] = "a text",
        [FILTER_TIME] = "a time",
        [FILTER_SPAN] = "a span of time",
    };

    return names[type];
}
