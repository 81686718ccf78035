// SPDX-License-Identifier: BSD-3-Clause
#include "source/linktype.h"

#include <pcap/pcap.h>
#include <stddef.h>

/* Where the two differ on Linux. */
static const struct pair {
    uint16_t link_type;
    uint16_t dlt;
} differ[] = {
    {100, DLT_ATM_RFC1483}, {101, DLT_RAW},      {102, DLT_SLIP_BSDOS},
    {103, DLT_PPP_BSDOS},   {106, DLT_ATM_CLIP}, {246, DLT_PFSYNC},
};

uint16_t tl_linktype_normalise(uint16_t in_file)
{
    /* 12 and 14 are DLT_RAW of two families of systems; no LINKTYPE_ has these numbers. */
    return in_file == 12 || in_file == 14 ? 101 : in_file;
}

uint16_t tl_linktype_from_dlt(int dlt)
{
    for (size_t i = 0; i < sizeof differ / sizeof *differ; i++) {
        if (dlt == differ[i].dlt)
            return differ[i].link_type;
    }
    return (uint16_t)dlt;
}

int tl_linktype_to_dlt(uint16_t link_type)
{
    for (size_t i = 0; i < sizeof differ / sizeof *differ; i++) {
        if (link_type == differ[i].link_type)
            return differ[i].dlt;
    }
    return link_type;
}
