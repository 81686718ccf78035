// SPDX-License-Identifier: BSD-3-Clause
/* expert.c - `-z expert`: how often each expert information came, the gravest first. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stat/ends.h"

enum { MESSAGE_MAX = 240 };

/* What makes two the same. */
struct key {
    uint32_t severity, group;
    uint16_t protocol; /* enum field_id */
    char message[MESSAGE_MAX];
};

struct row {
    uint64_t count;
};

static const struct named {
    uint32_t value;
    const char *name;
} severities[] = {{0x800000, "Errors"},
                  {0x600000, "Warns"},
                  {0x400000, "Notes"},
                  {0x200000, "Chats"}},
  groups[] = {
      {0x1000000, "Checksum"},   {0x2000000, "Sequence"},       {0x3000000, "Response"},
      {0x4000000, "Request"},    {0x5000000, "Undecoded"},      {0x6000000, "Reassemble"},
      {0x7000000, "Malformed"},  {0x8000000, "Debug"},          {0x9000000, "Protocol"},
      {0xa000000, "Security"},   {0xb000000, "Comment"},        {0xc000000, "Decryption"},
      {0xd000000, "Assumption"}, {0xe000000, "Deprecated"},     {0xf000000, "Receive"},
      {0x10000000, "Interface"}, {0x11000000, "Dissector bug"},
};

/* The protocol whose part of the frame an item is in. */
static uint16_t protocol_of(const struct items *items, const struct item *it)
{
    while (it > items->of && (it->depth > 0 || tl_fields[it->field].type != FIELD_PROTOCOL))
        it--;
    return it->field;
}

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    struct end_table *const table = state;
    const struct item *severity = items_first(items, F_EXPERT_SEVERITY);
    const struct item *group = items_first(items, F_EXPERT_GROUP);
    const struct item *message = items_first(items, F_EXPERT_MESSAGE);

    (void)passed;
    while (severity != NULL && group != NULL && message != NULL) {
        const size_t n = message->octets.n < MESSAGE_MAX ? message->octets.n : MESSAGE_MAX;
        struct key key;
        struct row *row;

        memset(&key, 0, sizeof key);
        key.severity = (uint32_t)severity->u;
        key.group = (uint32_t)group->u;
        key.protocol = protocol_of(items, message);
        if (n > 0)
            memcpy(key.message, message->octets.p, n);
        row = end_rows_find(&table->rows, &key);
        if (row != NULL)
            row->count++;
        severity = items_next(items, severity);
        group = items_next(items, group);
        message = items_next(items, message);
    }
}

static const char *group_name(uint32_t value)
{
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (groups[i].value == value)
            return groups[i].name;
    return "Unknown";
}

/* What the column Protocol calls it: most often its name in capitals. */
static void put_protocol(struct text *out, uint16_t field)
{
    static const struct {
        const char *field, *name;
    } others[] = {{"eth", "Ethernet"}, {"ip", "IPv4"}, {"ipv6", "IPv6"}, {"icmpv6", "ICMPv6"}};
    enum { WIDTH = 19 };
    char name[WIDTH + 1];
    int n = snprintf(name, sizeof name, "%s", tl_fields[field].name);

    for (char *p = name; *p != '\0'; p++)
        *p = (char)toupper((unsigned char)*p);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(others[i].field, tl_fields[field].name) == 0)
            n = snprintf(name, sizeof name, "%s", others[i].name);
    n = n < WIDTH ? n : WIDTH;
    text_fill(out, ' ', (size_t)(WIDTH - n));
    text_octets(out, name, (size_t)n);
}

static void put_row(const struct key *key, const struct row *row, struct text *out)
{
    const char *const group = group_name(key->group);
    const size_t n = strlen(group);

    text_u64_padded(out, row->count, 12, ' ');
    text_fill(out, ' ', n < 11 ? 11 - n : 1);
    text_str(out, group);
    put_protocol(out, key->protocol);
    text_octets(out, "  ", 2);
    text_harmless(out, (const uint8_t *)key->message, strnlen(key->message, MESSAGE_MAX));
    text_char(out, '\n');
}

static void put_severity(const struct end_rows *rows, const struct named *severity,
                         struct text *out)
{
    uint64_t all = 0;

    for (uint32_t i = 0; i < rows->n; i++) {
        const struct key *const key = end_rows_key(rows, i);
        const struct row *const row = end_rows_at(rows, i);

        all += key->severity == severity->value ? row->count : 0;
    }
    if (all == 0)
        return;
    text_char(out, '\n');
    text_str(out, severity->name);
    text_str(out, " (");
    text_u64(out, all);
    text_str(out, ")\n=============\n   Frequency      Group           Protocol  Summary\n");
    for (uint32_t i = 0; i < rows->n; i++) {
        const struct key *const key = end_rows_key(rows, i);

        if (key->severity == severity->value)
            put_row(key, end_rows_at(rows, i), out);
    }
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    const struct end_table *const table = state;

    (void)zero_ns;
    for (size_t i = 0; i < sizeof severities / sizeof severities[0]; i++)
        put_severity(&table->rows, &severities[i], out);
    end_rows_print_left(&table->rows, out);
}

static const uint16_t fields[] = {F_EXPERT_MESSAGE, F_EXPERT_SEVERITY, F_EXPERT_GROUP, FIELDS};

const struct stat_kind stat_expert = {.name = "expert",
                                      .fields = fields,
                                      .protocols = true,
                                      .key_size = sizeof(struct key),
                                      .row_size = sizeof(struct row),
                                      .begin = end_table_begin,
                                      .frame = count_frame,
                                      .print = print,
                                      .end = end_table_end};
