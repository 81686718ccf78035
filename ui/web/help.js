// SPDX-License-Identifier: BSD-3-Clause
/* help.js - the keys, and what can be typed into a filter. */

import { COMPARED } from "./columns.js";
import { el } from "./dom.js";
import { word } from "./words.js";

const KEY_HELP = [[["↑", "↓", "←", "→"], "keyMove"], [["Enter"], "keyOpen"], [["/"], "keyFilter"],
                  [["Esc"], "keyEscape"], [["c", "p"], "keyViews"], [["[", "]"], "keyNeighbours"],
                  [["l", "t"], "keyLanguage"], [["?"], "keyHelp"]];

export class Help {
    constructor() {
        this.element = el("dialog", { class: "help", click: (e) => {
            if (e.target === this.element)
                this.element.close();
        } });
    }

    open() {
        this.element.setAttribute("aria-label", word("help"));
        this.element.replaceChildren(
            el("div", null,
               el("h2", null, word("keysTitle")),
               el("dl", null, ...KEY_HELP.flatMap(([keys, meaning]) => [
                   el("dt", null, ...keys.flatMap((key) => [el("kbd", null, key), " "])),
                   el("dd", null, word(meaning))])),
               el("h2", null, word("filterTitle")),
               el("p", null, word("filterWords")),
               el("p", null, word("filterNumbers")),
               el("p", null, word("filterNames", [...COMPARED.keys()].join(", "))),
               el("p", null, word("filterFrames")),
               el("button", { type: "button", class: "plain", click: () => this.element.close() },
                  word("close"))));
        this.element.showModal();
    }
}
