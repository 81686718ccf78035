// SPDX-License-Identifier: BSD-3-Clause
/* settings.js - what the reader chose: a language, light or dark. Kept by the browser if it may. */

const LANGUAGES = ["en", "zh"];
const THEMES = ["system", "light", "dark"];

function remembered(key, allowed, otherwise) {
    try {
        const value = localStorage.getItem(`tcplens-${key}`);

        return allowed.includes(value) ? value : otherwise;
    } catch {
        return otherwise; /* storage is forbidden, as it may be for files */
    }
}

function remember(key, value) {
    try {
        localStorage.setItem(`tcplens-${key}`, value);
    } catch {
        /* then it holds until the page is closed */
    }
}

let chosenLanguage = remembered("language", LANGUAGES,
                                /^zh\b/i.test(navigator.language) ? "zh" : "en");
let chosenTheme = remembered("theme", THEMES, "system");

export function language() {
    return chosenLanguage;
}

export function nextLanguage() {
    chosenLanguage = chosenLanguage === "en" ? "zh" : "en";
    remember("language", chosenLanguage);
}

export function theme() {
    return chosenTheme;
}

export function nextTheme() {
    chosenTheme = THEMES[(THEMES.indexOf(chosenTheme) + 1) % THEMES.length];
    remember("theme", chosenTheme);
}

/* The text of this language, out of a text in every one; null stays null. */
export function say(text) {
    return text === null || text === undefined ? null : text[chosenLanguage];
}
