// SPDX-License-Identifier: BSD-3-Clause
/* findings.js - what is wrong with a connection, why that is so, and where it is seen. */

import { el } from "./dom.js";
import { count } from "./format.js";
import { address } from "./route.js";
import { say } from "./settings.js";
import { severityMark } from "./severity.js";
import { word } from "./words.js";

function evidence(connection, finding) {
    const links = finding.frames.map((frame) => el("a", {
        href: address(["connection", connection, "story", frame]),
    }, `#${frame}`));
    const more = finding.count - finding.frames.length;

    if (links.length === 0)
        return null;
    return el("p", { class: "evidence" }, `${word("evidence")} `,
              ...links.flatMap((link) => [link, " "]),
              more > 0 ? word("andMore", count(more)) : null);
}

function card(connection, finding) {
    const text = (say(finding.text) ?? "").split(/\n\s*\n/).filter((part) => part !== "");
    const footnote = [say(finding.confidence), finding.rfc].filter((part) => part).join(" · ");

    return el("li", { class: "finding", "data-severity": finding.severity },
              el("details", null,
                 el("summary", null, severityMark(el("span", { class: "mark" }), finding.severity),
                    el("span", { class: "title" }, say(finding.title))),
                 ...text.map((part) => el("p", null, part)),
                 footnote ? el("p", { class: "faint" }, footnote) : null),
              evidence(connection, finding));
}

/* The findings of connection document `c`. */
export function findingList(c) {
    return el("section", { class: "findings", "aria-label": word("findings") },
              el("h2", null, word("findings")),
              c.findings.length === 0 ? el("p", { class: "faint" }, word("noFindings"))
                  : el("ul", null, ...c.findings.map((finding) => card(c.number, finding))));
}
