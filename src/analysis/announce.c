// SPDX-License-Identifier: BSD-3-Clause
/*
 * announce.c - what is understood is what Wireshark does: a client's PORT and EPRT, where the
 * server will call from port 20, and the first line of a server's 227 and 229.
 */
#include "analysis/announce.h"

#include <arpa/inet.h>
#include <string.h>

enum { FTP_DATA = 20, TEXT_MAX = 64 };

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* Take a decimal number of at most `max`. */
static bool take_number(struct span *s, unsigned max, unsigned *out)
{
    unsigned v = 0;
    size_t n = 0;

    for (; n < s->n && is_digit(s->p[n]) && v <= max; n++)
        v = 10 * v + (s->p[n] - (unsigned)'0');
    *out = v;
    return n > 0 && v <= max && span_take(s, n) != NULL;
}

static bool take_octet(struct span *s, char c)
{
    if (s->n == 0 || s->p[0] != (uint8_t)c)
        return false;
    (void)span_take(s, 1);
    return true;
}

/* The address of version 4 as keys of this room have it. */
static void set_ip4(struct flow_end *end, const uint8_t ip[4])
{
    flow_load_ip4(ip, end->addr);
    end->addr[0] = UINT64_MAX;
}

/* h1,h2,h3,h4,p1,p2 at the front; blanks behind the commas do no harm. */
static bool read_six(struct span s, struct flow_end *out)
{
    uint8_t v[6];

    for (unsigned i = 0; i < 6; i++) {
        unsigned number;

        if (i > 0 && !take_octet(&s, ','))
            return false;
        while (i > 0 && take_octet(&s, ' ')) {
        }
        if (!take_number(&s, UINT8_MAX, &number))
            return false;
        v[i] = (uint8_t)number;
    }
    set_ip4(out, v);
    out->port = be16(v + 4);
    return true;
}

/* The first six such numbers of a line. */
static bool find_six(struct span line, struct flow_end *out)
{
    for (; line.n > 0; (void)span_take(&line, 1))
        if (read_six(line, out))
            return true;
    return false;
}

/* |family|address|port| (RFC 2428 2) */
static bool read_extended(struct span s, struct flow_end *out)
{
    char text[TEXT_MAX];
    uint8_t ip[16];
    unsigned family, port;
    size_t n = 0;

    if (!take_octet(&s, '|') || !take_number(&s, 2, &family) || !take_octet(&s, '|'))
        return false;
    while (n < s.n && n < TEXT_MAX - 1 && s.p[n] != '|')
        n++;
    memcpy(text, s.p, n);
    text[n] = '\0';
    (void)span_take(&s, n);
    if (inet_pton(family == 1 ? AF_INET : AF_INET6, text, ip) != 1)
        return false;
    if (family == 1)
        set_ip4(out, ip);
    else
        memcpy(out->addr, ip, sizeof ip);
    if (!take_octet(&s, '|') || !take_number(&s, UINT16_MAX, &port) || !take_octet(&s, '|'))
        return false;
    out->port = (uint16_t)port;
    return true;
}

/* (|||port|) with any delimiter (RFC 2428 3): in the first brackets of the line. */
static bool find_port(struct span line, uint16_t *out)
{
    const uint8_t *const bracket = line.n > 0 ? memchr(line.p, '(', line.n) : NULL;
    const uint8_t *head;
    unsigned port;

    if (bracket == NULL)
        return false;
    (void)span_take(&line, (size_t)(bracket - line.p) + 1);
    head = span_take(&line, 3);
    if (head == NULL || head[1] != head[0] || head[2] != head[0] ||
        !take_number(&line, UINT16_MAX, &port))
        return false;
    *out = (uint16_t)port;
    return true;
}

static void drop(struct announcements *all, uint32_t i)
{
    all->n--;
    memmove(&all->of[i], &all->of[i + 1], (all->n - i) * sizeof *all->of);
}

static void note(struct announcements *all, const struct announcement *a)
{
    if (a->told.port == 0)
        return;
    if (all->n == ANNOUNCEMENTS)
        drop(all, 0);
    all->of[all->n++] = *a;
}

static bool begins(struct span s, const char word[4])
{
    return s.n >= 4 && memcmp(s.p, word, 4) == 0;
}

static struct span first_line(struct span s)
{
    const uint8_t *const end = s.n > 0 ? memchr(s.p, '\n', s.n) : NULL;

    if (end != NULL)
        s.n = (size_t)(end - s.p);
    return s;
}

static void hear_client(struct announcements *all, const struct flow_key *key, struct span line)
{
    struct announcement a = {.other = key->dst};
    struct span rest = line;

    a.other.port = FTP_DATA;
    (void)span_take(&rest, 4);
    if (begins(line, "PORT")
            ? find_six(rest, &a.told)
            : begins(line, "EPRT") && take_octet(&rest, ' ') && read_extended(rest, &a.told))
        note(all, &a);
}

static void hear_server(struct announcements *all, const struct flow_key *key, struct span line)
{
    struct announcement a = {.told = key->src, .other = key->dst};
    const uint8_t *const code = span_take(&line, 3);

    a.other.port = 0;
    if (code == NULL)
        return;
    if (memcmp(code, "227", 3) == 0 ? find_six(line, &a.told)
                                    : memcmp(code, "229", 3) == 0 && find_port(line, &a.told.port))
        note(all, &a);
}

void tl_analysis_hear_ftp(struct announcements *all, const struct flow_key *key,
                          struct span payload)
{
    const struct span line = first_line(payload);

    (key->dst.port == FTP_CONTROL ? hear_client : hear_server)(all, key, line);
}

static bool same_host(const struct flow_end *x, const struct flow_end *y)
{
    return x->addr[0] == y->addr[0] && x->addr[1] == y->addr[1];
}

static bool is_between(const struct announcement *a, const struct flow_end *x,
                       const struct flow_end *y)
{
    return x->port == a->told.port && same_host(x, &a->told) && same_host(y, &a->other) &&
           (a->other.port == 0 || y->port == a->other.port);
}

bool tl_analysis_spend(struct announcements *all, const struct flow_key *key)
{
    for (uint32_t i = 0; i < all->n; i++) {
        const struct announcement *const a = &all->of[i];

        if (!is_between(a, &key->src, &key->dst) && !is_between(a, &key->dst, &key->src))
            continue;
        drop(all, i);
        return true;
    }
    return false;
}
