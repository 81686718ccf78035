// SPDX-License-Identifier: BSD-3-Clause
/*
 * columns.js - the columns of the overview, and the numbers that filters compare. One row a column:
 *
 * key:    of the page's words, and its class in page.css, which says how wide it is and when hidden
 * text:   what a cell shows
 * order:  what the column is sorted by: a number, or a text
 * filter: name in a filter; the value in `order` divided by `unit` is compared
 */

import { count, countOrNone, seconds, span } from "./format.js";
import { say } from "./settings.js";

const plain = (name) => ({ text: (t, row) => t.get(row, name) ?? "",
                           order: (t, row) => t.get(row, name) ?? "" });
const translated = (name) => ({ text: (t, row) => say(t.text(row, name)) ?? "",
                                order: (t, row) => say(t.text(row, name)) ?? "" });
const number = (name, shown = countOrNone) => ({ text: (t, row) => shown(t.get(row, name)),
                                                 order: (t, row) => t.get(row, name) ?? -1 });

export const COLUMNS = [
    { key: "number", ...number("number", count), filter: "number" },
    { key: "client", ...plain("client") },
    { key: "server", ...plain("server") },
    { key: "service", text: (t, row) => t.get(row, "service") ?? t.get(row, "protocol") ?? "",
      order: (t, row) => t.get(row, "service") ?? t.get(row, "protocol") ?? "" },
    { key: "health", text: (t, row) => say(t.text(row, "health_text")) ?? "",
      order: (t, row) => t.get(row, "severity") },
    { key: "start", ...number("start", seconds), filter: "start", unit: 1e9 },
    { key: "duration", ...number("duration_ns", span), filter: "duration", unit: 1e9 },
    { key: "octetsOut", ...number("octets_out") },
    { key: "octetsIn", ...number("octets_in") },
    { key: "segmentsOut", ...number("segments_out") },
    { key: "segmentsIn", ...number("segments_in") },
    { key: "retransmissions", ...number("retransmissions"), filter: "retrans" },
    { key: "outOfOrder", ...number("out_of_order"), filter: "ooo" },
    { key: "lostSegments", ...number("lost"), filter: "lost" },
    { key: "zeroWindows", ...number("zero_windows"), filter: "zero" },
    { key: "rtt", ...number("rtt_ns", span), filter: "rtt", unit: 1e9 },
    { key: "nFindings", ...number("findings"), filter: "findings" },
    { key: "opened", ...translated("opened") },
    { key: "closed", ...translated("closed") },
    { key: "states", ...plain("states") },
];

/* What can be compared and is no column. */
const SUMS = [
    { filter: "bytes", order: (t, row) => t.get(row, "octets_out") + t.get(row, "octets_in") },
    { filter: "segments", order: (t, row) => t.get(row, "segments_out") + t.get(row, "segments_in") },
    { filter: "severity", order: (t, row) => t.get(row, "severity") },
];

export const COMPARED = new Map([...COLUMNS, ...SUMS].filter((c) => c.filter)
    .map((c) => [c.filter, (t, row) => c.order(t, row) / (c.unit ?? 1)]));
