// SPDX-License-Identifier: BSD-3-Clause
/*
 * text_addr.c - addresses: dotted quads, and IPv6 as RFC 5952 wants it: no leading zeros, lower
 * case, the longest run of at least two zero words as "::", the first of equals.
 */
#include <string.h>

#include "base/decimal.h"
#include "base/octets.h"
#include "base/text.h"

enum { WORDS = 8, MAPPED_OFF = 12 };

/* A run of zero words. */
struct run {
    unsigned begin, n;
};

void text_ip4(struct text *t, const uint8_t addr[4])
{
    char *const p = t->buf + t->len;

    if (text_has_room(t, DECIMAL_DOTTED_MAX)) {
        text_advance(t, (size_t)(decimal_put_dotted(p, addr) - p) - 1);
        return;
    }
    text_u64(t, addr[0]);
    for (unsigned i = 1; i < 4; i++) {
        text_char(t, '.');
        text_u64(t, addr[i]);
    }
}

static struct run longest_run_of_zeros(const uint8_t addr[16])
{
    struct run best = {WORDS, 0}, now = {0, 0};

    for (unsigned i = 0; i < WORDS; i++) {
        if (be16(addr + 2 * (size_t)i) != 0) {
            now = (struct run){i + 1, 0};
            continue;
        }
        now.n++;
        if (now.n > best.n)
            best = now;
    }
    return best.n >= 2 ? best : (struct run){WORDS, 0};
}

static void put_word(struct text *t, uint16_t word)
{
    const unsigned digits = word > 0xfff ? 4 : word > 0xff ? 3 : word > 0xf ? 2 : 1;

    text_hex(t, word, digits);
}

/* Whether the last four octets are an IPv4 address: mapped (RFC 4291 2.5.5.2) or compatible. */
static bool holds_ip4(const uint8_t addr[16], struct run zeros)
{
    return zeros.begin == 0 &&
           (zeros.n == 6 || (zeros.n == 5 && be16(addr + MAPPED_OFF - 2) == 0xffff));
}

void text_ip6(struct text *t, const uint8_t addr[16])
{
    const struct run zeros = longest_run_of_zeros(addr);
    const unsigned words = holds_ip4(addr, zeros) ? WORDS - 2 : WORDS;

    for (unsigned i = 0; i < words; i++) {
        if (i == zeros.begin) {
            text_str(t, "::");
            i += zeros.n - 1;
            continue;
        }
        if (i > 0 && i != zeros.begin + zeros.n)
            text_char(t, ':');
        put_word(t, be16(addr + 2 * (size_t)i));
    }
    if (words < WORDS) {
        if (zeros.n == 5)
            text_char(t, ':');
        text_ip4(t, addr + MAPPED_OFF);
    }
}

void text_ip(struct text *t, const uint8_t addr[16])
{
    static const uint8_t mapped[MAPPED_OFF] = {[10] = 0xff, [11] = 0xff};

    if (memcmp(addr, mapped, sizeof(mapped)) == 0)
        text_ip4(t, addr + MAPPED_OFF);
    else
        text_ip6(t, addr);
}

void text_socket(struct text *t, const uint8_t addr[16], uint16_t port)
{
    static const uint8_t mapped[MAPPED_OFF] = {[10] = 0xff, [11] = 0xff};
    const bool ip4 = memcmp(addr, mapped, sizeof(mapped)) == 0;

    if (!ip4)
        text_char(t, '[');
    text_ip(t, addr);
    if (!ip4)
        text_char(t, ']');
    text_char(t, ':');
    text_u64(t, port);
}

void text_ether(struct text *t, const uint8_t addr[6])
{
    static const char digits[] = "0123456789abcdef";
    enum { OCTETS = 6, ROOM = OCTETS * 3 };
    char *at = text_room(t, ROOM);

    if (at == NULL)
        return;
    for (unsigned i = 0; i < OCTETS; i++) {
        *at++ = digits[addr[i] >> 4];
        *at++ = digits[addr[i] & 0xf];
        *at++ = ':';
    }
    text_advance(t, ROOM - 1);
}
