// SPDX-License-Identifier: BSD-3-Clause
/* fields.c - the registry of fields for those outside the library. */
#include <tcplens/show.h>

#include "field/field.h"

bool tcplens_field_at(unsigned i, struct tcplens_field *out)
{
    static const char *const type_names[] = {
        [FIELD_LABEL] = "label",       [FIELD_BOOL] = "boolean",   [FIELD_UINT] = "unsigned",
        [FIELD_INT] = "signed",        [FIELD_FRAME] = "frame",    [FIELD_IP4] = "ipv4",
        [FIELD_IP6] = "ipv6",          [FIELD_ETHER] = "ethernet", [FIELD_OCTETS] = "octets",
        [FIELD_TEXT] = "text",         [FIELD_TIME] = "time",      [FIELD_SPAN] = "duration",
        [FIELD_PROTOCOL] = "protocol",
    };

    if (i >= FIELDS)
        return false;
    *out = (struct tcplens_field){
        .name = tl_fields[i].name, .type = type_names[tl_fields[i].type], .doc = tl_fields[i].doc};
    return true;
}
