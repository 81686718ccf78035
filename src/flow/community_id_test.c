// SPDX-License-Identifier: BSD-3-Clause
/* The baselines of github.com/corelight/community-id-spec for TCP. */
#include "flow/community_id.h"

#include <arpa/inet.h>
#include <string.h>

#include "tap.h"

static void read_address(const char *s, uint8_t addr[16])
{
    memset(addr, 0, 16);
    if (inet_pton(AF_INET6, s, addr) == 1)
        return;
    addr[10] = addr[11] = 0xff;
    (void)inet_pton(AF_INET, s, addr + 12);
}

/* Both ways round. */
static bool is(const char *a, uint16_t port_a, const char *b, uint16_t port_b, const char *id)
{
    char there[COMMUNITY_ID], back[COMMUNITY_ID];
    uint8_t addr_a[16], addr_b[16];

    read_address(a, addr_a);
    read_address(b, addr_b);
    tl_community_id(there, addr_a, port_a, addr_b, port_b);
    tl_community_id(back, addr_b, port_b, addr_a, port_a);
    return strcmp(there, id) == 0 && strcmp(back, id) == 0;
}

int main(void)
{
    T_CHECK(is("128.232.110.120", 34855, "66.35.250.204", 80, "1:LQU9qZlK+B5F3KDmev6m5PMibrg="));
    T_CHECK(is("2001:470:e5bf:dead:4957:2174:e82c:4887", 63943, "2607:f8b0:400c:c03::1a", 25,
               "1:/qFaeAR+gFe1KYjMzVDsMv+wgU4="));
    T_CHECK(!is("128.232.110.120", 80, "66.35.250.204", 34855, "1:LQU9qZlK+B5F3KDmev6m5PMibrg="));
    return t_done();
}
