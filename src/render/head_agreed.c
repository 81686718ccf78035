// SPDX-License-Identifier: BSD-3-Clause
/*
 * head_agreed.c - what the SYNs agreed on, and what that means for the connection. Only what both
 * SYNs say is an agreement; with one of them missing nothing is claimed.
 */
#include "render/head_parts.h"

enum { IP4_MSS_OF_ETHERNET = 1460, IP6_MSS_OF_ETHERNET = 1440, MSS_OF_LOOPBACK = 65000 };

/* What an MSS tells of the path's first link, with its comma; "" if nothing. */
static const char *mss_meaning(const struct catalogue *c, uint16_t mss)
{
    if (mss == IP4_MSS_OF_ETHERNET)
        return tr(c, N_(" (Ethernet's 1500 less 40 of headers)"));
    if (mss == IP6_MSS_OF_ETHERNET)
        return tr(c, N_(" (Ethernet's 1500 less 60 of headers)"));
    if (mss > MSS_OF_LOOPBACK)
        return tr(c, N_(" (loopback: packets up to 64 KiB)"));
    return "";
}

static void put_mss(struct text *t, const struct catalogue *c, const struct endpoint *ends)
{
    const struct phrase_arg args[] = {
        {.name = "client", .type = PHRASE_U64, .u = ends[0].mss},
        {.name = "server", .type = PHRASE_U64, .u = ends[1].mss},
        {.name = "meaning", .type = PHRASE_STR, .str = mss_meaning(c, ends[0].mss)},
    };

    if ((ends[0].known & ends[1].known & EP_MSS) == 0)
        phrase(t, tr(c, N_("no MSS from both sides")), args, 3);
    else if (ends[0].mss == ends[1].mss)
        phrase(t, tr(c, N_("MSS {client} both ways{meaning}")), args, 3);
    else
        phrase(t, tr(c, N_("MSS: client takes {client}, server {server}")), args, 3);
}

static void put_window_scale(struct text *t, const struct catalogue *c, const struct endpoint *ends)
{
    const struct phrase_arg args[] = {
        {.name = "client", .type = PHRASE_U64, .u = UINT64_C(1) << (ends[0].wscale & 31)},
        {.name = "server", .type = PHRASE_U64, .u = UINT64_C(1) << (ends[1].wscale & 31)},
    };

    if ((ends[0].known & ends[1].known & EP_WSCALE) == 0)
        text_str(t, tr(c, N_("no window scale: windows end at 65,535")));
    else if (ends[0].wscale == ends[1].wscale)
        phrase(t, tr(c, N_("window ×{client} both ways")), args, 2);
    else
        phrase(t, tr(c, N_("window ×{client} from the client, ×{server} from the server")), args,
               2);
}

void head_put_agreed(struct text *t, const struct catalogue *c, const struct conn *conn)
{
    const struct endpoint *const ends = conn->ends;
    const unsigned both = ends[0].known & ends[1].known;

    if ((both & EP_ISS) == 0)
        return;
    put_mss(t, c, ends);
    text_str(t, tr(c, N_(", ")));
    put_window_scale(t, c, ends);
    text_str(t, tr(c, N_(", ")));
    text_str(t, both & EP_SACK_PERMITTED ? tr(c, N_("SACK (gaps are reported)"))
                                         : tr(c, N_("no SACK (gaps are not reported)")));
    text_str(t, tr(c, N_(", ")));
    text_str(t, both & EP_TIMESTAMPS ? tr(c, N_("timestamps (every round trip can be timed)"))
                                     : tr(c, N_("no timestamps")));
    text_str(t, both & EP_ECN_SYN
                    ? tr(c, N_("; ECN (routers can report congestion without dropping)"))
                    : tr(c, N_("; no ECN")));
    if (both & EP_FAST_OPEN)
        text_str(t, tr(c, N_("; TCP Fast Open")));
}
