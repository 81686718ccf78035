// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab.c - a scenario from its text to its explanation: played, captured into a file or into memory,
 * and read back from there like any capture.
 */
#include <tcplens/lab.h>

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "explain/finding.h"
#include "lab/scenario.h"
#include "lib/lab_quiz.h"
#include "lib/pipeline.h"
#include "save/save.h"

#include "scenarios.h"

enum { N_SCENARIOS = sizeof scenarios / sizeof scenarios[0], LINKTYPE_RAW = 101, CONNECTIONS = 64 };

const struct tcplens_lab_scenario *tcplens_lab_scenarios(size_t *n)
{
    *n = N_SCENARIOS;
    return scenarios;
}

const struct tcplens_lab_scenario *tcplens_lab_find(const char *name)
{
    for (size_t i = 0; i < N_SCENARIOS; i++)
        if (strcmp(scenarios[i].name, name) == 0)
            return &scenarios[i];
    return NULL;
}

/**
 * struct recording - a play's packets on their way into a capture
 * @saver:  *owned*
 * @number: of the last frame
 * @status, @err: of the first failure to save
 */
struct recording {
    struct saver *saver;
    uint64_t number;
    enum tcplens_status status;
    struct tcplens_error *err;
};

/* The play's lab_tap. */
static void record(void *ctx, bool out, int64_t ts_ns, struct span packet)
{
    struct recording *const r = ctx;
    const struct tcplens_frame frame = {
        .octets = packet.p,
        .ts_ns = ts_ns,
        .number = ++r->number,
        .caplen = (uint32_t)packet.n,
        .len = (uint32_t)packet.n,
        .link_type = LINKTYPE_RAW,
        .direction = out ? TCPLENS_DIRECTION_OUT : TCPLENS_DIRECTION_IN,
    };
    const struct save_packet saved = {.frame = &frame};

    if (r->status == TCPLENS_OK)
        r->status = tl_save_packet(r->saver, &saved, r->err);
}

static enum tcplens_status open_recording(struct recording *r, const char *path)
{
    const struct save_options options = {
        .path = path, .format = SAVE_PCAPNG, .owner = (uid_t)-1, .group = (gid_t)-1};
    const struct save_interface interface = {.name = "lab",
                                             .description = "a simulated path",
                                             .filter = "",
                                             .os = "",
                                             .link_type = LINKTYPE_RAW};
    enum tcplens_status status = tl_save_open(&r->saver, &options, r->err);

    if (status == TCPLENS_OK)
        status = tl_save_interface(r->saver, &interface, r->err);
    return status;
}

/* Play into `path`. What the scenario says of itself, right or wrong, comes before what saving
 * says.
 */
static enum tcplens_status play_into(const struct lab_scenario *s, const char *path,
                                     struct tcplens_error *err)
{
    struct tcplens_error saving;
    struct recording r = {.status = TCPLENS_OK, .err = &saving};
    enum tcplens_status status = open_recording(&r, path), closed;

    if (status == TCPLENS_OK)
        status = tl_lab_play(s, record, &r, err);
    else
        *err = saving;
    closed = tl_save_close(r.saver, &saving);
    if (r.status == TCPLENS_OK)
        r.status = closed;
    if (status == TCPLENS_OK && r.status != TCPLENS_OK) {
        *err = saving;
        status = r.status;
    }
    return status;
}

/**
 * struct judgement - what the explanation's findings are held against
 * @scenario: *borrowed*
 * @found:    which of its findings were made
 * @other:    the first one made though there must be none, or NULL
 */
struct judgement {
    const struct lab_scenario *scenario;
    bool found[LAB_FINDINGS_MAX];
    const char *other;
};

