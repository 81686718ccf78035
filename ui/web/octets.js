// SPDX-License-Identifier: BSD-3-Clause
/* octets.js - the octets of a frame, as numbers and as characters. A place in them can be lit (the
 * pointer is over it, here or in the tree) and chosen. */

import { el } from "./dom.js";
import { count } from "./format.js";
import { word } from "./words.js";

const PER_ROW = 16;
/* More are shown when asked for: 64 KiB would be 130,000 elements. */
const AT_FIRST = 4096;

export class OctetView {
    /* `hovered` and `chosen`: (octet's number, or -1). */
    constructor(hovered, chosen) {
        this.hovered = hovered;
        this.chosen = chosen;
        this.element = el("div", {
            class: "octets", tabindex: "0", role: "group",
            mouseover: (e) => this.hovered(this.octetOf(e.target)),
            mouseleave: () => this.hovered(-1),
            click: (e) => this.point(e),
            keydown: (e) => this.key(e),
        });
        this.cells = [];
    }

    relabel() {
        this.element.setAttribute("aria-label", word("octets"));
    }

    /* Show `octets`, of a frame that has `size` of them. */
    show(octets, size, limit = AT_FIRST) {
        const n = Math.min(octets.length, limit);

        this.octets = octets;
        this.size = size;
        this.cursor = -1;
        this.cells = [];
        this.element.replaceChildren();
        for (let at = 0; at < n; at += PER_ROW)
            this.element.append(this.row(at, Math.min(at + PER_ROW, n)));
        if (n < octets.length)
            this.element.append(el("button", { type: "button", class: "plain",
                                               click: () => this.show(octets, size, Infinity) },
                                   word("andMore", count(octets.length - n))));
        else if (octets.length < size)
            this.element.append(el("p", { class: "faint" },
                                   word("octetsLeftOut", count(size - octets.length))));
    }

    row(from, to) {
        const hex = el("span", { class: "hex" }), text = el("span", { class: "characters" });

        for (let i = from; i < to; i++) {
            const o = this.octets[i];
            const pair = [el("i", { "data-octet": i }, o.toString(16).padStart(2, "0")),
                          el("i", { "data-octet": i },
                             o >= 0x20 && o < 0x7f ? String.fromCharCode(o) : "·")];

            this.cells.push(pair);
            hex.append(pair[0]);
            text.append(pair[1]);
        }
        return el("div", { class: "octet-row" },
                  el("span", { class: "offset" }, from.toString(16).padStart(4, "0")), hex, text);
    }

    octetOf(node) {
        return node.dataset?.octet === undefined ? -1 : Number(node.dataset.octet);
    }

    /* Give `place` the class `name`, and take it from every other. */
    mark(name, place) {
        for (const cell of this.element.querySelectorAll(`.${name}`))
            cell.classList.remove(name);
        if (!place)
            return;
        for (const pair of this.cells.slice(place.start, place.start + place.size))
            pair.forEach((cell) => cell.classList.add(name));
    }

    light(place) {
        this.mark("lit", place);
    }

    /* `place` is chosen: in sight, too. */
    choose(place) {
        this.mark("chosen", place);
        if (place)
            this.cells[place.start]?.[0].scrollIntoView({ block: "nearest" });
    }

    point(event) {
        const at = this.octetOf(event.target);

        if (at >= 0)
            this.move(at);
    }

    move(at) {
        this.cursor = at;
        this.mark("cursor", { start: at, size: 1 });
        this.chosen(at);
    }

    key(event) {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: PER_ROW, ArrowUp: -PER_ROW }[event.key];

        if (step === undefined || this.cells.length === 0)
            return;
        event.preventDefault();
        this.move(Math.min(Math.max(this.cursor < 0 ? 0 : this.cursor + step, 0),
                           this.cells.length - 1));
    }
}
