// SPDX-License-Identifier: BSD-3-Clause
/* The straight line against the decoders of the layers: plain frames with one octet changed. */
#include "decode/layer.h"
#include "decode/test_frame.h"
#include "tap.h"

enum { ETHERNET = 1, ROOM = 200, ETHERTYPE_AT = 12, BEHIND_ETHERNET = 14 };

static int is_same(const struct tcplens_segment *a, const struct tcplens_segment *b)
{
    return memcmp(a, b, sizeof *a) == 0; /* without holes: 64 octets, all of them fields */
}

/* Whether the straight line says what the layers say, or nothing. `*taken` counts the former. */
static int agree(const struct tcplens_frame *frame, unsigned *taken)
{
    struct tcplens_segment plain, layers = {
                                      .frame = frame->octets,
                                      .ts_ns = frame->ts_ns,
                                      .number = frame->number,
                                      .caplen = frame->caplen,
                                      .len = frame->len,
                                      .iface = frame->iface,
                                      .direction = frame->direction,
                                  };
    struct cursor c = {
        .captured = {frame->octets, frame->caplen},
        .uncaptured = frame->len > frame->caplen ? frame->len - frame->caplen : 0,
        .headers = HEADERS_MAX,
        .seg = &layers,
    };

    memset(&plain, 0xa5, sizeof plain);
    if (!layer_plain(frame, &plain)) {
        const uint8_t *const p = (const uint8_t *)&plain;

        for (size_t i = 0; i < sizeof plain; i++) {
            if (p[i] != 0xa5)
                return 0;
        }
        return 1;
    }
    layer_ethernet(&c);
    ++*taken;
    return is_same(&plain, &layers);
}

/* Every octet with every value, at every length of the frame, captured or not. */
static void changed(const char *text)
{
    uint8_t octets[ROOM];
    const size_t n = hex_octets(text, octets, sizeof octets);
    struct tcplens_frame frame = {
        .ts_ns = 5, .number = 7, .iface = 3, .direction = 1, .link_type = ETHERNET};
    unsigned taken = 0;
    int right = 1;

    for (size_t caplen = 0; caplen <= n; caplen++) {
        uint8_t *const block = malloc(caplen + 1);

        memcpy(block, octets, caplen);
        frame.octets = block;
        frame.caplen = (uint32_t)caplen;
        for (unsigned more = 0; more < 3; more++) {
            frame.len = (uint32_t)(more == 0 ? caplen : n + more - 1);
            right &= agree(&frame, &taken);
        }
        frame.len = (uint32_t)n;
        for (size_t i = ETHERTYPE_AT; i < caplen; i++) {
            for (unsigned value = 0; value < 256; value += caplen == n ? 1 : 51) {
                block[i] = (uint8_t)value;
                right &= agree(&frame, &taken);
            }
            block[i] = octets[i];
        }
        free(block);
    }
    T_CHECK(right);
    T_CHECK(taken > 1000);
}

int main(void)
{
    changed(ETH "0800" IP4_TCP);
    changed(ETH "0800" IP4("0028", "06") TCP_PORTS "00000001 00000002 5010 0200 0000 0000");
    changed(ETH "0800" IP4("002d", "06") TCP_PORTS
            "00000001 00000002 5018 0200 0000 0000 68656c6c6f");
    return t_done();
}
