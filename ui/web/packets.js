// SPDX-License-Identifier: BSD-3-Clause
/* packets.js - the three panes people know: the packet list, the fields of one packet, its octets.
 * Pointing at a field lights its octets, and the other way round. */

import { documentNamed, octetsOfBase64 } from "./data.js";
import { el, setText } from "./dom.js";
import { parseFilter } from "./filter.js";
import { count, seconds } from "./format.js";
import { Frames } from "./frames.js";
import { OctetView } from "./octets.js";
import { address, note } from "./route.js";
import { FieldTree } from "./tree.js";
import { VirtualList } from "./virtual.js";
import { word } from "./words.js";

const FRAME_COLUMNS = ["number", "time", "source", "destination", "protocol", "length", "info"];

export class Packets {
    constructor() {
        this.connection = null;
        this.frame = null;
        this.found = null; /* indices of rows that match, or null: all */
        this.search = 0;
        this.frames = new Frames(() => this.list.refresh());
        this.filterBox = el("input", { class: "filter", type: "search", spellcheck: "false",
                                       autocomplete: "off", input: () => this.filterChanged() });
        this.status = el("output", { class: "status", role: "status" });
        this.only = el("a", { class: "chip", hidden: true });
        this.owner = el("a", { hidden: true });
        this.heads = FRAME_COLUMNS.map((name) => el("span", { class: `cell p-${name}`,
                                                        role: "columnheader" }));
        this.list = new VirtualList({
            label: "", head: el("div", { class: "head", role: "row" }, ...this.heads),
            make: () => el("div", null, ...FRAME_COLUMNS.map((name) => el("span", {
                class: `cell p-${name}`, role: "gridcell" }))),
            fill: (row, index) => this.fill(row, index),
            choose: (index) => this.choose(index),
        });
        this.tree = new FieldTree((place) => this.octets.light(place), (place) => {
            this.octets.choose(place);
        });
        this.octets = new OctetView((at) => this.octets.light(this.tree.light(at)), (at) => {
            const item = this.tree.itemAt(at);

            if (item >= 0)
                this.tree.select(item);
        });
        this.empty = el("p", { class: "empty" });
        this.detail = el("div", { class: "detail" }, this.tree.element, this.octets.element);
        this.element = el("section", { class: "view packets" },
                          el("div", { class: "bar" }, this.filterBox, this.only, this.status, this.owner),
                          this.list.element, this.empty, this.detail);
        this.showNothing("chooseFrame");
    }

    setOverview(overview, changed) {
        this.overview = overview;
        this.frames.reset(overview.frames_listed, overview.frames_chunk, changed);
        if (this.filtered())
            this.runSearch();
        else
            this.list.reset(overview.frames_listed, this.list.active);
    }

    relabel() {
        this.list.element.setAttribute("aria-label", word("packetList"));
        this.filterBox.placeholder = word("filterPackets");
        this.filterBox.setAttribute("aria-label", word("filterPackets"));
        FRAME_COLUMNS.forEach((name, i) => setText(this.heads[i], word(name)));
        this.tree.relabel();
        this.octets.relabel();
        this.labelChoice();
        if (!this.owner.hidden)
            this.labelOwner(this.owner.dataset.connection);
        if (this.nothing)
            this.showNothing(...this.nothing);
    }

    filtered() {
        return this.connection !== null || this.filterBox.value.trim() !== "";
    }

    /* Show the list, as `query` wants it, and there `frame`, if not null. */
    open(frame, query) {
        this.follow(frame, query).catch((error) => this.showNothing("notLoaded", error.message));
    }

    async follow(frame, query) {
        const connection = Number(query.get("connection")) || null;
        const text = query.get("q") ?? "";

        if (connection !== this.connection || text !== this.filterBox.value) {
            this.connection = connection;
            this.filterBox.value = text;
            this.labelChoice();
            await this.runSearch();
        }
        this.list.measure();
        if (frame !== null && frame !== this.frame)
            await this.goTo(frame);
        else if (this.list.active >= 0)
            this.list.show(this.list.active);
    }

