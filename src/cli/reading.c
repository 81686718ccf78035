// SPDX-License-Identifier: BSD-3-Clause
#include "reading.h"

#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "live.h"
#include "operands.h"

bool one_capture(const struct parsed *line, const char *filter, const char *wanted,
                 struct one_capture *ret)
{
    *ret = (struct one_capture){.path = NULL};
    if (line->n_operands == 0) {
        complain("%s", wanted);
        return false;
    }
    if (line->n_before > 1 && looks_like_file(line->operands[1])) {
        complain("\"%s\": one capture at a time", line->operands[1]);
        return false;
    }
    ret->path = line->operands[0];
    ret->joined = join_filter(line, 1);
    if (filter != NULL && ret->joined != NULL) {
        complain("two filters: --filter \"%s\" and \"%s\"", filter, ret->joined);
        return false;
    }
    ret->filter = filter != NULL ? filter : ret->joined;
    return true;
}

void one_capture_end(struct one_capture *c)
{
    free(c->joined);
    c->joined = NULL;
}

bool reading_begin(const char *path, struct progress *progress, bool quiet)
{
    if (is_waiting_for_nothing(path))
        return false;
    if (strcmp(path, "-") == 0)
        live_catch_signals();
    progress_start(progress, quiet);
    return true;
}

int reading_verdict(enum tcplens_status status, uint64_t frames, const struct tcplens_error *err,
                    const char *operand)
{
    if (status == TCPLENS_OK || status == TCPLENS_ERR_WRITE)
        return EXIT_FINE;
    if (status == TCPLENS_ERR_FILTER && operand != NULL)
        complain("%s (taken as a filter, since %s)", err->text, operand);
    else
        complain("%s", err->text);
    if (status == TCPLENS_ERR_CUT || (status == TCPLENS_ERR_FORMAT && frames > 0))
        return EXIT_DAMAGED;
    return EXIT_TROUBLE;
}

int one_capture_verdict(const struct one_capture *c, enum tcplens_status status, uint64_t frames,
                        const struct tcplens_error *err)
{
    return reading_verdict(status, frames, err, c->joined != NULL ? "there is no such file" : NULL);
}
