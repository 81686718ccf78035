// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_stage.h - where a play is performed, and who performs it: two hosts with a cable between
 * them, or this machine's loopback; and a process for each side, which wait until somebody watches.
 */
#ifndef TL_CLI_LAB_STAGE_H
#define TL_CLI_LAB_STAGE_H

#include <sys/types.h>

#include "lab_cable.h"
#include "lab_play.h"

/* LAB_PATH is no stage: a scenario is played there. */
enum lab_place { LAB_AUTO, LAB_HOSTS, LAB_LOOPBACK, LAB_PATH };

/**
 * struct stage_options
 * @place: enum lab_place: LAB_AUTO takes hosts, and loopback where hosts cannot be made
 * @quiet: actors say nothing
 */
struct stage_options {
    const struct play *play;
    enum lab_place place;
    struct cable_options cable;
    bool quiet;
};

/**
 * struct stage - set, with actors waiting
 * @interface: to be captured on, with @filter
 * @hosts:     there are two, and nothing but the play is to be seen
 * @troupe:    the process that the actors belong to
 * @link:      to it: one octet lets it begin, one from it says how it went
 */
struct stage {
    const char *interface;
    char filter[64];
    bool hosts;
    pid_t troupe;
    int link;
};

/* False if it cannot be set, having said so. */
bool stage_set(struct stage *stage, const struct stage_options *options);

/* Let the play begin. When it is over and nothing is on its way any more, this process gets SIGINT.
 */
void stage_begin(struct stage *stage);

/* Whether the play went as written, as far as it went: who watched may have left early. */
bool stage_end(struct stage *stage);

#endif
