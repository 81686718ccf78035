// SPDX-License-Identifier: BSD-3-Clause
/*
 * journal.h - rows and findings of every connection, in two pools that never grow.
 *
 * A journal is a chain of rows in frame order with a cut in its middle. Once it is as long as it
 * may be, or the pool is empty and it is the longest, the row after the cut is given up: the first
 * and the last rows stay, and what is missing between them is counted.
 *
 * Invariants: a row belongs to one journal or to the free list; `n` rows of a journal are counted
 * in the bucket of that length, so that the longest is found without a search.
 */
#ifndef TL_EXPLAIN_JOURNAL_H
#define TL_EXPLAIN_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explain/past.h"
#include "explain/story.h"

#define JOURNAL_NONE UINT32_MAX

/* A row and the one text its tells may point into: text[0] is "", the text starts at text[1]. */
struct entry {
    struct row row;
    uint32_t next;
    char text[1 + STORY_TEXT_MAX];
};

/* A pooled finding. */
struct entry_finding {
    struct finding finding;
    uint32_t next;
};

/**
 * struct journal - of one connection; conn_number 0 when unused
 * @conn_number: of the connection it tells, 0 if unused
 * @first, @cut, @last: of the chain; `cut` ends the first part, `n_first` rows long
 * @n:           rows in the chain
 * @dropped:     rows given up, all right after the cut
 * @findings:    chain of findings, in no order
 * @peer_prev, @peer_next: neighbours among the journals with as many rows
 */
struct journal {
    struct past past;
    uint64_t conn_number, dropped, findings_dropped;
    uint32_t first, cut, last, n, n_first;
    uint32_t findings;
    uint32_t peer_prev, peer_next;
};

/**
 * struct journals - all of them and their pools; *owned* by the teller
 * @journals: @n_journals, by slot
 * @entries:  @n_entries; @used of them were ever touched, @free chains those given back
 * @longest:  no journal has more rows
 * @held:     rows in all journals
 * @heads:    by number of rows: a journal with so many, and its peers
 */
struct journals {
    struct journal *journals;
    struct entry *entries;
    struct entry_finding *findings;
    uint32_t *heads;
    uint32_t n_journals, n_entries, n_findings, max_rows;
    uint32_t used, free, findings_used, findings_free;
    uint32_t longest, held;
};

/* False if memory is short; tl_journals_fini() is due in any case. */
bool tl_journals_init(struct journals *js, uint32_t n_journals, uint32_t n_entries,
                      uint32_t n_findings, uint32_t max_rows);
void tl_journals_fini(struct journals *js);

/* Begin the journal of connection `conn_number` in `slot`, which forgets what stood there. */
struct journal *tl_journal_begin(struct journals *js, uint32_t slot, uint64_t conn_number);

/* An entry at the end of the journal in `slot`, its row and text to be written by the caller; NULL
 * if it has to be dropped, which is counted. */
struct entry *tl_journal_append(struct journals *js, uint32_t slot);

/* A new, zeroed finding of that journal; NULL if the pool is empty, which is counted. */
struct finding *tl_journal_finding(struct journals *js, uint32_t slot);

/* Give everything back and zero the journal. */
void tl_journal_forget(struct journals *js, uint32_t slot);

#endif
