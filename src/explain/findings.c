// SPDX-License-Identifier: BSD-3-Clause
#include "explain/findings.h"

#include <assert.h>
#include <string.h>

void tl_evidence(struct finding *f, uint64_t frame)
{
    unsigned at = f->n_evidence;

    if (frame == 0 || at == FINDING_EVIDENCE)
        return;
    while (at > 0 && f->evidence[at - 1] > frame)
        at--;
    if (at > 0 && f->evidence[at - 1] == frame)
        return;
    memmove(&f->evidence[at + 1], &f->evidence[at], (f->n_evidence - at) * sizeof f->evidence[0]);
    f->evidence[at] = frame;
    f->n_evidence++;
}

static void begin(struct finding *f, enum finding_id id, uint8_t side)
{
    *f = (struct finding){.id = (uint16_t)id, .side = side, .ns = -1};
    f->severity = tl_finding_info(id)->severity;
}

struct finding *tl_noted(const struct sight *s, enum finding_id id, uint8_t side)
{
    const struct journals *const js = s->journals;

    for (uint32_t i = js->journals[s->slot].findings; i != JOURNAL_NONE; i = js->findings[i].next) {
        if (js->findings[i].finding.id == id && js->findings[i].finding.side == side)
            return &js->findings[i].finding;
    }
    return NULL;
}

struct finding *tl_note(struct sight *s, enum finding_id id, uint8_t side)
{
    struct finding *f = tl_noted(s, id, side);

    if (f == NULL) {
        f = tl_journal_finding(s->journals, s->slot);
        if (f == NULL)
            f = &s->spare->finding;
        begin(f, id, side);
    }
    f->count++;
    tl_evidence(f, s->seg->number);
    return f;
}

struct finding *tl_concluded(struct summing *sum, enum finding_id id, uint8_t side)
{
    for (size_t i = 0; i < sum->n; i++) {
        if (sum->findings[i].id == id && sum->findings[i].side == side)
            return &sum->findings[i];
    }
    return NULL;
}

struct finding *tl_conclude(struct summing *sum, enum finding_id id, uint8_t side)
{
    struct finding *f = tl_concluded(sum, id, side);

    if (f == NULL) {
        assert(sum->n < FINDINGS_MAX);
        f = &sum->findings[sum->n++];
        begin(f, id, side);
    }
    f->count++;
    return f;
}

void tl_retract(struct summing *sum, enum finding_id id, uint8_t side)
{
    struct finding *const f = tl_concluded(sum, id, side);

    if (f != NULL)
        *f = sum->findings[--sum->n];
}
