// SPDX-License-Identifier: BSD-3-Clause
/*
 * virtual.js - a list of any length, of which only the rows in sight are elements.
 *
 * Rows are equally high and taken from a pool: scrolling moves them and fills them anew. Browsers
 * have no elements higher than some 2^25 pixels, so a longer list is scrolled in scale: `scale` rows'
 * pixels for one of the scroll bar.
 *
 * To keyboards and screen readers it is a grid with one active row.
 */

import { el } from "./dom.js";

const TALLEST = 8e6;
const SPARE = 4;

export class VirtualList {
    /**
     * @label:    what a screen reader calls the list
     * @head:     element that stays on top, or null
     * @make:     () => row element, as yet without contents
     * @fill:     (row element, index)
     * @choose:   (index): the active row is another; may be null
     * @activate: (index): Enter, or a click on the row; may be null
     */
    constructor({ label, head, make, fill, choose, activate }) {
        this.make = make;
        this.fill = fill;
        this.choose = choose;
        this.activate = activate;
        this.count = 0;
        this.active = -1;
        this.scale = 1;
        this.rows = new Map();
        this.pool = [];
        this.id = `list-${++VirtualList.made}`;
        this.space = el("div", { class: "space", role: "rowgroup" });
        this.element = el("div", {
            class: "list", role: "grid", tabindex: "0", "aria-label": label, id: this.id,
            scroll: () => this.draw(),
            keydown: (event) => this.key(event),
            click: (event) => this.point(event),
        }, head, this.space);
        this.head = head;
        this.observer = new ResizeObserver(() => this.measure());
        this.observer.observe(this.element);
    }

    /* There are `count` rows now, of which all may have changed. */
    reset(count, active = -1) {
        this.count = count;
        this.active = Math.min(active, count - 1);
        this.element.setAttribute("aria-rowcount", count + (this.head ? 1 : 0));
        for (const index of [...this.rows.keys()])
            this.release(index);
        this.measure();
    }

    /* Rows look different, but are as many as before. */
    refresh() {
        for (const [index, row] of this.rows)
            this.fillRow(row, index);
    }

    measure() {
        this.rowHeight = parseFloat(getComputedStyle(this.element).getPropertyValue("--row")) || 26;
        this.headHeight = this.head?.offsetHeight ?? 0;
        this.view = Math.max(this.element.clientHeight - this.headHeight, 0);
        const total = this.count * this.rowHeight;
        const tall = Math.min(total, TALLEST);

        this.scale = total > tall && tall > this.view ? (total - this.view) / (tall - this.view) : 1;
        this.space.style.height = `${tall}px`;
        this.draw();
    }

    draw() {
        const scrolled = this.element.scrollTop, top = scrolled * this.scale;
        const first = Math.max(Math.floor(top / this.rowHeight) - SPARE, 0);
        const last = Math.min(Math.ceil((top + this.view) / this.rowHeight) + SPARE, this.count);

        for (const index of [...this.rows.keys()]) {
            if (index < first || index >= last)
                this.release(index);
        }
        for (let index = first; index < last; index++) {
            const row = this.rows.get(index) ?? this.take(index);

            row.style.transform = `translateY(${scrolled + index * this.rowHeight - top}px)`;
        }
    }

    take(index) {
        const row = this.pool.pop() ?? this.space.appendChild(this.made());

        row.hidden = false;
        row.id = `${this.id}-${index}`;
        row.setAttribute("aria-rowindex", index + 1 + (this.head ? 1 : 0));
        this.rows.set(index, row);
        this.fillRow(row, index);
        return row;
    }

    made() {
        const row = this.make();

        row.classList.add("row");
        row.setAttribute("role", "row");
        return row;
    }

    release(index) {
        const row = this.rows.get(index);

        row.hidden = true;
        row.removeAttribute("id");
        this.rows.delete(index);
        this.pool.push(row);
    }

    fillRow(row, index) {
        const isActive = index === this.active;

        row.classList.toggle("active", isActive);
        row.setAttribute("aria-selected", isActive);
        this.fill(row, index);
        if (isActive)
            this.element.setAttribute("aria-activedescendant", row.id);
    }

    /* Make `index` the active row, in sight; `quietly` without telling. */
    select(index, quietly = false) {
        if (index < 0 || index >= this.count)
            return;
        const before = this.rows.get(this.active);

        this.active = index;
        before?.classList.remove("active");
        before?.setAttribute("aria-selected", false);
        this.show(index);
        this.fillRow(this.rows.get(index) ?? this.take(index), index);
        if (!quietly)
            this.choose?.(index);
    }

    /* Scroll as little as needed; to the middle if it is far. */
    show(index) {
        const top = this.element.scrollTop * this.scale, at = index * this.rowHeight;
        const far = at < top - this.view || at > top + 2 * this.view;

        if (far)
            this.scrollTo(at - this.view / 2);
        else if (at < top)
            this.scrollTo(at);
        else if (at + this.rowHeight > top + this.view)
            this.scrollTo(at + this.rowHeight - this.view);
        this.draw();
    }

    scrollTo(top) {
        this.element.scrollTop = Math.max(top, 0) / this.scale;
    }

    key(event) {
        const page = Math.max(Math.floor(this.view / this.rowHeight) - 1, 1);
        const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page,
                        Home: -this.count, End: this.count };

        if (event.altKey || event.ctrlKey || event.metaKey || event.target !== this.element)
            return;
        if (event.key in steps && this.count > 0) {
            const from = this.active < 0 && steps[event.key] > 0 ? -1 : this.active;

            this.select(Math.min(Math.max(from + steps[event.key], 0), this.count - 1));
        } else if (event.key === "Enter" && this.active >= 0) {
            this.activate?.(this.active);
        } else {
            return;
        }
        event.preventDefault();
    }

    point(event) {
        const row = event.target.closest(".row");
        const index = Number(row?.getAttribute("aria-rowindex")) - 1 - (this.head ? 1 : 0);

        if (row === null || !this.rows.has(index) || !getSelection().isCollapsed)
            return;
        this.select(index);
        this.activate?.(index);
    }
}

VirtualList.made = 0;
