// SPDX-License-Identifier: BSD-3-Clause
#include "explain/health.h"

/* What a finding makes of the connection at the least, where it is worse than worth knowing. */
static const uint8_t health_of[FINDINGS] = {
    [FINDING_CONNECTION_REFUSED] = HEALTH_REFUSED,
    [FINDING_REFUSED_BY_ICMP] = HEALTH_REFUSED,
    [FINDING_SYN_UNANSWERED] = HEALTH_UNANSWERED,
    [FINDING_HANDSHAKE_UNFINISHED] = HEALTH_UNFINISHED,
    [FINDING_CLOSE_UNFINISHED] = HEALTH_UNFINISHED,
    [FINDING_CONNECTION_ABORTED] = HEALTH_ABORTED,
    [FINDING_REFUSED_AFTER_HANDSHAKE] = HEALTH_REFUSED,
    [FINDING_ABORTED_UNREAD_DATA] = HEALTH_ABORTED,
    [FINDING_MID_CONNECTION] = HEALTH_INCOMPLETE,
    [FINDING_ONE_DIRECTION] = HEALTH_INCOMPLETE,
    [FINDING_SEGMENT_MISSING] = HEALTH_INCOMPLETE,
    [FINDING_EVICTED] = HEALTH_INCOMPLETE,
    [FINDING_ZERO_WINDOW] = HEALTH_STALLED,
    [FINDING_KEEP_ALIVE_UNANSWERED] = HEALTH_STALLED,
    [FINDING_SYN_RETRANSMITTED] = HEALTH_LOSSY,
    [FINDING_SYN_ACK_RETRANSMITTED] = HEALTH_LOSSY,
    [FINDING_RETRANSMISSION] = HEALTH_LOSSY,
    [FINDING_FAST_RETRANSMISSION] = HEALTH_LOSSY,
    [FINDING_TAIL_LOSS_PROBE] = HEALTH_LOSSY,
    [FINDING_RETRANSMISSION_TIMEOUT] = HEALTH_LOSSY,
    [FINDING_SPURIOUS_RETRANSMISSION] = HEALTH_LOSSY,
    [FINDING_SEGMENT_LOST] = HEALTH_LOSSY,
    [FINDING_CHECKSUM_WRONG] = HEALTH_LOSSY,
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
    if (story->health <= HEALTH_NOTED && (conn->bits & CONN_CLOSED) == 0) {
        story->health = HEALTH_UNFINISHED;
        story->health_finding = -1;
    }
}
