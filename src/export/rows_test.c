// SPDX-License-Identifier: BSD-3-Clause
/* rows_test.c - every type of value as text, and the forms of a row. */
#include "export/rows.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

static struct items *items;

static bool writes(const struct columns *c, const char *expected)
{
    char buf[512];
    struct text out;

    text_init(&out, buf, sizeof buf, NULL, NULL);
    tl_rows_write_row(&out, c, items);
    return !out.failed && out.len == strlen(expected) && memcmp(buf, expected, out.len) == 0;
}

static bool writes_field(enum field_id field, const char *expected)
{
    const uint16_t fields[] = {(uint16_t)field};
    const struct columns c = {.fields = fields, .n = 1, .separator = '\t', .aggregator = ','};

    return writes(&c, expected);
}

static void each_type(void)
{
    static const uint8_t octets[] = {0x02, 0x00, 0xfe, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9};
    static const char escape[] = "a\033[31mb";

    items_clear(items);
    items_u(items, F_TCP_LEN, UINT64_MAX);
    items_u(items, F_TCP_CHECKSUM, 0xab);
    items_i(items, F_TCP_WINDOW_SCALE, -2);
    items_mark(items, F_ANALYSIS_FLAGS);
    items_u(items, F_IP_SRC, 0x0a000001);
    items_octets(items, F_IPV6_SRC, octets, 16);
    items_octets(items, F_ETH_SRC, octets, 6);
    items_octets(items, F_TCP_OPTIONS, octets, 3);
    items_octets(items, F_OPT_NOP, octets, 0);
    items_i(items, F_FRAME_TIME_EPOCH, INT64_C(1700000000000000001));
    items_i(items, F_TCP_TIME_DELTA, -1500000000);
    items_i(items, F_TCP_TIME_RELATIVE, INT64_MIN);
    items_octets(items, F_EXPERT_MESSAGE, (const uint8_t *)escape, sizeof escape - 1);
    T_CHECK(writes_field(F_TCP_LEN, "18446744073709551615\n"));
    T_CHECK(writes_field(F_TCP_CHECKSUM, "0x00ab\n"));
    T_CHECK(writes_field(F_TCP_WINDOW_SCALE, "-2\n"));
    T_CHECK(writes_field(F_ANALYSIS_FLAGS, "1\n"));
    T_CHECK(writes_field(F_IP_SRC, "10.0.0.1\n"));
    T_CHECK(writes_field(F_IPV6_SRC, "200:fe00:1::9\n"));
    T_CHECK(writes_field(F_ETH_SRC, "02:00:fe:00:00:01\n"));
    T_CHECK(writes_field(F_TCP_OPTIONS, "0200fe\n"));
    T_CHECK(writes_field(F_OPT_NOP, "<MISSING>\n"));
    T_CHECK(writes_field(F_FRAME_TIME_EPOCH, "1700000000.000000001\n"));
    T_CHECK(writes_field(F_TCP_TIME_DELTA, "-1.500000000\n"));
    T_CHECK(writes_field(F_TCP_TIME_RELATIVE, "-9223372036.854775808\n"));
    T_CHECK(writes_field(F_EXPERT_MESSAGE, "a.[31mb\n"));
}

static void forms_of_a_row(void)
{
    static const uint16_t fields[] = {F_FRAME_NUMBER, F_TCP_SEQ, F_TCP_PORT};
    struct columns c = {.fields = fields, .n = 3, .separator = '\t', .aggregator = ','};

    items_clear(items);
    items_u(items, F_FRAME_NUMBER, 7);
    items_u(items, F_TCP_PORT, 80);
    items_u(items, F_TCP_PORT, 443);
    items_u(items, F_TCP_PORT, 8080);
    T_CHECK(writes(&c, "7\t\t80,443,8080\n"));
    c.occurrence = OCCURRENCE_FIRST;
    T_CHECK(writes(&c, "7\t\t80\n"));
    c.occurrence = OCCURRENCE_LAST;
    T_CHECK(writes(&c, "7\t\t8080\n"));
    c.occurrence = OCCURRENCE_ALL;
    c.separator = ';';
    c.aggregator = ' ';
    c.quote = '"';
    T_CHECK(writes(&c, "\"7\";;\"80 443 8080\"\n")); /* around values only */
}

static void names(void)
{
    bool ordered = true;

    T_CHECK(tl_field_find("tcp.analysis.flags") == F_ANALYSIS_FLAGS);
    T_CHECK(tl_field_find("TCP.Port") == F_TCP_PORT);
    T_CHECK(tl_field_find("tcp.por") == FIELDS && tl_field_find("") == FIELDS);
    for (unsigned i = 0; i < FIELDS; i++)
        ordered &= tl_field_find(tl_fields[i].name) == (enum field_id)i;
    T_CHECK(ordered);
}

int main(void)
{
    items = tl_items_new(false);
    if (items == NULL)
        return 1;
    memset(items->wanted, true, sizeof items->wanted);
    each_type();
    forms_of_a_row();
    names();
    tl_items_free(items);
    return t_done();
}
