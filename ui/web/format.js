// SPDX-License-Identifier: BSD-3-Clause
/* format.js - numbers for people, as the program's own texts have them. */

const grouped = new Intl.NumberFormat("en-US");

/* 1,234,567; nothing for null. */
export function count(n) {
    return n === null ? "" : grouped.format(n);
}

/* Like count(), but an empty cell says zero better than a column of zeros. */
export function countOrNone(n) {
    return n ? grouped.format(n) : "";
}

/* A time span to three digits: "243 µs", "1.59 s", "2 min 5 s". */
export function span(ns) {
    if (ns === null)
        return "";
    for (const [limit, unit, name] of [[1e3, 1, "ns"], [1e6, 1e3, "µs"], [1e9, 1e6, "ms"],
                                       [6e10, 1e9, "s"]]) {
        if (ns < limit * 0.9995)
            return `${Number((ns / unit).toPrecision(3))} ${name}`;
    }
    const seconds = Math.round(ns / 1e9);

    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/* A time since the capture's beginning, in seconds with `digits`. */
export function seconds(ns, digits = 6) {
    return ns === null ? "" : (ns / 1e9).toFixed(digits);
}

/* An absolute time, "2026-01-01 00:00:00.123456 UTC", of nanoseconds since 1970 in digits. */
export function clock(digits) {
    const ns = BigInt(digits);
    const whole = new Date(Number(ns / 1000000n)).toISOString();
    const micro = String(ns / 1000n % 1000000n).padStart(6, "0");

    return `${whole.slice(0, 10)} ${whole.slice(11, 19)}.${micro} UTC`;
}

/* "1.5 MB": for a heading, where digits would distract. */
export function size(octets) {
    for (const [limit, unit, name] of [[1e3, 1, "B"], [1e6, 1e3, "kB"], [1e9, 1e6, "MB"]]) {
        if (octets < limit * 0.9995)
            return `${Number((octets / unit).toPrecision(3))} ${name}`;
    }
    return `${Number((octets / 1e9).toPrecision(3))} GB`;
}
