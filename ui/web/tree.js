// SPDX-License-Identifier: BSD-3-Clause
/* tree.js - the fields of a frame. Which ones the reader had open stays so from frame to frame. */

import { el } from "./dom.js";
import { Table } from "./table.js";
import { word } from "./words.js";

const opened = new Set(["tcp"]);

export class FieldTree {
    /* `hovered` and `chosen`: ({start, size} or null). */
    constructor(hovered, chosen) {
        this.hovered = hovered;
        this.chosen = chosen;
        this.items = [];
        this.active = -1;
        this.element = el("div", {
            class: "tree", role: "tree", tabindex: "0",
            keydown: (e) => this.key(e),
            click: (e) => this.point(e),
            mouseover: (e) => this.hovered(this.placeOf(this.indexOf(e.target))),
            mouseleave: () => this.hovered(null),
        });
    }

    relabel() {
        this.element.setAttribute("aria-label", word("tree"));
    }

    /* Show the items of a frame's tree. */
    show(table) {
        const t = new Table(table);

        this.items = t.rows.map((_, row) => ({
            depth: t.get(row, "depth"), text: t.get(row, "text"), field: t.get(row, "field"),
            start: t.get(row, "start"), size: t.get(row, "size"),
            severity: t.get(row, "severity"), generated: t.get(row, "generated"),
        }));
        this.items.forEach((item, i) => {
            item.parent = this.parentOf(i);
            item.folds = this.items[i + 1]?.depth > item.depth;
            item.open = item.folds && opened.has(item.field);
            item.node = el("div", {
                role: "treeitem", class: "item", "aria-level": item.depth + 1,
                "aria-selected": "false", "aria-expanded": item.folds ? String(item.open) : null,
                "data-severity": item.severity > 1 ? item.severity - 1 : 0, id: `item-${i}`,
                title: item.field,
            }, item.text);
            item.node.style.setProperty("--depth", item.depth);
            item.node.classList.toggle("layer", item.depth === 0);
        });
        this.active = -1;
        this.element.removeAttribute("aria-activedescendant");
        this.element.replaceChildren(...this.items.map((item) => item.node));
        this.fold();
    }

    parentOf(i) {
        let p = i - 1;

        while (p >= 0 && this.items[p].depth >= this.items[i].depth)
            p--;
        return p;
    }

    fold() {
        for (const item of this.items) {
            const parent = this.items[item.parent];

            item.hidden = parent !== undefined && (parent.hidden || !parent.open);
            item.node.hidden = item.hidden;
            if (item.folds)
                item.node.setAttribute("aria-expanded", item.open);
        }
    }

    setOpen(item, open) {
        item.open = open;
        if (open)
            opened.add(item.field);
        else
            opened.delete(item.field);
        this.fold();
    }

    indexOf(node) {
        const item = node.closest?.(".item");

        return item ? Number(item.id.slice("item-".length)) : -1;
    }

    placeOf(i) {
        const item = this.items[i];

        return item && item.size > 0 ? { start: item.start, size: item.size } : null;
    }

    /* Make item `i` the active one, in sight; `quietly` without telling. */
    select(i, quietly = false) {
        this.items[this.active]?.node.setAttribute("aria-selected", "false");
        this.active = i;
        for (let p = this.items[i].parent; p >= 0; p = this.items[p].parent)
            this.items[p].open = true;
        this.fold();
        this.items[i].node.setAttribute("aria-selected", "true");
        this.items[i].node.scrollIntoView({ block: "nearest" });
        this.element.setAttribute("aria-activedescendant", `item-${i}`);
        if (!quietly)
            this.chosen(this.placeOf(i));
    }

    /* The narrowest item that octet `at` belongs to, or -1. */
    itemAt(at) {
        let best = -1;

        this.items.forEach((item, i) => {
            if (item.size > 0 && at >= item.start && at < item.start + item.size &&
                (best < 0 || item.size < this.items[best].size ||
                 (item.size === this.items[best].size && item.generated <= this.items[best].generated)))
                best = i;
        });
        return best;
    }

    /* Light up the item of octet `at`, or the nearest ancestor in sight; none for -1. */
    light(at) {
        this.element.querySelector(".lit")?.classList.remove("lit");
        let i = at < 0 ? -1 : this.itemAt(at);

        while (i >= 0 && this.items[i].hidden)
            i = this.items[i].parent;
        this.items[i]?.node.classList.add("lit");
        return this.placeOf(at < 0 ? -1 : this.itemAt(at));
    }

    point(event) {
        const i = this.indexOf(event.target);

        if (i < 0)
            return;
        const twisted = event.offsetX < parseFloat(getComputedStyle(event.target).paddingLeft);

        if (this.items[i].folds && (twisted || this.active === i))
            this.setOpen(this.items[i], !this.items[i].open);
        this.select(i);
    }

    key(event) {
        const seen = this.items.map((_, i) => i).filter((i) => !this.items[i].hidden);
        const at = seen.indexOf(this.active), item = this.items[this.active];
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: seen.length - 1 }[event.key];

        if (to !== undefined && to >= 0 && to < seen.length)
            this.select(seen[to]);
        else if (item?.folds && (event.key === "Enter" || event.key === " "))
            this.setOpen(item, !item.open);
        else if (item && event.key === "ArrowRight" && item.folds && !item.open)
            this.setOpen(item, true);
        else if (item && event.key === "ArrowLeft" && item.folds && item.open)
            this.setOpen(item, false);
        else if (item && event.key === "ArrowLeft" && item.parent >= 0)
            this.select(item.parent);
        else if (!["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"].includes(event.key))
            return;
        event.preventDefault();
    }
}
