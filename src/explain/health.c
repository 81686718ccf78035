// SPDX-License-Identifier: BSD-3-Clause
#include "explain/health.h"

/* What a finding makes of the connection at the least, where it is worse than worth knowing. */
static const uint8_t health_of[FINDINGS] = {
    [FINDING_CHECKSUM_OFFLOAD] = HEALTH_CLEAN,
};

static enum health health_by_finding(const struct finding *f)
{
    if (health_of[f->id] != HEALTH_CLEAN)
        return health_of[f->id];
    return f->severity >= SEVERITY_NOTICE ? HEALTH_NOTED : HEALTH_CLEAN;
}

void tl_judge_health(struct story *story)
{
    const struct conn *const conn = &story->conn;

    story->health = HEALTH_CLEAN;
    story->health_finding = -1;
    for (size_t i = 0; i < story->n_findings; i++) {
        const enum health health = health_by_finding(&story->findings[i]);

        if (health > story->health) {
            story->health = (uint8_t)health;
            story->health_finding = (int)i;
        }
    }
    if (story->health < HEALTH_UNFINISHED && (conn->bits & CONN_CLOSED) == 0) {
        story->health = HEALTH_UNFINISHED;
        story->health_finding = -1;
    }
}
