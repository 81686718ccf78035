// SPDX-License-Identifier: BSD-3-Clause
/* connection.h - a connection's document: its story, told in every language. */
#ifndef TL_REPORT_CONNECTION_H
#define TL_REPORT_CONNECTION_H

#include "explain/story.h"
#include "report/document.h"

/**
 * struct telling - how stories are told
 * @start_ns: where the report's times begin
 * @payload:  what segments carry may be quoted
 */
struct telling {
    int64_t start_ns;
    bool payload;
};

/* The document `d`, begun and ended; false if memory was short. tl_document_fini() is due in any
 * case. */
bool tl_report_connection(struct document *d, const struct telling *how, const struct story *story);

/* The gravest of a story's findings; SEVERITY_INFO if there is none. */
enum severity tl_story_severity(const struct story *story);

#endif
