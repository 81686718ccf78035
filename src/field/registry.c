// SPDX-License-Identifier: BSD-3-Clause
/* registry.c - the table of fields, and finding one by its name. */
#include "field/field.h"

#include <strings.h>

/* What stands for a type in the table: the type, and how wide its octets are. */
#define TYPE_LABEL    FIELD_LABEL, .bits = 0
#define TYPE_B8       FIELD_BOOL, .bits = 8
#define TYPE_B12      FIELD_BOOL, .bits = 12
#define TYPE_B16      FIELD_BOOL, .bits = 16
#define TYPE_B24      FIELD_BOOL, .bits = 24
#define TYPE_B32      FIELD_BOOL, .bits = 32
#define TYPE_B4       FIELD_BOOL, .bits = 4
#define TYPE_U8       FIELD_UINT, .bits = 8
#define TYPE_U16      FIELD_UINT, .bits = 16
#define TYPE_U24      FIELD_UINT, .bits = 24
#define TYPE_U32      FIELD_UINT, .bits = 32
#define TYPE_U64      FIELD_UINT, .bits = 64
#define TYPE_INT      FIELD_INT, .bits = 32
#define TYPE_FRAME    FIELD_FRAME, .bits = 0
#define TYPE_IP4      FIELD_IP4, .bits = 0
#define TYPE_IP6      FIELD_IP6, .bits = 0
#define TYPE_ETHER    FIELD_ETHER, .bits = 0
#define TYPE_OCTETS   FIELD_OCTETS, .bits = 0
#define TYPE_TEXT     FIELD_TEXT, .bits = 0
#define TYPE_TIME     FIELD_TIME, .bits = 0
#define TYPE_SPAN     FIELD_SPAN, .bits = 0
#define TYPE_PROTOCOL FIELD_PROTOCOL, .bits = 0

const struct field tl_fields[FIELDS] = {
#define FIELD(id, name_, title_, type_, form_, mask_, words_, part_, doc_)                         \
    {.name = (name_),                                                                              \
     .title = (title_),                                                                            \
     .title_len = sizeof(title_) - 1,                                                              \
     .doc = (doc_),                                                                                \
     .words = (words_),                                                                            \
     .mask = (mask_),                                                                              \
     .part = PART_##part_,                                                                         \
     .form = FORM_##form_,                                                                         \
     .type = TYPE_##type_},
#include "field/fields.def"
};

enum field_id tl_field_find(const char *name)
{
    for (unsigned i = 0; i < FIELDS; i++)
        if (strcasecmp(tl_fields[i].name, name) == 0)
            return (enum field_id)i;
    return FIELDS;
}
