// SPDX-License-Identifier: BSD-3-Clause
/* What FTP announces. */
#include "analysis/announce.h"

#include "tap.h"

static struct flow_end end_of(uint8_t last, uint16_t port)
{
    const uint8_t ip[4] = {10, 0, 0, last};
    struct flow_end end = {.port = port};

    flow_load_ip4(ip, end.addr);
    end.addr[0] = UINT64_MAX;
    return end;
}

static struct flow_key flow(uint8_t src, uint16_t src_port, uint8_t dst, uint16_t dst_port)
{
    return (struct flow_key){end_of(src, src_port), end_of(dst, dst_port)};
}

/* Whether the text, said by the client (1) or the server (2), announces a connection from the one
 * end to the other. */
static bool announces(uint8_t who, const char *text, struct flow_key data)
{
    const struct flow_key control = who == 1 ? flow(1, 4000, 2, 21) : flow(2, 21, 1, 4000);
    struct announcements all = {.n = 0};

    tl_analysis_hear_ftp(&all, &control, (struct span){(const uint8_t *)text, strlen(text)});
    return tl_analysis_spend(&all, &data);
}

static void passive(void)
{
    static const char pasv[] = "227 Passive (10,0,0,2,195,81)\r\n";

    T_CHECK(announces(2, pasv, flow(1, 999, 2, 50001)));
    T_CHECK(announces(2, pasv, flow(2, 50001, 1, 999)));
    T_CHECK(!announces(2, pasv, flow(3, 999, 2, 50001)));
    T_CHECK(!announces(1, pasv, flow(1, 999, 2, 50001)));
    T_CHECK(announces(2, "227 =10,0,0,2, 195,81", flow(1, 999, 2, 50001)));
    T_CHECK(!announces(2, "227 (10,0,0,258,195,81)", flow(1, 999, 2, 50001)));
    T_CHECK(!announces(2, "200 ok\r\n227 (10,0,0,2,195,81)", flow(1, 999, 2, 50001)));
    T_CHECK(announces(2, "229 Ok (|||50001|)", flow(1, 999, 2, 50001)));
    T_CHECK(announces(2, "229 Ok (!!!50001!)", flow(1, 999, 2, 50001)));
    T_CHECK(!announces(2, "229 (x) Ok (|||50001|)", flow(1, 999, 2, 50001)));
    T_CHECK(!announces(2, "229 (|||", flow(1, 999, 2, 50001)));
}

static void active(void)
{
    T_CHECK(announces(1, "PORT 10,0,0,1,195,81\r\n", flow(2, 20, 1, 50001)));
    T_CHECK(!announces(1, "PORT 10,0,0,1,195,81\r\n", flow(2, 21000, 1, 50001)));
    T_CHECK(!announces(1, "port 10,0,0,1,195,81\r\n", flow(2, 20, 1, 50001)));
    T_CHECK(announces(1, "EPRT |1|10.0.0.1|50001|\r\n", flow(2, 20, 1, 50001)));
    T_CHECK(!announces(1, "EPRT |1||50001|\r\n", flow(2, 20, 1, 50001)));
    T_CHECK(!announces(1, "EPRT |2|10.0.0.1|50001|\r\n", flow(2, 20, 1, 50001)));
}

/* One conversation each, and the oldest go first. */
static void spent_and_given_up(void)
{
    const struct flow_key control = flow(2, 21, 1, 4000), data = flow(1, 999, 2, 50000);
    struct announcements all = {.n = 0};
    char text[32];

    for (unsigned i = 0; i < ANNOUNCEMENTS + 1; i++) {
        const int n = snprintf(text, sizeof text, "229 (|||%u|)", 50000 + i);

        tl_analysis_hear_ftp(&all, &control, (struct span){(const uint8_t *)text, (size_t)n});
    }
    T_CHECK(!tl_analysis_spend(&all, &data));
    for (unsigned i = 1; i <= ANNOUNCEMENTS; i++) {
        const struct flow_key later = flow(1, 999, 2, (uint16_t)(50000 + i));

        T_CHECK(tl_analysis_spend(&all, &later) && !tl_analysis_spend(&all, &later));
    }
    T_CHECK(all.n == 0);
}

int main(void)
{
    passive();
    active();
    spent_and_given_up();
    return t_done();
}
