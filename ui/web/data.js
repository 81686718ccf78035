// SPDX-License-Identifier: BSD-3-Clause
/* data.js - documents by name: out of this file, or from whoever serves the page. Nobody else knows
 * which. A document that was asked for is kept while it is among the last KEPT. */

const KEPT = 64;

const kept = new Map();
const embedded = new Map();

for (const node of document.querySelectorAll("script[data-document]"))
    embedded.set(node.dataset.document, node);

const inFile = document.getElementById("overview");

export function octetsOfBase64(text) {
    if (Uint8Array.fromBase64)
        return Uint8Array.fromBase64(text);
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

async function inflate(octets) {
    const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream("deflate-raw"));

    return new Response(stream).json();
}

async function load(name) {
    if (name === "overview" && inFile)
        return JSON.parse(inFile.textContent);
    if (inFile) {
        if (!embedded.has(name))
            throw new Error(`no document ${name}`);
        return inflate(octetsOfBase64(embedded.get(name).textContent));
    }
    const answer = await fetch(`data/${name}`, { cache: "no-store" });

    if (!answer.ok)
        throw new Error(`${name}: ${answer.status}`);
    return answer.json();
}

/* The document `name`: a promise, the same while the document is kept. */
export function documentNamed(name) {
    let found = kept.get(name);

    if (found === undefined) {
        found = load(name);
        found.catch(() => kept.delete(name));
    }
    kept.delete(name); /* to the end: the first is the one that was not asked for longest */
    kept.set(name, found);
    if (kept.size > KEPT)
        kept.delete(kept.keys().next().value);
    return found;
}

/* While a capture goes on: forget what may have grown. */
export function forgetDocuments() {
    kept.clear();
}
