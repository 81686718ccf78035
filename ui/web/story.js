// SPDX-License-Identifier: BSD-3-Clause
/* story.js - one connection: what happened, segment by segment, as a ladder and as graphs, and what
 * is wrong with it. */

import { documentNamed } from "./data.js";
import { el } from "./dom.js";
import { findingList } from "./findings.js";
import { image } from "./image.js";
import { address, note } from "./route.js";
import { segmentList } from "./segments.js";
import { say } from "./settings.js";
import { severityMark } from "./severity.js";
import { word } from "./words.js";

export class Story {
    /* `neighbour`: (connection, step) => connection or null. */
    constructor(neighbour) {
        this.neighbour = neighbour;
        this.number = null;
        this.tab = "story";
        this.element = el("article", { class: "view story" });
    }

    /* The overview's table, by which the connections are known. */
    setTable(table) {
        this.table = table;
        this.places = new Map(Array.from({ length: table.size },
                                         (_, row) => [table.get(row, "number"), row]));
    }

    /* Show connection `number`, its `tab`, and there `frame`, if not null. */
    async open(number, tab, frame) {
        const row = this.places.get(number);

        this.number = number;
        this.tab = tab;
        if (row === undefined) {
            this.element.replaceChildren(el("p", { class: "empty" }, word("noSuch", number)));
            return;
        }
        if (!this.table.get(row, "detail")) {
            this.element.replaceChildren(this.heading(row, []),
                                         el("p", { class: "empty" }, word("noDetail")));
            return;
        }
        try {
            const document = await documentNamed(`connection/${number}`);

            if (this.number === number)
                this.show(row, document, frame);
        } catch (error) {
            this.element.replaceChildren(this.heading(row, []), el("p", { class: "empty" },
                                                                   word("notLoaded", error.message)));
        }
    }

    relabel() {
        if (this.number !== null)
            this.renew();
    }

    /* Show the same again, in another language or with what has come since, at the same place. */
    async renew() {
        const { scrollTop } = this.element;

        await this.open(this.number, this.tab, null);
        this.element.scrollTop = scrollTop;
    }

    heading(row, head) {
        const t = this.table;
        const step = (by, label, sign) => {
            const other = this.neighbour(this.number, by);

            return other === null ? el("span", { class: "step none", "aria-hidden": "true" }, sign)
                : el("a", { class: "step", href: address(["connection", other, this.tab]),
                            title: word(label), "aria-label": word(label) }, sign);
        };

        return el("header", { class: "story-head" },
                  el("p", { class: "crumbs" }, step(-1, "previous", "‹"),
                     el("span", null, word("connection", this.number)), step(1, "next", "›"),
                     el("a", { class: "its-packets",
                               href: address(["packets"], { connection: this.number }) },
                        word("itsPackets"))),
                  el("h1", null, el("span", { class: "client" }, t.get(row, "client")),
                     el("span", { class: "arrow", "aria-label": "→" }, " → "),
                     el("span", { class: "server" }, t.get(row, "server")),
                     el("span", { class: "kind" }, t.get(row, "service") ?? t.get(row, "protocol") ?? "")),
                  el("p", { class: "health" },
                     severityMark(el("span", { class: "mark" }), t.get(row, "severity")),
                     say(t.text(row, "health_text")) ?? ""),
                  el("dl", null, ...head.filter((entry) => say(entry.label) !== "")
                      .flatMap((entry) => [el("dt", null, say(entry.label)),
                                           el("dd", null, say(entry.text))])));
    }

    show(row, c, frame) {
        this.panels = this.panelsOf(c);
        if (!this.panels.has(this.tab))
            this.tab = "story";
        this.tabs = el("div", { class: "tabs", role: "tablist", keydown: (e) => this.key(e) },
                       ...[...this.panels].map(([id, { title }]) => el("button", {
                           type: "button", role: "tab", id: `tab-${id}`,
                           "aria-controls": `panel-${id}`, click: () => this.choose(id),
                       }, title)));
        this.columns = el("div", { class: "columns" }, findingList(c),
                          el("div", { class: "main" },
                             ...[...this.panels.values()].map(({ element }) => element)));
        this.element.replaceChildren(this.heading(row, c.head), this.tabs, this.columns);
        this.choose(this.tab, frame);
    }

    /* What the tabs show, by name; made when looked at first. */
    panelsOf(c) {
        const panels = new Map();
        const add = (id, title, make) => panels.set(id, {
            title, make, made: false,
            element: el("div", { class: `panel of-${id}`, role: "tabpanel", id: `panel-${id}`,
                                 "aria-labelledby": `tab-${id}` }),
        });

        add("story", word("story"), () => [this.whys(), segmentList(c),
                                           el("p", { class: "faint rules" }, say(c.rules) ?? "")]);
        if (c.ladder)
            add("ladder", word("ladder"), () => [this.figure(say(c.ladder))]);
        for (const { kind, title, svg } of c.graphs)
            add(kind, say(title), () => [this.figure(say(svg))]);
        return panels;
    }

    figure(svg) {
        return el("figure", { tabindex: "0" }, image(svg) ?? "");
    }

    whys() {
        const box = el("input", { type: "checkbox", change: () => this.element.classList
            .toggle("without-whys", !box.checked) });

        box.checked = !this.element.classList.contains("without-whys");
        return el("label", { class: "whys" }, box, ` ${word("whys")}`);
    }

    fillPanel(id) {
        const panel = this.panels.get(id);

        if (!panel.made)
            panel.element.replaceChildren(...panel.make());
        panel.made = true;
    }

    choose(id, frame = null) {
        this.tab = id;
        this.fillPanel(id);
        for (const [other, { element }] of this.panels) {
            const button = this.tabs.querySelector(`#tab-${CSS.escape(other)}`);

            element.classList.toggle("away", other !== id);
            button.setAttribute("aria-selected", other === id);
            button.tabIndex = other === id ? 0 : -1;
        }
        this.columns.classList.toggle("wide", id !== "story");
        this.element.classList.toggle("picture", id !== "story");
        note(["connection", this.number, id, ...frame === null ? [] : [frame]]);
        if (frame !== null)
            this.jump(frame);
    }

    /* To the row of `frame`; of one that was left out, to the row before it. */
    jump(frame) {
        const rows = [...this.element.querySelectorAll(".segment")];
        const row = rows.findLast((r) => Number(r.dataset.frame) <= frame) ?? rows[0];

        for (const other of this.element.querySelectorAll(".jumped"))
            other.classList.remove("jumped");
        row?.classList.add("jumped");
        row?.scrollIntoView({ block: "center" });
        row?.focus({ preventScroll: true });
    }

    key(event) {
        const ids = [...this.panels.keys()], at = ids.indexOf(this.tab);
        const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];

        if (to === undefined || event.target.getAttribute("role") !== "tab")
            return;
        event.preventDefault();
        this.choose(ids[(to + ids.length) % ids.length]);
        this.tabs.querySelector('[aria-selected="true"]').focus();
    }

    /* On paper stands all of the story and the ladder. */
    beforePrint() {
        if (this.panels && this.number !== null)
            ["story", "ladder"].filter((id) => this.panels.has(id)).forEach((id) => this.fillPanel(id));
    }
}
