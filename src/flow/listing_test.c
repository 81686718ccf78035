// SPDX-License-Identifier: BSD-3-Clause
#include "flow/listing.h"

#include <string.h>

#include "filter/toy.h"

#include "tap.h"

enum { OUT = 8192 };

static const struct toy rows[] = {
    {.count = 1, .octets = 20500, .delay_ns = 1500000, .name = "plain", .state = {"A", "B"}},
    {.count = 2, .delay_ns = -1, .name = "comma, \"quote\"\n\033[31m", .open = true},
};

/* The rows in this form, with these columns. */
static const char *listed(enum listing_form form, const char *columns, unsigned width)
{
    static char out[OUT + 1];
    struct field fields[TOY_FIELDS];
    struct relation relation = toys;
    struct tcplens_error err;
    struct text t;
    struct listing l = {.relation = &relation,
                        .out = &t,
                        .view = {.catalogue = tl_catalogue("en"), .width = width},
                        .form = (uint8_t)form,
                        .type = "toy",
                        .hold = true};

    /* Headings are the names. */
    memcpy(fields, toy_fields, sizeof fields);
    for (unsigned i = 0; i < TOY_FIELDS; i++)
        fields[i].heading = fields[i].name;
    relation.fields = fields;
    text_init(&t, out, OUT, NULL, NULL);
    if (tl_listing_columns(&l, columns, &err) != TCPLENS_OK ||
        tl_listing_begin(&l, &err) != TCPLENS_OK)
        return "";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        tl_listing_row(&l, &rows[i]);
    tl_listing_end(&l);
    tl_listing_fini(&l);
    out[t.len] = '\0';
    return out;
}

int main(void)
{
    T_CHECK(strcmp(listed(LISTING_CSV, "count,name,delay,state,open", 0),
                   "count,name,delay,state,open\n"
                   "1,plain,0.001500000,A;B,false\n"
                   "2,\"comma, \"\"quote\"\"\n\033[31m\",,,true\n") == 0);
    T_CHECK(strcmp(listed(LISTING_JSON, "count,name,delay,state,open", 0),
                   "{\"schema\":1,\"type\":\"toy\",\"count\":1,\"name\":\"plain\","
                   "\"delay_ns\":1500000,\"state\":[\"A\",\"B\"],\"open\":false}\n"
                   "{\"schema\":1,\"type\":\"toy\",\"count\":2,"
                   "\"name\":\"comma, \\\"quote\\\"\\n\\u001b[31m\",\"delay_ns\":null,\"state\":[],"
                   "\"open\":true}\n") == 0);
    T_CHECK(strcmp(listed(LISTING_TEXT, "count,octets,delay,state,open,name", 0),
                   "count  octets  delay state open name\n"
                   "    1 20.5 kB 1.5 ms A, B    no plain\n"
                   "    2     0 B      - -      yes comma, \"quote\"..[31m\n") == 0);
    T_CHECK(strcmp(listed(LISTING_TEXT, "count,name", 16), "count name\n"
                                                           "    1 plain\n"
                                                           "    2 comma, \"q…\n") == 0);
    T_CHECK(strcmp(listed(LISTING_TEXT, "count,,name", 16), "") == 0);
    return t_done();
}
