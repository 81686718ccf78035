// SPDX-License-Identifier: BSD-3-Clause
/* main.js - the page: its head, its views, and who shows what the address asks for. */

import { documentNamed, forgetDocuments } from "./data.js";
import { el, setText } from "./dom.js";
import { clock, count, size, span } from "./format.js";
import { Help } from "./help.js";
import { followTheme, installImageStyles } from "./image.js";
import { Overview } from "./overview.js";
import { Packets } from "./packets.js";
import { address, go, route } from "./route.js";
import { language, nextLanguage, nextTheme, say, theme } from "./settings.js";
import { Story } from "./story.js";
import { Table } from "./table.js";
import { word } from "./words.js";

const POLL_MS = 1000;

let capture; /* document `overview` */

const overview = new Overview();
const packets = new Packets();
const story = new Story((connection, step) => overview.neighbour(connection, step));
const help = new Help();

const links = ["connections", "packets"].map((name) => el("a", { href: address([name]) }));
const title = el("strong", { class: "title" });
const facts = el("span", { class: "facts" });
const liveness = el("span", { class: "live", role: "status", hidden: true });
const languageButton = el("button", { type: "button", class: "plain", click: switchLanguage });
const themeButton = el("button", { type: "button", class: "plain icon", click: switchTheme });
const helpButton = el("button", { type: "button", class: "plain icon", click: () => help.open() }, "?");
const notices = el("div", { class: "notices" });
const place = el("main");

function layOut() {
    const page = document.getElementById("page");

    page.replaceChildren(
        el("header", { class: "top" },
           el("nav", null, el("span", { class: "brand" }, "tcplens"), ...links),
           el("p", { class: "about" }, title, liveness, facts),
           el("div", { class: "switches" }, languageButton, themeButton, helpButton)),
        notices, place, help.element);
    page.classList.add("ready");
}

function describe() {
    const c = capture;

    setText(title, c.title);
    document.title = `${c.title} – tcplens`;
    setText(facts, [word("nConnections", count(c.connections.rows.length)),
                    word("frames", count(c.frames)), size(c.octets), span(c.duration_ns),
                    c.frames > 0 ? clock(c.start_ns) : null,
                    c.redacted ? word("redacted") : null]
        .filter((fact) => fact).join(" · "));
    notices.replaceChildren(...[["complaints", c.complaints], ["leftOut", c.left_out]]
        .filter(([, list]) => list.length > 0)
        .map(([kind, list]) => el("details", { class: `notice ${kind}`, open: kind === "complaints" },
                                  el("summary", null, word(kind)),
                                  el("ul", null, ...list.map((t) => el("li", null, say(t)))))));
    liveness.hidden = !c.live;
    setText(liveness, word("live"));
}

function relabel() {
    document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
    setText(links[0], word("connections"));
    setText(links[1], word("packets"));
    setText(languageButton, word("switchLanguage"));
    languageButton.lang = language() === "zh" ? "en" : "zh-CN";
    labelTheme();
    helpButton.setAttribute("aria-label", word("help"));
    helpButton.title = word("help");
    describe();
    overview.relabel();
    packets.relabel();
    story.relabel();
}

function labelTheme() {
    const [sign, label] = { system: ["◐", "themeSystem"], light: ["☀", "themeLight"],
                            dark: ["☾", "themeDark"] }[theme()];

    setText(themeButton, sign);
    themeButton.setAttribute("aria-label", word(label));
    themeButton.title = word(label);
}

function switchLanguage() {
    nextLanguage();
    relabel();
}

function switchTheme() {
    nextTheme();
    followTheme();
    labelTheme();
}

/* Show what the address asks for. */
function follow() {
    const { parts: [name, ...rest], query } = route();
    const view = { connection: story, packets }[name] ?? overview;

    if (place.firstChild !== view.element)
        place.replaceChildren(view.element);
    for (const [i, other] of [overview, packets].entries())
        links[i].setAttribute("aria-current", view === other ? "page" : "false");
    if (view === story)
        story.open(Number(rest[0]), rest[1] ?? "story", rest[2] === undefined ? null : Number(rest[2]));
    else if (view === packets)
        packets.open(rest[0] === undefined ? null : Number(rest[0]), query);
    else
        overview.open(query);
    if (document.activeElement === place || !place.contains(document.activeElement))
        (view.list?.element ?? place).focus();
}

function neighbour(step) {
    const other = story.number === null ? null : overview.neighbour(story.number, step);

    if (route().parts[0] === "connection" && other !== null)
        go(["connection", other, story.tab]);
}

function leave(event) {
    if (event.target instanceof HTMLInputElement)
        place.querySelector(".list")?.focus();
    else if (route().parts[0] !== "connections")
        go(["connections"], { q: overview.filterBox.value });
}

const KEYS = {
    "/": () => place.querySelector(".filter")?.focus(),
    c: () => go(["connections"], { q: overview.filterBox.value }),
    p: () => go(["packets"]),
    "[": () => neighbour(-1),
    "]": () => neighbour(1),
    l: switchLanguage,
    t: switchTheme,
    "?": () => help.open(),
};

function pressed(event) {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";

    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey ||
        help.element.open)
        return;
    if (event.key === "Escape")
        leave(event);
    else if (event.key === "ArrowDown" && typing)
        place.querySelector(".list")?.focus();
    else if (!typing && event.key in KEYS)
        KEYS[event.key]();
    else
        return;
    event.preventDefault();
}

function take(document, changed) {
    capture = document;
    const table = new Table(capture.connections, capture.texts);

    story.setTable(table);
    overview.setTable(table);
    packets.setOverview(capture, changed);
    if (changed && place.firstChild === story.element)
        story.renew();
}

/* While frames arrive: look whether there are more. */
async function poll() {
    try {
        const answer = await fetch("data/overview", { cache: "no-store" });
        const document = await answer.json();

        if (document.revision !== capture.revision || document.live !== capture.live) {
            forgetDocuments();
            take(document, true);
            describe();
        }
        if (capture.live)
            setTimeout(poll, POLL_MS);
        else
            setText(liveness, word("ended"));
    } catch {
        setText(liveness, word("lost"));
        liveness.hidden = false;
    }
}

async function begin() {
    place.tabIndex = -1;
    take(await documentNamed("overview"), false);
    installImageStyles(capture.styles ?? "");
    layOut();
    relabel();
    follow();
    addEventListener("hashchange", follow);
    addEventListener("keydown", pressed);
    addEventListener("beforeprint", () => story.beforePrint());
    if (capture.live)
        setTimeout(poll, POLL_MS);
}

begin().catch((error) => {
    document.getElementById("page").textContent = word("notLoaded", error.message);
});
