// SPDX-License-Identifier: BSD-3-Clause
/* explain_finding.c - the library's own words on one finding, or the list of all. */
#include "base/error.h"
#include "lib/pipeline.h"

enum { FINDING_OUTPUT = 4096 };

enum tcplens_status tcplens_explain_finding(const char *name,
                                            const struct tcplens_explain_options *options,
                                            tcplens_sink *sink, void *sink_ctx,
                                            struct tcplens_error *err)
{
    const int id = name != NULL ? tl_finding_by_name(name) : -1;
    const enum tcplens_status status = tl_check_options(options, err);
    const struct view view = tl_view(options);
    char output[FINDING_OUTPUT];
    struct text t;

    if (status != TCPLENS_OK)
        return status;
    if (name != NULL && id < 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no finding \"%s\"", name);
    text_init(&t, output, sizeof output, sink, sink_ctx);
    if (name == NULL)
        tl_render_finding_list(&t, &view);
    else
        tl_render_finding(&t, &view, (unsigned)id);
    return tl_finish_output(&t, TCPLENS_OK, err);
}
