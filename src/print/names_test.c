// SPDX-License-Identifier: BSD-3-Clause
/* names_test.c - words for numbers, where there are any, and numbers where there are none. */
#include "print/golden_test.h"

#define NO_TIME .time = TCPLENS_TIME_NONE
#define FRAME   "02000000000100000c0000020800"
#define IP4     "4500002800010000400666cd0a0000010a000002"
#define TCP     "03e8005000000001000000015010006400000000"

static const char *address(void *ctx, const uint8_t *addr, unsigned octets)
{
    (void)ctx;
    return octets == 4 && addr[3] == 1 ? "one.example.org" : NULL;
}

static const char *port(void *ctx, uint16_t number, bool tcp)
{
    (void)ctx;
    return number == 80 && tcp ? "http" : NULL;
}

static const char *ether(void *ctx, const uint8_t addr[6])
{
    (void)ctx;
    return addr[5] == 1 ? "station" : NULL;
}

static const struct tcplens_print_names all = {.address = address, .port = port, .ether = ether};
static const struct tcplens_print_names none = {.ctx = NULL};

#define REST ": Flags [.], ack 1, win 100, length 0\n"

struct named {
    const char *hex;
    uint16_t link_type;
    struct tcplens_print_options options;
    const char *line;
};

static const struct named cases[] = {
    {IP4 TCP, GOLDEN_RAW, {NO_TIME, .names = &all}, "IP one.example.org.1000 > 10.0.0.2.http" REST},
    {IP4 TCP,
     GOLDEN_RAW,
     {NO_TIME, .names = &all, .short_names = true},
     "IP one.1000 > 10.0.0.2.http" REST},
    {IP4 TCP, GOLDEN_RAW, {NO_TIME, .names = &none}, "IP 10.0.0.1.1000 > 10.0.0.2.80" REST},
    {FRAME IP4 TCP,
     GOLDEN_ETHERNET,
     {NO_TIME, .names = &all, .link_header = true},
     "00:00:0c:00:00:02 (oui Cisco) > station, ethertype IPv4 (0x0800), length 54: "
     "one.example.org.1000 > 10.0.0.2.http" REST},
    {FRAME IP4 TCP,
     GOLDEN_ETHERNET,
     {NO_TIME, .names = &none, .link_header = true},
     "00:00:0c:00:00:02 (oui Cisco) > 02:00:00:00:00:01 (oui Unknown), ethertype IPv4 (0x0800), "
     "length 54: 10.0.0.1.1000 > 10.0.0.2.80" REST},
    {FRAME IP4 TCP,
     GOLDEN_ETHERNET,
     {NO_TIME, .link_header = true},
     "00:00:0c:00:00:02 > 02:00:00:00:00:01, ethertype IPv4 (0x0800), length 54: "
     "10.0.0.1.1000 > 10.0.0.2.80" REST},
    {"ffffffffffff00000c0000020800" IP4 TCP,
     GOLDEN_ETHERNET,
     {NO_TIME, .names = &none, .link_header = true},
     "00:00:0c:00:00:02 (oui Cisco) > Broadcast, ethertype IPv4 (0x0800), length 54: "
     "10.0.0.1.1000 > 10.0.0.2.80" REST},
    {"4500001800010000401e00000a0000010a00000201020304",
     GOLDEN_RAW,
     {NO_TIME, .names = &none},
     "IP 10.0.0.1 > 10.0.0.2:  netblt 4\n"},
};

static void check(const struct named *c)
{
    uint8_t octets[GOLDEN_FRAME_MAX];
    static char line[GOLDEN_TEXT_MAX];
    const size_t n = golden_load(c->hex, octets);
    const struct tcplens_frame frame = {
        .octets = octets, .caplen = (uint32_t)n, .len = (uint32_t)n, .link_type = c->link_type};
    struct tcplens_error err;
    struct printer *p = NULL;
    struct text out;

    if (tl_print_new(&p, &c->options, &err) != TCPLENS_OK)
        abort();
    text_init(&out, line, sizeof line, NULL, NULL);
    tl_print_frame(p, &out, &frame);
    tl_print_free(p);
    T_CHECK(out.len == strlen(c->line) && memcmp(line, c->line, out.len) == 0);
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check(&cases[i]);
    return t_done();
}