/* The pipeline's tell_story. */
static void judge(void *ctx, const struct story *story)
{
    struct judgement *const j = ctx;
    const struct lab_scenario *const s = j->scenario;

    for (size_t i = 0; i < story->n_findings; i++) {
        const struct finding *const f = &story->findings[i];
        const char *const found = tl_finding_info((enum finding_id)f->id)->name;
        bool named = false;

        for (size_t k = 0; k < s->n_findings; k++) {
            const struct span name = s->findings[k].name;
            const bool same = strlen(found) == name.n && memcmp(found, name.p, name.n) == 0;

            j->found[k] |= same;
            named |= same;
        }
        if (s->no_findings && !named && f->severity > SEVERITY_INFO && j->other == NULL)
            j->other = found;
    }
}

static enum tcplens_status conclude(const struct judgement *j, struct tcplens_error *err)
{
    const struct lab_scenario *const s = j->scenario;

    for (size_t i = 0; i < s->n_findings; i++) {
        const struct lab_finding *const f = &s->findings[i];

        if (f->wanted != j->found[i])
            return tl_error(err, TCPLENS_ERR_FORMAT, 0, "%s:%u: the explanation %s %.*s", s->name,
                            f->line, f->wanted ? "does not find" : "finds", (int)f->name.n,
                            (const char *)f->name.p);
    }
    if (j->other != NULL)
        return tl_error(err, TCPLENS_ERR_FORMAT, 0, "%s: the explanation finds %s", s->name,
                        j->other);
    return TCPLENS_OK;
}

/* Whether the explanation says what the scenario expects of it. */
static enum tcplens_status check_findings(const struct lab_scenario *s, const char *path,
                                          struct tcplens_error *err)
{
    const struct tcplens_explain_options options = {.max_connections = CONNECTIONS};
    struct judgement j = {.scenario = s};
    struct pipeline *p;
    enum tcplens_status status = tl_pipeline_new(&p, &options, NULL, NULL, err);

    if (status != TCPLENS_OK)
        return status;
    p->tell_story = judge;
    p->tell_ctx = &j;
    status = tl_pipeline_tell_file(p, path, err);
    tl_pipeline_free(p);
    return status == TCPLENS_OK || status == TCPLENS_END ? conclude(&j, err) : status;
}

static enum tcplens_status run_into(const struct lab_scenario *s, const char *path,
                                    const struct tcplens_lab_options *options, tcplens_sink *sink,
                                    void *sink_ctx, struct tcplens_error *err)
{
    enum tcplens_status status = play_into(s, path, err), told = TCPLENS_OK;
    struct tcplens_error telling;

    if (status != TCPLENS_OK && status != TCPLENS_ERR_FORMAT)
        return status;
    if (sink != NULL && options->quiz != NULL)
        told = tl_lab_quiz(path, options, sink, sink_ctx, &telling);
    else if (sink != NULL)
        told = tcplens_explain_file(path, &options->explain, sink, sink_ctx, NULL, &telling);
    if (status == TCPLENS_OK && told != TCPLENS_OK) {
        *err = telling;
        return told;
    }
    return status == TCPLENS_OK ? check_findings(s, path, err) : status;
}

enum tcplens_status tcplens_lab_run(const struct tcplens_lab_options *options, tcplens_sink *sink,
                                    void *sink_ctx, struct tcplens_error *err)
{
    const struct span text = {(const uint8_t *)options->text, options->text_len};
    struct tcplens_error ignored;
    struct lab_scenario s;
    char in_memory[32];
    enum tcplens_status status;
    int fd = -1;

    if (err == NULL)
        err = &ignored;
    status = tl_lab_parse(&s, options->name != NULL ? options->name : "scenario", text, err);
    if (status != TCPLENS_OK)
        return status;
    if (options->write == NULL) {
        fd = memfd_create("tcplens-lab", MFD_CLOEXEC);
        (void)snprintf(in_memory, sizeof in_memory, "/proc/self/fd/%d", fd);
    }
    if (options->write == NULL && fd < 0)
        status = tl_error(err, TCPLENS_ERR_MEMORY, 0, "no memory for a capture");
    else
        status = run_into(&s, options->write != NULL ? options->write : in_memory, options, sink,
                          sink_ctx, err);
    if (fd >= 0)
        (void)close(fd);
    tl_lab_scenario_fini(&s);
    return status;
}
