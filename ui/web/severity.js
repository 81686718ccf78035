// SPDX-License-Identifier: BSD-3-Clause
/* severity.js - how bad something is, as a shape, a colour and a word: no one of them is needed to
 * understand the others. */

import { setText } from "./dom.js";
import { word } from "./words.js";

const SHAPES = ["", "●", "▲", "✖"];

/* Make `node` the mark of `severity`, 0 to 3. */
export function severityMark(node, severity) {
    setText(node, SHAPES[severity]);
    node.dataset.severity = severity;
    if (severity > 0) {
        node.setAttribute("aria-label", word(`severity${severity}`));
        node.title = word(`severity${severity}`);
    } else {
        node.removeAttribute("aria-label");
        node.removeAttribute("title");
    }
    return node;
}
