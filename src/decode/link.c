// SPDX-License-Identifier: BSD-3-Clause
/* link.c - the table of link types (www.tcpdump.org/linktypes.html): number, name, decoder. */
#include "decode/decode.h"
#include "decode/layer.h"

/* clang-format off */
static const struct link {
    uint16_t type;
    const char *name;
    layer_decoder *decoder;
} links[] = {
    {1, "Ethernet", layer_ethernet},
    {0, "BSD loopback", layer_null},
    {9, "PPP", layer_ppp},
    {12, "raw IP", layer_raw},
    {14, "raw IP", layer_raw},
    {50, "PPP in HDLC-like framing", layer_ppp_hdlc},
    {51, "PPPoE session", layer_pppoe},
    {101, "raw IP", layer_raw},
    {104, "Cisco HDLC", layer_ppp_hdlc},
    {108, "OpenBSD loopback", layer_null},
    {113, "Linux cooked v1", layer_cooked1},
    {204, "PPP with direction", layer_ppp_with_direction},
    {228, "raw IPv4", layer_ip},
    {229, "raw IPv6", layer_ip},
    {276, "Linux cooked v2", layer_cooked2},
};
/* clang-format on */

static const struct link *find_link(uint16_t type)
{
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (links[i].type == type)
            return &links[i];
    return NULL;
}

layer_decoder *layer_of_link_type(uint16_t link_type)
{
    const struct link *const link = find_link(link_type);

    return link == NULL ? NULL : link->decoder;
}

bool tl_decode_knows_link_type(uint16_t link_type)
{
    return find_link(link_type) != NULL;
}

const char *tl_decode_link_type_name(uint16_t link_type)
{
    const struct link *const link = find_link(link_type);

    return link == NULL ? NULL : link->name;
}
