// SPDX-License-Identifier: BSD-3-Clause
#include "explain/journal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool tl_journals_init(struct journals *js, uint32_t n_journals, uint32_t n_entries,
                      uint32_t n_findings, uint32_t max_rows)
{
    *js = (struct journals){
        .journals = calloc(n_journals, sizeof *js->journals),
        .entries = calloc(n_entries, sizeof *js->entries),
        .findings = calloc(n_findings, sizeof *js->findings),
        .heads = malloc(((size_t)max_rows + 1) * sizeof *js->heads),
        .n_journals = n_journals,
        .n_entries = n_entries,
        .n_findings = n_findings,
        .max_rows = max_rows,
        .free = JOURNAL_NONE,
        .findings_free = JOURNAL_NONE,
    };
    if (js->journals == NULL || js->entries == NULL || js->findings == NULL || js->heads == NULL)
        return false;
    for (uint32_t i = 0; i <= max_rows; i++)
        js->heads[i] = JOURNAL_NONE;
    return true;
}

void tl_journals_fini(struct journals *js)
{
    free(js->journals);
    free(js->entries);
    free(js->findings);
    free(js->heads);
    *js = (struct journals){0};
}

/* Journals without rows stand in no bucket. */
static void leave_bucket(struct journals *js, uint32_t slot)
{
    const struct journal *const j = &js->journals[slot];

    if (j->n == 0)
        return;
    if (j->peer_prev != JOURNAL_NONE)
        js->journals[j->peer_prev].peer_next = j->peer_next;
    else
        js->heads[j->n] = j->peer_next;
    if (j->peer_next != JOURNAL_NONE)
        js->journals[j->peer_next].peer_prev = j->peer_prev;
}

static void enter_bucket(struct journals *js, uint32_t slot)
{
    struct journal *const j = &js->journals[slot];

    if (j->n == 0)
        return;
    j->peer_prev = JOURNAL_NONE;
    j->peer_next = js->heads[j->n];
    if (j->peer_next != JOURNAL_NONE)
        js->journals[j->peer_next].peer_prev = slot;
    js->heads[j->n] = slot;
    if (j->n > js->longest)
        js->longest = j->n;
}

static void give_back(struct journals *js, uint32_t entry)
{
    js->entries[entry].next = js->free;
    js->free = entry;
}

/* Take the row after `at` out of the chain and give it back. Its bucket is the caller's to fix. */
static void unlink_after(struct journals *js, struct journal *j, uint32_t at)
{
    const uint32_t gone = js->entries[at].next;

    js->entries[at].next = js->entries[gone].next;
    if (j->last == gone)
        j->last = at;
    give_back(js, gone);
    js->held--;
    j->n--;
    j->dropped++;
}

/*
 * Give up rows in the middle: one after the cut, or, where that would be the last row, the second
 * half of the first part. False if the journal has nothing but a first and a last row.
 */
static bool give_up_middle(struct journals *js, uint32_t slot)
{
    struct journal *const j = &js->journals[slot];
    const uint32_t keep = j->n_first / 2;

    if (j->n < 3)
        return false;
    leave_bucket(js, slot);
    if (j->n - j->n_first > 1) {
        unlink_after(js, j, j->cut);
    } else {
        j->cut = j->first;
        for (uint32_t i = 1; i < keep; i++)
            j->cut = js->entries[j->cut].next;
        for (uint32_t i = keep; i < j->n_first; i++)
            unlink_after(js, j, j->cut);
        j->n_first = keep;
    }
    enter_bucket(js, slot);
    return true;
}

/* A journal with the most rows; JOURNAL_NONE if no journal has any. */
static uint32_t longest_journal(struct journals *js)
{
    while (js->longest > 0 && js->heads[js->longest] == JOURNAL_NONE)
        js->longest--;
    return js->longest > 0 ? js->heads[js->longest] : JOURNAL_NONE;
}

