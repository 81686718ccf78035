// SPDX-License-Identifier: BSD-3-Clause
/* frames.js - the packet list as one list, though it comes in documents of some rows each. */

import { documentNamed } from "./data.js";
import { wordsMatch } from "./filter.js";
import { Table } from "./table.js";

const LINE = ["number", "source", "destination", "protocol", "info"];
const PARTS_KEPT = 64;

export class Frames {
    /* `arrived`: () => rows that were asked for are there. */
    constructor(arrived) {
        this.arrived = arrived;
        this.count = 0;
        this.parts = new Map();
    }

    /* So many rows there are now, `per` a document; documents may have grown if `changed`. */
    reset(count, per, changed) {
        this.count = count;
        this.per = per;
        if (changed)
            this.parts.clear();
    }

    async part(k) {
        let part = this.parts.get(k);

        if (!part) {
            const document = await documentNamed(`frames/${k}`);

            part = { table: new Table(document.rows), colors: document.colors };
            this.parts.set(k, part);
            if (this.parts.size > PARTS_KEPT)
                this.parts.delete(this.parts.keys().next().value);
        }
        return part;
    }

    /* Row `index` as {get, color}, or null if it is still on its way. */
    row(index) {
        const k = Math.floor(index / this.per), part = this.parts.get(k);

        if (!part) {
            this.part(k).then(this.arrived, () => {});
            return null;
        }
        return this.view(part, index - k * this.per);
    }

    view({ table, colors }, row) {
        return row < table.size ? { get: (name) => table.get(row, name),
                                    color: colors[table.get(row, "color")] ?? null } : null;
    }

    async rowLater(index) {
        const k = Math.floor(index / this.per);

        return this.view(await this.part(k), index - k * this.per);
    }

    /* The index of the row of frame `number`, or of the next one that is listed. */
    async find(number) {
        let low = 0, high = this.count;

        if (number >= 1 && (await this.rowLater(Math.min(number, this.count) - 1))?.get("number") === number)
            return number - 1; /* no frame was left out before it */
        while (low < high) {
            const middle = Math.floor((low + high) / 2);

            if ((await this.rowLater(middle)).get("number") < number)
                low = middle + 1;
            else
                high = middle;
        }
        return Math.min(low, this.count - 1);
    }

    /* The indices of all rows that have `filter`'s words, and belong to `connection` unless it is
     * null. `found`: (indices so far, done) => whether to go on. */
    async search(filter, connection, found) {
        const indices = [];

        for (let k = 0; k * this.per < this.count; k++) {
            const { table } = await this.part(k);

            for (let row = 0; row < table.size; row++) {
                if ((connection === null || table.get(row, "connection") === connection) &&
                    wordsMatch(filter, LINE.map((name) => table.get(row, name)).join(" ").toLowerCase()))
                    indices.push(k * this.per + row);
            }
            if (!found(indices, (k + 1) * this.per >= this.count))
                return;
        }
    }
}
