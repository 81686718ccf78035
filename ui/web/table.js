// SPDX-License-Identifier: BSD-3-Clause
/* table.js - a columnar table of a document, read by the names of its columns. */

export class Table {
    /* `texts`: what the cells of translated columns point into. */
    constructor(table, texts = []) {
        this.rows = table.rows;
        this.texts = texts;
        this.places = new Map(table.columns.map((name, place) => [name, place]));
    }

    get size() {
        return this.rows.length;
    }

    has(name) {
        return this.places.has(name);
    }

    /* A cell; null if the table has no such column. */
    get(row, name) {
        return this.rows[row][this.places.get(name)] ?? null;
    }

    /* A cell that is a text in every language, or null. */
    text(row, name) {
        const index = this.get(row, name);

        return index === null ? null : this.texts[index];
    }
}
