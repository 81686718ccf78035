// SPDX-License-Identifier: BSD-3-Clause
/* endpoints.c - `-z endpoints,LAYER`: a row for everyone who sent or received. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/conv.h"
#include "stat/ends.h"

enum { LINE_MAX_OCTETS = 256 };

/* Index 0 is what it sent, 1 what it received. */
struct row {
    uint64_t all, frames[2], octets[2];
};

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    struct end_table *const s = state;
    const struct item *const len = items_first(items, F_FRAME_LEN);
    struct end_pair pair;

    (void)passed;
    for (unsigned nth = 0; len != NULL && ends_of(items, s->layer, nth, &pair); nth++) {
        for (unsigned side = 0; side < 2; side++) {
            struct row *const row = end_rows_find(&s->rows, &pair.end[side]);

            if (row == NULL)
                continue;
            row->all++;
            row->frames[side]++;
            row->octets[side] += len->u;
        }
    }
}

static void print_row(const struct row *row, struct text *out)
{
    const uint64_t octets = row->octets[0] + row->octets[1];
    char line[LINE_MAX_OCTETS];
    const int n = snprintf(line, sizeof line,
                           "     %6llu     %9llu     %6llu       %9llu      %6llu       %9llu   \n",
                           (unsigned long long)row->all, (unsigned long long)octets,
                           (unsigned long long)row->frames[0], (unsigned long long)row->octets[0],
                           (unsigned long long)row->frames[1], (unsigned long long)row->octets[1]);

    text_octets(out, line, (size_t)n);
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    struct end_table *const s = state;
    const bool ports = s->layer >= ENDS_TCP;
    uint32_t *const order = end_rows_order(&s->rows);
    char name[ENDS_TEXT_MAX], line[LINE_MAX_OCTETS];

    (void)zero_ns;
    tl_conv_rule(out);
    text_str(out, ends_title(s->layer));
    text_str(out, " Endpoints\nFilter:<No Filter>\n");
    text_str(out, ports ? "                       |  Port  ||" : "                       |");
    text_str(out,
             "  Packets  | |  Bytes  | | Tx Packets | | Tx Bytes | | Rx Packets | | Rx Bytes |\n");
    for (uint32_t i = 0; order != NULL && i < s->rows.n; i++) {
        const struct end *const e = end_rows_key(&s->rows, order[i]);
        int n;

        end_text(e, s->layer, false, name);
        n = ports ? snprintf(line, sizeof line, "%-20s      %5u", name, e->port)
                  : snprintf(line, sizeof line, "%-20s ", name);
        text_octets(out, line, (size_t)n);
        print_row(end_rows_at(&s->rows, order[i]), out);
    }
    end_rows_print_left(&s->rows, out);
    tl_conv_rule(out);
    free(order);
}

#define KIND(layer_, name_)                                                                        \
    [layer_] = {.name = (name_),                                                                   \
                .layer = (layer_),                                                                 \
                .key_size = sizeof(struct end),                                                    \
                .row_size = sizeof(struct row),                                                    \
                .begin = end_table_begin,                                                          \
                .frame = count_frame,                                                              \
                .print = print,                                                                    \
                .end = end_table_end}

const struct stat_kind stat_endpoints[STAT_ENDS] = {
    KIND(ENDS_ETHER, "endpoints,eth"), KIND(ENDS_IP4, "endpoints,ip"),
    KIND(ENDS_IP6, "endpoints,ipv6"),  KIND(ENDS_TCP, "endpoints,tcp"),
    KIND(ENDS_UDP, "endpoints,udp"),
};
