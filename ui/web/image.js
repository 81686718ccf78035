// SPDX-License-Identifier: BSD-3-Clause
/*
 * image.js - SVG of a document, as elements of this page.
 *
 * The images are ours, but words of the network stand in them. They are parsed as XML, apart from the
 * page, and made anew of elements and attributes that are known here: nothing that runs, links, loads
 * or styles is known.
 */

import { theme } from "./settings.js";

const SVG = "http://www.w3.org/2000/svg";

const ELEMENTS = new Set(["svg", "g", "title", "desc", "text", "tspan", "line", "polyline", "polygon",
                          "path", "rect", "circle", "ellipse", "defs", "clipPath"]);
const ATTRIBUTES = new Set(["class", "id", "role", "viewBox", "width", "height", "x", "y", "x1", "y1",
                            "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "d", "points",
                            "transform", "textLength", "lengthAdjust", "text-anchor",
                            "preserveAspectRatio", "aria-label", "aria-hidden"]);

function copied(node) {
    if (node.nodeType === Node.TEXT_NODE)
        return document.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI !== SVG ||
        !ELEMENTS.has(node.localName))
        return null;
    const copy = document.createElementNS(SVG, node.localName);

    for (const { name, value } of node.attributes) {
        if (ATTRIBUTES.has(name))
            copy.setAttribute(name, value);
        else if (name === "clip-path" && /^url\(#[\w-]+\)$/.test(value))
            copy.setAttribute(name, value);
    }
    copy.append(...[...node.childNodes].map(copied).filter((child) => child !== null));
    return copy;
}

/* The image of an SVG text, or null if it is none. */
export function image(text) {
    const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;

    return root.localName === "svg" ? copied(root) : null;
}

/* When images are dark, by what the reader chose. Paper is light. */
const DARK = { system: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
const darkRules = [];

/* Take the rules of images, `text`; those for dark surroundings follow the page's switch. */
export function installImageStyles(text) {
    const sheet = new CSSStyleSheet();

    sheet.replaceSync(text);
    for (const rule of sheet.cssRules) {
        if (rule instanceof CSSMediaRule && rule.conditionText.includes("dark"))
            darkRules.push(rule);
    }
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    followTheme();
}

/* The reader chose light or dark. */
export function followTheme() {
    for (const rule of darkRules)
        rule.media.mediaText = DARK[theme()];
    document.documentElement.dataset.theme = theme();
}
