// SPDX-License-Identifier: BSD-3-Clause
/* finding.c - the table of finding.def, by ID and by name. */
#include "explain/finding.h"

#include "base/message.h"

#include <assert.h>
#include <string.h>

static const struct finding_info infos[] = {
#define FINDING(id, name, severity, rfc, title, text) {name, severity, rfc, {title}, text},
#include "explain/finding.def"
#undef FINDING
};

const struct finding_info *tl_finding_info(unsigned id)
{
    assert(id < FINDINGS);
    return &infos[id];
}

int tl_finding_by_name(const char *name)
{
    for (unsigned i = 0; i < FINDINGS; i++) {
        if (strcmp(infos[i].name, name) == 0)
            return (int)i;
    }
    return -1;
}
