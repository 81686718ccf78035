// SPDX-License-Identifier: BSD-3-Clause
/*
 * announce.h - connections that FTP announces (RFC 959 3.2, RFC 2428): which ends they will have.
 * Their first segment counts as a later one (9.4), and what they carry is data.
 *
 * Invariant: an announcement is spent on the conversation that it foretold; of those that do
 * not come true the oldest is given up for a new one.
 */
#ifndef TL_ANALYSIS_ANNOUNCE_H
#define TL_ANALYSIS_ANNOUNCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"
#include "decode/flow.h"

enum { FTP_CONTROL = 21, ANNOUNCEMENTS = 64 };

/* The end that was told, and the one that will call it; of its port 0 if any will do. */
struct announcement {
    struct flow_end told, other;
};

/* [0, n) wait, the oldest first. */
struct announcements {
    struct announcement of[ANNOUNCEMENTS];
    uint32_t n;
};

/* Note what a segment of a control connection, whose flow is `key`, announces. */
void tl_analysis_hear_ftp(struct announcements *all, const struct flow_key *key,
                          struct span payload);

/* Whether the conversation that a segment of this flow begins was announced; not again then. */
bool tl_analysis_spend(struct announcements *all, const struct flow_key *key);

#endif
