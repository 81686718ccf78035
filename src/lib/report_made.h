// SPDX-License-Identifier: BSD-3-Clause
/*
 * report_made.h - a report in the making: report_read.c fills it, report.c hands it out.
 */
#ifndef TL_LIB_REPORT_MADE_H
#define TL_LIB_REPORT_MADE_H

#include <tcplens/report.h>

#include "lib/pipeline.h"
#include "lib/report_frames.h"
#include "redact/redact.h"
#include "report/connection.h"
#include "report/overview.h"
#include "report/shelf.h"

enum { REPORT_TITLE = 256, REPORT_DAMAGE = 256 };

/**
 * struct tcplens_report
 * @stages:   what the stages before are asked for
 * @pipeline: *owned*; until all is read
 * @tallies:  *owned*, by slot of the tracker, @n_tallies of them; likewise
 * @redactor: *owned*; NULL if frames are shown as they are
 * @telling:  how stories are told
 * @overview, @rows: of the first document; its texts are @title and @damage
 * @shelf:    documents of connections
 * @frames:   documents of frames
 * @document: the one at hand
 * @failed:   memory was short for some
 * @is_read:  it holds a capture
 */
struct tcplens_report {
    struct tcplens_report_options options;
    struct tcplens_explain_options stages;
    struct pipeline *pipeline;
    struct tally *tallies;
    uint32_t n_tallies;
    struct redactor *redactor;
    struct telling telling;
    struct overview overview;
    struct overview_rows rows;
    struct shelf shelf;
    struct frames frames;
    struct document document;
    char title[REPORT_TITLE], damage[REPORT_DAMAGE];
    bool failed, is_read;
};

#endif
