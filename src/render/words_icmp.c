// SPDX-License-Identifier: BSD-3-Clause
/* words_icmp.c - what an ICMP error says: by RFC 792 and 1812, ICMPv6 by RFC 4443. */
#include "render/words.h"

enum { ANY_CODE = -1 };

static const struct {
    uint8_t version, type;
    int16_t code;
    const char *words;
} errors[] = {
    {4, 3, 0, N_("network unreachable")},
    {4, 3, 1, N_("host unreachable")},
    {4, 3, 2, N_("protocol unreachable")},
    {4, 3, 3, N_("port unreachable")},
    {4, 3, 4, N_("fragmentation needed, but forbidden by the packet")},
    {4, 3, 9, N_("administratively prohibited")},
    {4, 3, 10, N_("administratively prohibited")},
    {4, 3, 13, N_("administratively prohibited")},
    {4, 3, ANY_CODE, N_("destination unreachable")},
    {4, 4, ANY_CODE, N_("source quench: send less")},
    {4, 5, ANY_CODE, N_("redirect: another router is nearer")},
    {4, 11, 0, N_("time to live exceeded on the way")},
    {4, 11, ANY_CODE, N_("fragments did not arrive in time")},
    {4, 12, ANY_CODE, N_("parameter problem: the IP header is not understood")},
    {6, 1, 0, N_("no route to the destination")},
    {6, 1, 1, N_("administratively prohibited")},
    {6, 1, 3, N_("host unreachable")},
    {6, 1, 4, N_("port unreachable")},
    {6, 1, ANY_CODE, N_("destination unreachable")},
    {6, 2, ANY_CODE, N_("packet too big for the next hop")},
    {6, 3, 0, N_("hop limit exceeded on the way")},
    {6, 3, ANY_CODE, N_("fragments did not arrive in time")},
    {6, 4, ANY_CODE, N_("parameter problem: the IP header is not understood")},
};

const char *words_icmp(const struct catalogue *c, unsigned version, unsigned type, unsigned code)
{
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
        if (errors[i].version == version && errors[i].type == type &&
            (errors[i].code == ANY_CODE || (unsigned)errors[i].code == code))
            return tr(c, errors[i].words);
    return tr(c, N_("an error of an unknown type"));
}
