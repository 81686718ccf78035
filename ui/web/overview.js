// SPDX-License-Identifier: BSD-3-Clause
/* overview.js - all connections: a row each, sorted by any column, filtered. */

import { COLUMNS, COMPARED } from "./columns.js";
import { el, setText } from "./dom.js";
import { numbersMatch, parseFilter, wordsMatch } from "./filter.js";
import { count } from "./format.js";
import { go, note } from "./route.js";
import { say } from "./settings.js";
import { severityMark } from "./severity.js";
import { VirtualList } from "./virtual.js";
import { word } from "./words.js";

export class Overview {
    constructor() {
        this.sortKey = "number";
        this.descending = false;
        this.order = [];
        this.chosen = null;
        this.filterBox = el("input", { class: "filter", type: "search", spellcheck: "false",
                                       autocomplete: "off", input: () => this.filterChanged() });
        this.status = el("output", { class: "status", role: "status" });
        this.wide = el("button", { type: "button", class: "plain", "aria-pressed": "false",
                                   click: () => this.toggleColumns() });
        this.heads = COLUMNS.map((column) => el("span", {
            class: `cell c-${column.key}`, role: "columnheader",
        }, el("button", { type: "button", click: () => this.sortBy(column.key) })));
        this.list = new VirtualList({
            label: "", head: el("div", { class: "head", role: "row" },
                                el("span", { class: "cell mark", role: "columnheader" }),
                                ...this.heads),
            make: () => el("div", null, el("span", { class: "cell mark", role: "gridcell" }),
                           ...COLUMNS.map((c) => el("span", { class: `cell c-${c.key}`,
                                                              role: "gridcell" }))),
            fill: (row, index) => this.fill(row, index),
            choose: (index) => { this.chosen = this.table.get(this.order[index], "number"); },
            activate: (index) => go(["connection", this.table.get(this.order[index], "number")]),
        });
        this.empty = el("p", { class: "empty", hidden: true });
        this.element = el("section", { class: "view overview" },
                          el("div", { class: "bar" }, this.filterBox, this.status, this.wide),
                          this.empty, this.list.element);
    }

    /* The capture has these connections now. */
    setTable(table) {
        this.table = table;
        this.lines = null;
        this.arrange();
    }

    /* Whatever is language's. */
    relabel() {
        this.lines = null;
        this.list.element.setAttribute("aria-label", word("connections"));
        this.filterBox.placeholder = word("filterConnections");
        this.filterBox.setAttribute("aria-label", word("filterConnections"));
        setText(this.wide, word("allColumns"));
        COLUMNS.forEach((column, i) => setText(this.heads[i].firstChild, word(column.key)));
        this.arrange();
    }

    open(query) {
        if (this.filterBox.value !== (query.get("q") ?? "")) {
            this.filterBox.value = query.get("q") ?? "";
            this.arrange();
        }
        this.list.measure();
    }

    filterChanged() {
        note(["connections"], { q: this.filterBox.value });
        this.arrange();
        this.list.scrollTo(0);
    }

    toggleColumns() {
        const all = this.list.element.classList.toggle("all");

        this.wide.setAttribute("aria-pressed", all);
        this.list.measure();
    }

    sortBy(key) {
        const numeric = typeof COLUMNS.find((c) => c.key === key).order(this.table, 0) === "number";

        /* Of numbers, the largest are looked for; of names, the first. */
        this.descending = key === this.sortKey ? !this.descending : numeric && key !== "number";
        this.sortKey = key;
        this.arrange();
    }

    /* What words are looked for in. */
    line(row) {
        const t = this.table;

        return ["client", "server", "service", "protocol", "health", "states"]
            .map((name) => t.get(row, name) ?? "").join(" ").toLowerCase() + " " +
            [t.text(row, "health_text"), t.text(row, "first_finding")]
                .map((text) => say(text) ?? "").join(" ").toLowerCase();
    }

    matching() {
        const filter = parseFilter(this.filterBox.value);
        const unknown = filter.compared.find(({ name }) => !COMPARED.has(name));
        const rows = [];

        if (unknown) {
            setText(this.status, word("badFilter", unknown.name));
            return null;
        }
        this.lines ??= Array.from({ length: this.table.size }, (_, row) => this.line(row));
        for (let row = 0; row < this.table.size; row++) {
            if (wordsMatch(filter, this.lines[row]) &&
                numbersMatch(filter, (name) => COMPARED.get(name)(this.table, row)))
                rows.push(row);
        }
        return rows;
    }

    sorted(rows) {
        const column = COLUMNS.find((c) => c.key === this.sortKey);
        const keys = new Map(rows.map((row) => [row, column.order(this.table, row)]));
        const collator = new Intl.Collator("en", { numeric: true });
        const compare = (a, b) => typeof a === "number" ? a - b : collator.compare(a, b);
        const sign = this.descending ? -1 : 1;

        return rows.sort((a, b) => sign * compare(keys.get(a), keys.get(b)) || a - b);
    }

    /* Choose and order rows anew, and stay at the connection that was chosen. */
    arrange() {
        if (!this.table)
            return;
        const rows = this.matching();

        this.filterBox.setAttribute("aria-invalid", rows === null);
        if (rows === null)
            return;
        this.order = this.sorted(rows);
        setText(this.status, rows.length === this.table.size ? "" :
            word("shownOf", count(rows.length), count(this.table.size)));
        this.empty.hidden = rows.length > 0;
        this.list.element.hidden = this.table.size === 0;
        setText(this.empty, word(this.table.size === 0 ? "noConnections" : "nothingMatches"));
        COLUMNS.forEach((column, i) => this.heads[i].setAttribute("aria-sort",
            column.key !== this.sortKey ? "none" : this.descending ? "descending" : "ascending"));
        this.list.reset(this.order.length, this.chosen === null ? -1 :
            this.order.findIndex((row) => this.table.get(row, "number") === this.chosen));
    }

    fill(element, index) {
        const row = this.order[index], cells = element.children;

        severityMark(cells[0], this.table.get(row, "severity"));
        COLUMNS.forEach((column, i) => setText(cells[i + 1], String(column.text(this.table, row))));
    }

    /* The connection `step` places further, as the list is ordered; null at its ends. */
    neighbour(connection, step) {
        const at = this.order.findIndex((row) => this.table.get(row, "number") === connection);
        const row = at < 0 ? undefined : this.order[at + step];

        return row === undefined ? null : this.table.get(row, "number");
    }
}
