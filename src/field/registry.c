// SPDX-License-Identifier: BSD-3-Clause
/* registry.c - the table of fields, and finding one by its name. */
#include "field/field.h"

#include <strings.h>

const struct field tl_fields[FIELDS] = {
#define FIELD(id, name, type, hex, part, doc) {name, doc, PART_##part, FIELD_##type, hex},
#include "field/fields.def"
};

enum field_id tl_field_find(const char *name)
{
    for (unsigned i = 0; i < FIELDS; i++)
        if (strcasecmp(tl_fields[i].name, name) == 0)
            return (enum field_id)i;
    return FIELDS;
}
