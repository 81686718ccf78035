// SPDX-License-Identifier: BSD-3-Clause
/* dom.js - elements without markup. Whatever a capture says becomes a text node, never HTML: no
 * module of this page parses HTML, and only image.js parses anything at all. */

/* An element. Attributes that are functions listen to the event of that name; `true` is an attribute
 * without a value; null, undefined and false are none. */
export function el(tag, attributes, ...children) {
    const node = document.createElement(tag);

    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (typeof value === "function")
            node.addEventListener(name, value);
        else if (value !== null && value !== undefined && value !== false)
            node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
}

/* Give `node` this text, if it has another: what does not change is not laid out again. */
export function setText(node, text) {
    if (node.textContent !== text)
        node.textContent = text;
}
