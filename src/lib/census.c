// SPDX-License-Identifier: BSD-3-Clause
#include "lib/census.h"

#include <stdio.h>
#include <string.h>

#include <pcap/pcap.h>

#include "base/error.h"
#include "decode/decode.h"

enum { LINK_TYPES_ASSIGNED = 320 };

void tl_census_add(struct census *c, const struct tcplens_frame *frame,
                   const struct tcplens_segment *seg)
{
    c->frames++;
    c->kinds[seg->kind]++;
    /* Only a frame in which nothing was recognised can have an unknown link type. */
    if (seg->kind != TCPLENS_KIND_OTHER || tl_decode_knows_link_type(frame->link_type))
        return;
    if (c->undecodable++ == 0)
        c->link_type = frame->link_type;
}

/* The names of all link types that can be decoded, as "a, b, c"; what does not fit is left out. */
static void list_link_types(char *out, size_t cap)
{
    struct text t;
    const char *last = "";

    text_init(&t, out, cap - 1, NULL, NULL);
    for (unsigned type = 0; type < LINK_TYPES_ASSIGNED; type++) {
        const char *const name = tl_decode_link_type_name((uint16_t)type);

        if (name == NULL || strcmp(name, last) == 0)
            continue;
        if (t.len > 0)
            text_str(&t, ", ");
        text_str(&t, name);
        last = name;
    }
    out[t.len] = '\0';
}

enum tcplens_status tl_census_check(const struct census *c, struct tcplens_error *err)
{
    char supported[320];
    const char *name;

    if (c->undecodable == 0 || c->undecodable < c->frames)
        return TCPLENS_OK;
    /* libpcap's DLT_ numbers are LINKTYPE_ numbers for all types that tcplens does not know. */
    name = pcap_datalink_val_to_description(c->link_type);
    list_link_types(supported, sizeof supported);
    return tl_error(err, TCPLENS_ERR_LINK_TYPE, 0,
                    "link type %u (%s) cannot be decoded; these can: %s", c->link_type,
                    name != NULL ? name : "unknown", supported);
}

const char *tl_census_kind_name(unsigned kind)
{
    static const char *const names[CENSUS_KINDS] = {
        [TCPLENS_KIND_OTHER] = N_("not IP"), [TCPLENS_KIND_ARP] = "ARP",
        [TCPLENS_KIND_IP] = N_("other IP"),  [TCPLENS_KIND_FRAGMENT] = N_("IP fragment"),
        [TCPLENS_KIND_ICMP] = "ICMP",        [TCPLENS_KIND_UDP] = "UDP",
        [TCPLENS_KIND_TCP] = "TCP",
    };

    return kind < CENSUS_KINDS ? names[kind] : "?";
}

void tl_census_tell(const struct census *c, struct text *t, const struct catalogue *lang,
                    uint64_t read, bool filtered)
{
    const struct phrase_arg counts[] = {{.name = "n", .type = PHRASE_U64, .u = c->frames},
                                        {.name = "m", .type = PHRASE_U64, .u = read}};
    const char *separator = ": ";

    if (read == 0) {
        text_str(t, tr(lang, N_("The capture holds no frames.")));
    } else if (c->frames == 0) {
        phrase(t, tr(lang, N_("None of {m} frames passed the filter.")), counts, 2);
    } else if (c->kinds[TCPLENS_KIND_TCP] > 0) {
        text_str(t, tr(lang, N_("No TCP header is whole enough to tell of a connection")));
    } else if (filtered) {
        phrase(t, tr(lang, N_("No TCP in the {n} of {m} frames that passed the filter")), counts,
               2);
    } else {
        phrase(t, tr(lang, N_("No TCP in {n} frames")), counts, 2);
    }
    for (unsigned kind = 0; kind < CENSUS_KINDS; kind++) {
        if (c->kinds[kind] == 0)
            continue;
        text_str(t, separator);
        text_u64(t, c->kinds[kind]);
        text_char(t, ' ');
        text_str(t, tr(lang, tl_census_kind_name(kind)));
        separator = ", ";
    }
    text_char(t, '\n');
}
