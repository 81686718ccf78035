// SPDX-License-Identifier: BSD-3-Clause
/* teller.h - the inside of struct teller, for the two files that implement explain.h. */
#ifndef TL_EXPLAIN_TELLER_H
#define TL_EXPLAIN_TELLER_H

#include "explain/copies.h"
#include "explain/explain.h"
#include "explain/findings.h"

/**
 * struct teller - journals of all connections, and room for the one story being told
 * @rows, @texts, @findings: what the story points to
 * @spare: the row of a segment for which no entry was left; @nowhere: tells and findings likewise
 * @copies: of payloads; nothing is kept of them if only findings are wanted
 * @now_ns: latest time of any segment taken
 * @last:  entry of the latest row, *borrowed* from the journals
 * @findings_only: as in struct teller_options
 */
struct teller {
    struct journals journals;
    struct copies copies;
    struct story story;
    struct row *rows;
    char *texts;
    struct entry spare;
    struct spare nowhere;
    int64_t now_ns;
    const struct entry *last;
    bool findings_only;
    struct finding findings[FINDINGS_MAX];
};

#endif
