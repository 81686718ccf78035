// SPDX-License-Identifier: BSD-3-Clause
/*
 * finding.h - what explain/ concludes: an ID, how serious, how sure, and the frames that prove it.
 *
 * finding.def is the one table: it generates the enumeration, the names, `--finding ID`, the JSON
 * and the manual page. Its texts are message IDs of the catalogues.
 */
#ifndef TL_EXPLAIN_FINDING_H
#define TL_EXPLAIN_FINDING_H

#include <stddef.h>
#include <stdint.h>

enum severity {
    SEVERITY_INFO,    /* how TCP or the capture works: nothing is wrong */
    SEVERITY_NOTICE,  /* unusual, worth a look */
    SEVERITY_WARNING, /* costs performance, or makes the capture misleading */
    SEVERITY_ERROR,   /* the connection failed */
};

enum confidence {
    CONFIDENCE_CERTAIN,  /* the evidence admits no other reading */
    CONFIDENCE_LIKELY,   /* another reading exists and is less probable */
    CONFIDENCE_POSSIBLE, /* the evidence fits, and so do others */
};

enum finding_id {
#define FINDING(id, name, severity, rfc, title, text) FINDING_##id,
#include "explain/finding.def"
#undef FINDING
    FINDINGS,
};

enum { FINDING_EVIDENCE = 8 };

/**
 * struct finding - one conclusion about one connection
 * @id:         enum finding_id
 * @severity:   enum severity; usually the table's
 * @confidence: enum confidence
 * @side:       enum side it is about, or SIDE_NONE (2)
 * @n_evidence: frames listed; @count: frames that show it, listed or not
 * @evidence:   frame numbers, ascending
 * @n, @m, @ns: numbers that its title uses, as the table says; where it says nothing of n, n is
 *              count; ns is -1 where there is no time
 */
struct finding {
    uint16_t id;
    uint8_t severity, confidence, side, n_evidence;
    uint32_t count;
    uint64_t n, m;
    int64_t ns;
    uint64_t evidence[FINDING_EVIDENCE];
};

/**
 * struct finding_info - a row of finding.def
 * @name:     stable ID for people and programs, "checksum-offload"
 * @severity: enum severity it usually has
 * @rfc:      "RFC 9293 3.1", or "" where no RFC speaks of it
 * @title:    message ID, one line, with {n} {m} {time} {side} to be filled in; {side} is "client"
 *            or "server" without an article. [1] is its plural by {n}, NULL where it needs none
 * @text:     message ID, the long explanation: what it is, how to see it, what to do
 */
struct finding_info {
    const char *name;
    uint8_t severity;
    const char *rfc, *title[2], *text;
};

/* The row of an ID; `id` < FINDINGS. */
const struct finding_info *tl_finding_info(unsigned id);

/* The ID of a name, -1 if there is none. */
int tl_finding_by_name(const char *name);

#endif