    async goTo(frame) {
        if (this.frames.count === 0)
            return;
        const index = await this.frames.find(frame);
        const at = this.found === null ? index : this.found.indexOf(index);

        if (at >= 0)
            this.list.select(at);
    }

    labelChoice() {
        this.only.hidden = this.connection === null;
        if (this.connection !== null)
            setText(this.only, `${word("onlyConnection", this.connection)} ✕`);
        this.only.setAttribute("title", word("removeChoice"));
        this.only.setAttribute("href", address(["packets"], { q: this.filterBox.value }));
    }

    /* The way to the connection that the chosen frame belongs to. */
    labelOwner(connection) {
        this.owner.hidden = connection === null;
        this.owner.dataset.connection = connection;
        setText(this.owner, `${word("connection", connection)} ›`);
        this.owner.setAttribute("href", address(["connection", connection, "story", this.frame]));
    }

    filterChanged() {
        const jump = /^\s*#(\d+)\s*$/.exec(this.filterBox.value);

        if (jump) {
            this.goTo(Number(jump[1])).catch(() => {});
            return;
        }
        clearTimeout(this.typing);
        this.typing = setTimeout(() => { this.noteAddress(); this.runSearch(); }, 150);
    }

    noteAddress() {
        note(["packets", ...this.frame === null ? [] : [this.frame]],
             { connection: this.connection, q: this.filterBox.value });
    }

    async runSearch() {
        const mine = ++this.search;

        if (!this.filtered()) {
            this.found = null;
            setText(this.status, "");
            this.list.reset(this.frames.count);
            this.tell();
            return;
        }
        let shown = -1;

        await this.frames.search(parseFilter(this.filterBox.value), this.connection, (found, done) => {
            if (mine !== this.search)
                return false;
            this.found = found;
            if (found.length !== shown)
                this.list.reset(shown = found.length);
            setText(this.status, done ? word("shownOf", count(found.length), count(this.frames.count))
                : word("searching", count(found.length)));
            return true;
        });
        this.tell();
    }

    /* Say so if there is nothing to choose. */
    tell() {
        if (this.frames.count === 0)
            this.showNothing("noFrames");
        else if (this.list.count === 0)
            this.showNothing("nothingMatches");
        else if (this.frame === null)
            this.showNothing("chooseFrame");
    }

    showNothing(why, ...values) {
        this.nothing = [why, ...values];
        setText(this.empty, word(why, ...values));
        this.empty.hidden = false;
        this.detail.hidden = true;
    }

    indexOf(at) {
        return this.found === null ? at : this.found[at];
    }

    fill(element, at) {
        const row = this.frames.row(this.indexOf(at)), cells = element.children;

        element.classList.toggle("awaited", row === null);
        FRAME_COLUMNS.forEach((name, i) => {
            const value = row?.get(name) ?? "";

            setText(cells[i], name === "time" && row ? seconds(value) : String(value));
        });
        element.style.setProperty("--tint", tint(row?.color));
        element.title = row?.color?.name ?? "";
    }

    choose(at) {
        this.show(at).catch((error) => this.showNothing("notLoaded", error.message));
    }

    async show(at) {
        const row = await this.frames.rowLater(this.indexOf(at));

        if (row === null || at !== this.list.active)
            return;
        this.frame = row.get("number");
        this.noteAddress();
        this.labelOwner(row.get("connection"));
        const place = row.get("tree");

        if (place === null) {
            this.showNothing("noTree");
            return;
        }
        const per = this.overview.trees_chunk;
        const { trees } = await documentNamed(`trees/${Math.floor(place / per)}`);

        if (at === this.list.active)
            this.showTree(trees[place % per]);
    }

    showTree(tree) {
        this.nothing = null;
        this.empty.hidden = true;
        this.detail.hidden = false;
        this.tree.show(tree.items);
        this.octets.show(octetsOfBase64(tree.octets), tree.size);
    }
}

/* The one colour that a row is tinted with: the louder one of a rule's two. */
function tint(color) {
    if (!color)
        return "transparent";
    const [r, g, b] = [1, 3, 5].map((i) => parseInt(color.background.slice(i, i + 2), 16));

    return r * 0.3 + g * 0.6 + b * 0.1 < 80 ? color.foreground : color.background;
}
