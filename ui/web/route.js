// SPDX-License-Identifier: BSD-3-Clause
/* route.js - what is looked at stands in the address behind "#", so that it can be sent to somebody:
 *
 *     #/connections?q=retrans>0      #/connection/3/story/12      #/packets/17?connection=3
 */

/* {parts: ["connection", "3"], query: Map} of the address; connections without one. */
export function route() {
    const [path, query] = location.hash.replace(/^#\/?/, "").split("?", 2);
    const parts = path.split("/").filter((part) => part !== "").map(decoded);

    return { parts: parts.length > 0 ? parts : ["connections"],
             query: new URLSearchParams(query ?? "") };
}

function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

/* The address of parts and a query; empty values are left out. */
export function address(parts, query = {}) {
    const pairs = Object.entries(query).filter(([, value]) => value !== "" && value !== null);
    const tail = new URLSearchParams(pairs).toString();

    return "#/" + parts.map(encodeURIComponent).join("/") + (tail ? `?${tail}` : "");
}

export function go(parts, query) {
    location.hash = address(parts, query);
}

/* Have the address say where the reader is by now, without going anywhere. */
export function note(parts, query) {
    history.replaceState(null, "", address(parts, query));
}