/* An entry from the pool, or one that the longest journal gives up. */
static uint32_t take_entry(struct journals *js)
{
    uint32_t entry;

    if (js->free == JOURNAL_NONE && js->used < js->n_entries)
        return js->used++;
    if (js->free == JOURNAL_NONE) {
        const uint32_t victim = longest_journal(js);

        if (victim == JOURNAL_NONE || !give_up_middle(js, victim))
            return JOURNAL_NONE;
    }
    entry = js->free;
    js->free = js->entries[entry].next;
    return entry;
}

/* Link `entry` to the end of the chain. As long as the chain is whole, the cut stays in its middle.
 */
static void link_last(struct journals *js, struct journal *j, uint32_t entry)
{
    if (j->n == 0) {
        j->first = j->cut = entry;
        j->n_first = 1;
    } else {
        js->entries[j->last].next = entry;
    }
    j->last = entry;
    js->held++;
    j->n++;
    if (j->dropped == 0 && j->n_first < j->n / 2) {
        j->cut = js->entries[j->cut].next;
        j->n_first++;
    }
}

struct journal *tl_journal_begin(struct journals *js, uint32_t slot, uint64_t conn_number)
{
    struct journal *const j = &js->journals[slot];

    tl_journal_forget(js, slot);
    *j = (struct journal){.conn_number = conn_number, .findings = JOURNAL_NONE};
    return j;
}

/* The row after the cut becomes the last one: a full journal goes on like this, and its length and
 * bucket stay as they are. JOURNAL_NONE if there is none to spare. */
static uint32_t turn_over(struct journals *js, struct journal *j)
{
    const uint32_t entry = js->entries[j->cut].next;

    if (j->n < js->max_rows || j->n - j->n_first < 2)
        return JOURNAL_NONE;
    js->entries[j->cut].next = js->entries[entry].next;
    js->entries[j->last].next = entry;
    js->entries[entry].next = JOURNAL_NONE;
    j->last = entry;
    j->dropped++;
    return entry;
}

struct entry *tl_journal_append(struct journals *js, uint32_t slot)
{
    struct journal *const j = &js->journals[slot];
    uint32_t entry;

    assert(slot < js->n_journals);
    if (j->n > 0) {
        entry = turn_over(js, j);
        if (entry != JOURNAL_NONE)
            return &js->entries[entry];
    }
    if (j->n >= js->max_rows)
        (void)give_up_middle(js, slot);
    entry = take_entry(js);
    if (entry == JOURNAL_NONE && j->n == 2) {
        leave_bucket(js, slot); /* the latest row is worth more than the one before it */
        unlink_after(js, j, j->cut);
        enter_bucket(js, slot);
        entry = take_entry(js);
    }
    if (entry == JOURNAL_NONE) {
        j->dropped++;
        return NULL;
    }
    js->entries[entry].next = JOURNAL_NONE;
    leave_bucket(js, slot);
    link_last(js, j, entry);
    enter_bucket(js, slot);
    return &js->entries[entry];
}

struct finding *tl_journal_finding(struct journals *js, uint32_t slot)
{
    struct journal *const j = &js->journals[slot];
    uint32_t i = js->findings_free;

    if (i != JOURNAL_NONE) {
        js->findings_free = js->findings[i].next;
    } else if (js->findings_used < js->n_findings) {
        i = js->findings_used++;
    } else {
        j->findings_dropped++;
        return NULL;
    }
    js->findings[i].finding = (struct finding){0};
    js->findings[i].next = j->findings;
    j->findings = i;
    return &js->findings[i].finding;
}

void tl_journal_forget(struct journals *js, uint32_t slot)
{
    struct journal *const j = &js->journals[slot];

    if (j->conn_number == 0)
        return;
    leave_bucket(js, slot);
    if (j->n > 0) {
        js->entries[j->last].next = js->free;
        js->free = j->first;
        js->held -= j->n;
    }
    while (j->findings != JOURNAL_NONE) {
        const uint32_t i = j->findings;

        j->findings = js->findings[i].next;
        js->findings[i].next = js->findings_free;
        js->findings_free = i;
    }
    *j = (struct journal){0};
}
