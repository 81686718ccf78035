// SPDX-License-Identifier: BSD-3-Clause
#include "app/dns_message.h"

#include "tap.h"

#define OCTETS(literal) ((struct span){(const uint8_t *)(literal), sizeof(literal) - 1})

static bool is_text(const struct dns_name *name, const char *text)
{
    return name->len == strlen(text) && memcmp(name->text, text, name->len) == 0;
}

static void reads_names(void)
{
    const struct span m = OCTETS("\3www\3cmu\3edu\0\2ns\xc0\4\0");
    struct dns_name name;
    size_t at = 0;

    T_CHECK(tl_dns_read_name(m, &at, &name) && at == 13 && is_text(&name, "www.cmu.edu") &&
            name.labels == 3);
    T_CHECK(tl_dns_read_name(m, &at, &name) && at == 18 && is_text(&name, "ns.cmu.edu"));
    T_CHECK(tl_dns_read_name(m, &at, &name) && at == 19 && name.len == 0 && name.labels == 0);
    T_CHECK(!tl_dns_read_name(m, &at, &name) && at == 19);
}

static void refuses_loops(void)
{
    struct dns_name name;
    size_t at = 0;

    T_CHECK(!tl_dns_read_name(OCTETS("\xc0\0"), &at, &name));
    at = 2;
    T_CHECK(!tl_dns_read_name(OCTETS("\xc0\2\xc0\0"), &at, &name));
    at = 0;
    T_CHECK(!tl_dns_read_name(OCTETS("\1a\xc0\0"), &at, &name));
    at = 0;
    T_CHECK(!tl_dns_read_name(OCTETS("\x40"
                                     "a"),
                              &at, &name));
    at = 0;
    T_CHECK(!tl_dns_read_name(OCTETS("\3ab"), &at, &name));
}

static void bounds_a_name(void)
{
    uint8_t octets[512];
    struct dns_name name;
    size_t at = 0;

    for (size_t i = 0; i < sizeof octets; i += 2)
        memcpy(octets + i, "\1a", 2);
    octets[254] = 0;
    T_CHECK(tl_dns_read_name((struct span){octets, sizeof octets}, &at, &name) && name.len == 253);
    octets[254] = 1;
    at = 0;
    T_CHECK(!tl_dns_read_name((struct span){octets, sizeof octets}, &at, &name));
}

static void reads_records(void)
{
    const struct span m = OCTETS("\1a\0\0\1\0\1\xc0\0\0\1\0\1\0\0\2\x58\0\4\x7f\0\0\1");
    struct dns_record r;
    bool early = false;
    size_t at = 0;

    T_CHECK(tl_dns_read_question(m, &at, &r) && at == 7 && r.type == DNS_A && r.class == 1);
    T_CHECK(tl_dns_read_record(m, &at, &r) && at == m.n && r.ttl == 600 && r.len == 4 &&
            r.data == 19 && is_text(&r.name, "a"));
    for (size_t n = 0; n < m.n; n++) {
        size_t cut = 7;

        early |= tl_dns_read_record((struct span){m.p, n}, &cut, &r);
    }
    T_CHECK(!early);
}

int main(void)
{
    reads_names();
    refuses_loops();
    bounds_a_name();
    reads_records();
    return t_done();
}
