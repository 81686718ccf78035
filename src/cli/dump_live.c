// SPDX-License-Identifier: BSD-3-Clause
#include "dump_live.h"

#include <string.h>

#include <tcplens/device.h>

#include "capable.h"
#include "complain.h"
#include "dump_lists.h"
#include "dump_notice.h"

/* In the order of -Q's words. */
static const uint8_t ways[] = {TCPLENS_WAY_IN, TCPLENS_WAY_OUT, TCPLENS_WAY_BOTH};

/* What -y says. As in tcpdump, it is only by its name that "any" gets the header that tells which
 * interface it was; by its number it has the older one. */
static const char *link_type_of(const struct option_value *v)
{
    if (v[DUMP_LINK_TYPE].given != 0)
        return v[DUMP_LINK_TYPE].text;
    return v[DUMP_INTERFACE].given != 0 && strcmp(v[DUMP_INTERFACE].text, "any") == 0 ? "LINUX_SLL2"
                                                                                      : NULL;
}

bool dump_open_live(struct tcplens_dump *d, const struct dump_arguments *args, const char *filter,
                    char interface[64])
{
    const struct option_value *const v = args->values;
    const struct tcplens_dump_live live = {
        .filter = filter,
        .snaplen = (uint32_t)v[DUMP_SNAPLEN].number,
        .buffer_octets = v[DUMP_BUFFER].given != 0 ? (uint32_t)v[DUMP_BUFFER].number * 1024 : 0,
        .link_type = link_type_of(v),
        .timestamps = v[DUMP_TIMESTAMPS].text,
        .way = v[DUMP_WAY].given != 0 ? ways[v[DUMP_WAY].number] : TCPLENS_WAY_BOTH,
        .promiscuous = v[DUMP_NO_PROMISCUOUS].given == 0,
        .monitor = v[DUMP_MONITOR].given != 0,
        .immediate = v[DUMP_IMMEDIATE].given != 0,
    };
    enum tcplens_status status;
    struct tcplens_error err;

    if (!dump_find_interface(v[DUMP_INTERFACE].text, interface))
        return false;
    if (live.timestamps != NULL)
        dump_check_timestamps(interface, live.timestamps);
    capable_become();
    status = tcplens_dump_open_live(d, interface, &live, &err);
    if (live.link_type != NULL && (status == TCPLENS_OK || status == TCPLENS_ERR_FILTER))
        complain("data link type %s",
                 status == TCPLENS_OK ? tcplens_dump_source(d).link_name : live.link_type);
    return all_is_well(status, &err);
}
