// SPDX-License-Identifier: BSD-3-Clause
/* segments.js - the rows of a connection's story: each segment as an arrow between both ends' states,
 * what it does, and where its numbers come from. */

import { el } from "./dom.js";
import { count, seconds } from "./format.js";
import { address } from "./route.js";
import { say } from "./settings.js";
import { severityMark } from "./severity.js";
import { Table } from "./table.js";
import { word } from "./words.js";

/* "seq 1:1449 (1,448)  ack 1  win 65536" */
function numbers(t, row) {
    const seq = t.get(row, "seq"), ack = t.get(row, "ack"), length = t.get(row, "length");
    const parts = [];

    if (seq !== null)
        parts.push(length > 0 ? `seq ${seq}:${seq + length} (${count(length)})` : `seq ${seq}`);
    if (ack !== null)
        parts.push(`ack ${ack}`);
    if (t.get(row, "window") !== null)
        parts.push(`win ${t.get(row, "window")}`);
    return parts.join("  ");
}

function state(t, row, side) {
    const name = t.get(row, `${side}_state`) ?? "";
    const changed = row === 0 || t.get(row - 1, `${side}_state`) !== t.get(row, `${side}_state`);
    const inferred = t.get(row, `${side}_inferred`) && changed;

    return el("span", { class: `state ${side}${changed && name ? " changed" : ""}`,
                        "data-side": side, title: inferred ? word("inferred") : null },
              (inferred && name ? "~" : "") + name);
}

function paragraph(kind, text) {
    return text === null ? null : el("p", { class: kind }, text);
}

function segment(t, row, start) {
    const frame = t.get(row, "frame"), severity = t.get(row, "severity");
    const from = t.get(row, "from") === 0 ? "client" : "server";

    return el("li", { class: `segment from-${from}`, id: `segment-${frame}`, tabindex: "-1",
                      "data-frame": frame, "data-severity": severity },
              severityMark(el("span", { class: "mark" }), severity),
              el("a", { class: "frame", href: address(["packets", frame]), tabindex: "-1" }, String(frame)),
              el("span", { class: "when" }, seconds(t.get(row, "time") - start)),
              state(t, row, "client"),
              el("span", { class: "lane" },
                 el("span", { class: "visually-hidden" }, word(from)),
                 el("b", null, t.get(row, "flags")),
                 el("span", { class: "numbers" }, numbers(t, row))),
              state(t, row, "server"),
              el("div", { class: "told" },
                 paragraph("note", say(t.text(row, "note"))), whys(t, row)));
}

/* Where its numbers come from: "seq 75: frame 4's 1 + its 74 bytes". */
function whys(t, row) {
    const parts = ["seq", "ack"]
        .filter((name) => t.get(row, name) !== null && t.text(row, `${name}_why`) !== null)
        .map((name) => el("span", null, el("b", null, `${name} ${t.get(row, name)}`),
                          ` ${say(t.text(row, `${name}_why`))}`));

    return parts.length === 0 ? null : el("p", { class: "why" }, ...parts);
}

/* Arrow keys go from row to row, Enter to the packet. */
function walk(event) {
    const here = event.target.closest(".segment");
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];

    if (!here || (!step && event.key !== "Enter"))
        return;
    event.preventDefault();
    if (event.key === "Enter") {
        location.hash = address(["packets", here.dataset.frame]);
        return;
    }
    let other = here[step];

    while (other && !other.classList.contains("segment"))
        other = other[step];
    other?.focus();
}

/* The rows of connection document `c`. */
export function segmentList(c) {
    const t = new Table(c.rows, c.texts);
    const start = t.size > 0 ? t.get(0, "time") : 0;
    const list = el("ol", { class: "segments", keydown: walk, "aria-label": word("story") });

    list.append(el("li", { class: "ends", "aria-hidden": "true" },
                   el("span", { class: "client" }, word("client")),
                   el("span", { class: "server" }, word("server"))));
    for (let row = 0; row < t.size; row++) {
        if (c.rows_left_out > 0 && row === c.rows_head)
            list.append(el("li", { class: "gap" }, word("rowsLeftOut", count(c.rows_left_out))));
        if (row === 0 || t.get(row, "phase") !== t.get(row - 1, "phase"))
            list.append(el("li", { class: "phase" }, say(t.text(row, "phase")) ?? ""));
        list.append(segment(t, row, start));
    }
    list.querySelector(".segment")?.setAttribute("tabindex", "0");
    return list;
}
