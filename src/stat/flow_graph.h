// SPDX-License-Identifier: BSD-3-Clause
/*
 * flow_graph.h - `-z flow`: every segment or frame as an arrow between the columns of two
 * addresses. Collecting is flow_graph.c's, drawing flow_draw.c's.
 *
 * Columns are known only at the end, so all arrows are kept: bounded, what finds no room is counted
 * and told below.
 */
#ifndef TL_STAT_FLOW_GRAPH_H
#define TL_STAT_FLOW_GRAPH_H

#include "stat/kind.h"

/* tshark draws so many columns at most. */
enum { FLOW_STATIONS = 40, FLOW_ADDRESS = 48, FLOW_TEXT_MAX = 64 << 20 };

/**
 * struct flow_arrow - two lines
 * @text:  where in flow_graph.text its texts begin: the time, the label, the remark
 * @conversation: number of the TCP stream
 * @from, @to: columns
 */
struct flow_arrow {
    uint32_t text, conversation;
    uint16_t time_len, label_len, remark_len, port_from, port_to;
    uint8_t from, to;
};

/**
 * struct flow_graph
 * @any:     frames, not only segments of TCP
 * @several: arrows are of more than one conversation
 * @station: addresses, in the order in which they were met
 * @arrows:  *owned*
 * @text:    *owned*: printable
 * @left:    arrows that found no room, or no column
 */
struct flow_graph {
    bool any, several;
    uint8_t n_stations;
    char station[FLOW_STATIONS][FLOW_ADDRESS];
    struct flow_arrow *arrows;
    uint32_t n, room;
    char *text;
    size_t text_len, text_room;
    uint64_t left;
};

void flow_draw(const struct flow_graph *g, struct text *out);

#endif
