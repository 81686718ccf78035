// SPDX-License-Identifier: BSD-3-Clause
/* filter.js - what people type into the box above a list: words that have to be there, words after
 * "-" that must not, and comparisons of numbers. */

const COMPARISON = /^([a-z]+)(>=|<=|!=|=|>|<)(\d+(?:\.\d+)?)$/;

const OPERATORS = {
    ">": (a, b) => a > b, ">=": (a, b) => a >= b, "<": (a, b) => a < b, "<=": (a, b) => a <= b,
    "=": (a, b) => a === b, "!=": (a, b) => a !== b,
};

/* {wanted: [word], unwanted: [word], compared: [{name, operator, value}]}, in lower case. */
export function parseFilter(text) {
    const filter = { wanted: [], unwanted: [], compared: [] };

    for (const term of text.toLowerCase().split(/\s+/)) {
        const [, name, operator, value] = COMPARISON.exec(term) ?? [];

        if (name !== undefined)
            filter.compared.push({ name, operator, value: Number(value) });
        else if (/^-./.test(term))
            filter.unwanted.push(term.slice(1));
        else if (term !== "")
            filter.wanted.push(term);
    }
    return filter;
}

/* Whether the words of `filter` agree with a line in lower case. */
export function wordsMatch(filter, line) {
    return filter.wanted.every((w) => line.includes(w)) &&
           !filter.unwanted.some((w) => line.includes(w));
}

/* Whether the comparisons hold; `valueOf`: (name) => number. */
export function numbersMatch(filter, valueOf) {
    return filter.compared.every(({ name, operator, value }) =>
        OPERATORS[operator](valueOf(name), value));
}
