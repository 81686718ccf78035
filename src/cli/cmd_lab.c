// SPDX-License-Identifier: BSD-3-Clause
/*
 * cmd_lab.c - `tcplens lab`: plays of real programs, listed, performed and explained, or one side
 * of them; and scenarios on a simulated path, explained or asked about. Where a name means both,
 * the play is meant unless it cannot be performed, or --on path asks for the scenario.
 */
#include "cmd_lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tcplens/tcplens.h>

#include "capable.h"
#include "complain.h"
#include "lab_options.h"
#include "lab_quiz.h"
#include "lab_scenario.h"
#include "lab_side.h"
#include "lab_stage.h"
#include "live.h"
#include "output.h"
#include "privileges.h"
#include "savefile.h"
#include "suggest.h"
#include "terminal.h"

enum { DELAY_MS = 10, NAMES_MAX = 256 };

/**
 * struct job - one run of the command
 * @args:     the command line
 * @stage:    set
 * @confined: all rights are given up
 * @out:      where text goes
 */
struct job {
    struct lab_arguments args;
    struct stage stage;
    bool confined;
    struct output out;
};

static bool given(const struct job *job, enum lab_option_id id)
{
    return job->args.values[id].given != 0;
}

static uint64_t number(const struct job *job, enum lab_option_id id)
{
    return job->args.values[id].number;
}

static const char *language(const struct job *job)
{
    return given(job, LAB_OPT_LANG) ? job->args.values[LAB_OPT_LANG].text : message_locale();
}

/* Which of a play's texts. */
static unsigned tongue(const struct job *job)
{
    const char *const lang = language(job);

    return lang != NULL && strncmp(lang, "zh", 2) == 0 ? 1 : 0;
}

/* Whether an operand names a scenario rather than a play. */
static bool is_scenario_meant(const struct job *job)
{
    const struct parsed *const line = &job->args.line;

    return line->n_operands == 2 && is_scenario(line->operands[1]) &&
           (number(job, LAB_OPT_ON) == LAB_PATH || find_play(line->operands[1]) == NULL);
}

/* Say that nothing is called so, and what might have been meant. */
static void complain_of_name(const char *name)
{
    const char *names[NAMES_MAX], *near;
    const struct tcplens_lab_scenario *scenarios;
    size_t n_scenarios;
    unsigned n = 0;

    for (unsigned i = 0; i < n_plays && n < NAMES_MAX; i++)
        names[n++] = plays[i].name;
    scenarios = tcplens_lab_scenarios(&n_scenarios);
    for (size_t i = 0; i < n_scenarios && n < NAMES_MAX; i++)
        names[n++] = scenarios[i].name;
    near = suggest(name, names, n);
    if (near != NULL)
        complain("nothing is called \"%s\"; did you mean \"%s\"?", name, near);
    else
        complain("nothing is called \"%s\"; \"tcplens lab list\" lists what there is", name);
}

/* The play that an operand names; says so if there is none. */
static const struct play *chosen_play(const struct job *job)
{
    const struct parsed *const line = &job->args.line;
    const struct play *play;

    if (line->n_operands < 2) {
        complain("which one? \"tcplens lab list\" lists them");
        return NULL;
    }
    play = find_play(line->operands[1]);
    if (play == NULL && is_scenario(line->operands[1]))
        complain("%s is a scenario for a simulated path: no program of one side",
                 line->operands[1]);
    else if (play == NULL)
        complain_of_name(line->operands[1]);
    return play;
}

/* ---- list, show ---- */

static int list(struct job *job)
{
    char row[512];

    (void)output_text(&job->out, "real programs:\n");
    for (unsigned i = 0; i < n_plays; i++) {
        (void)snprintf(row, sizeof row, "%-30s%s\n", plays[i].name, plays[i].title[tongue(job)]);
        (void)output_text(&job->out, row);
    }
    scenario_list(&job->out);
    return EXIT_FINE;
}

static void show_steps(struct job *job, const char *who, const struct step *steps)
{
    static const char *const words[] = {
        [ACT_SAY] = "write",
        [ACT_HEAR] = "read",
        [ACT_HEAR_HEAD] = "read up to an empty line",
        [ACT_HEAR_END] = "read until the other side closes",
        [ACT_PAUSE] = "wait",
        [ACT_SHUT] = "shutdown: nothing more to write",
        [ACT_CLOSE] = "close",
        [ACT_ABORT] = "close, with SO_LINGER 0",
    };
    char row[512];

    (void)snprintf(row, sizeof row, "\n%s\n", who);
    (void)output_text(&job->out, row);
    for (; steps->act != ACT_DONE; steps++) {
        int n = snprintf(row, sizeof row, "  %s", words[steps->act]);

        if (steps->act == ACT_PAUSE)
            n += snprintf(row + n, sizeof row - (size_t)n, " %u ms", steps->n);
        else if (steps->text != NULL)
            n += snprintf(row + n, sizeof row - (size_t)n, " %zu octets: %.*s", strlen(steps->text),
                          (int)strcspn(steps->text, "\r\n"), steps->text);
        else if (steps->n > 0)
            n += snprintf(row + n, sizeof row - (size_t)n, " %u octets", steps->n);
        (void)snprintf(row + n, sizeof row - (size_t)n, "\n");
        (void)output_text(&job->out, row);
    }
}

static int show(struct job *job)
{
    const struct play *play;
    char row[1024];

    if (is_scenario_meant(job))
        return scenario_show(job->args.line.operands[1], &job->out);
    play = chosen_play(job);
    if (play == NULL)
        return EXIT_TROUBLE;
    (void)snprintf(row, sizeof row, "%s: %s\n%s\n", play->name, play->title[tongue(job)],
                   play->see[tongue(job)]);
    (void)output_text(&job->out, row);
    show_steps(job, "client: connect, then", play->client);
    if (play->server != NULL)
        show_steps(job, "server: accept, then", play->server);
    return EXIT_FINE;
}

/* ---- run ---- */

/* A tcplens_progress_fn: frames are being captured, and nothing else will be opened. */
static bool begin(void *ctx, const struct tcplens_progress *progress)
{
    struct job *const job = ctx;

    (void)progress;
    job->confined = give_up_privileges(
        &(struct rights){.later = LATER_NOTHING, .saves = given(job, LAB_OPT_WRITE)});
    if (job->confined)
        stage_begin(&job->stage);
    return job->confined;
}

/* How to show it. */
static struct tcplens_explain_options form_of(const struct job *job)
{
    struct tcplens_explain_options o = {
        .lang = language(job),
        .width = given(job, LAB_OPT_WIDTH) ? (unsigned)number(job, LAB_OPT_WIDTH) : output_width(),
        .color = use_color((enum color_when)number(job, LAB_OPT_COLOR)),
        .ascii = given(job, LAB_OPT_ASCII) || ascii_only(),
    };

    if (given(job, LAB_OPT_TABLE))
        o.view = TCPLENS_VIEW_TABLE;
    else if (given(job, LAB_OPT_BRIEF))
        o.view = TCPLENS_VIEW_BRIEF;
    if (given(job, LAB_OPT_ABSOLUTE))
        o.numbers = TCPLENS_NUMBERS_ABSOLUTE;
    return o;
}

static struct tcplens_explain_options options_of(struct job *job, const struct play *play)
{
    struct tcplens_explain_options o = form_of(job);

    o.filter = job->stage.filter;
    o.stop = &live_stop;
    o.progress = begin;
    o.progress_ctx = job;
    if (play->brief && !given(job, LAB_OPT_TABLE))
        o.view = TCPLENS_VIEW_BRIEF;
    return o;
}

static int run_scenario(struct job *job)
{
    const struct tcplens_lab_options how = {.write = job->args.values[LAB_OPT_WRITE].text,
                                            .explain = form_of(job)};

    return scenario_run(job->args.line.operands[1], &how, &job->out);
}

/* A scenario as questions; one at random unless it is named. */
static int quiz(struct job *job)
{
    const struct parsed *const line = &job->args.line;
    const struct tcplens_lab_quiz questions = {
        .seed = given(job, LAB_OPT_SEED) ? number(job, LAB_OPT_SEED) : quiz_seed(),
        .answer = quiz_answer,
        .answer_ctx = &job->out};
    const struct tcplens_lab_options how = {
        .write = job->args.values[LAB_OPT_WRITE].text, .explain = form_of(job), .quiz = &questions};
    const char *const name =
        line->n_operands > 1 ? line->operands[1] : quiz_scenario(questions.seed);

    if (!is_scenario(name)) {
        complain_of_name(name);
        return EXIT_TROUBLE;
    }
    if (!given(job, LAB_OPT_QUIET))
        complain("lab quiz --seed %llu %s asks the same again", (unsigned long long)questions.seed,
                 name);
    return scenario_run(name, &how, &job->out);
}

/* Nobody may capture here; the same can be seen without, if there is a scenario of that name. */
static bool can_be_played(const struct job *job, const struct play *play)
{
    return number(job, LAB_OPT_ON) == LAB_AUTO && is_scenario(play->name);
}

/* Watch what happens on the stage; the exit status. */
static int watch(struct job *job, const struct play *play)
{
    const char *const path = job->args.values[LAB_OPT_WRITE].text;
    struct tcplens_explain_options options = options_of(job, play);
    struct tcplens_save save = {.path = path};
    struct tcplens_explain_stats stats;
    struct tcplens_error err;
    enum tcplens_status status;
    bool good;

    if (path != NULL) {
        save.format = (uint8_t)savefile_format(path);
        if (!whom_to_become(NULL, true, &save.owner, &save.group))
            return EXIT_TROUBLE;
        options.save = &save;
    }
    live_catch_signals();
    status =
        tcplens_explain_live(job->stage.interface, &options, output_write, &job->out, &stats, &err);
    good = stage_end(&job->stage);
    if (status != TCPLENS_OK && status != TCPLENS_ERR_WRITE) {
        complain("%s", err.text);
        if (status != TCPLENS_ERR_PERMISSION || !can_be_played(job, play))
            return EXIT_TROUBLE;
        complain("so endpoints in user space play it, on a simulated path");
        return run_scenario(job);
    }
    if (path != NULL && !given(job, LAB_OPT_QUIET))
        complain("kept in %s: look at it again with tcplens explain, ladder or show", path);
    return good ? EXIT_FINE : EXIT_TROUBLE;
}

static int perform(struct job *job)
{
    const char *const path = job->args.values[LAB_OPT_WRITE].text;
    const struct play *play;
    struct stage_options options;

    if (is_scenario_meant(job))
        return run_scenario(job);
    play = chosen_play(job);
    if (play == NULL)
        return EXIT_TROUBLE;
    if (number(job, LAB_OPT_ON) == LAB_PATH) {
        complain("there is no scenario \"%s\" for a simulated path", play->name);
        return EXIT_TROUBLE;
    }
    options = (struct stage_options){.play = play};
    if (path != NULL && strcmp(path, "-") == 0) {
        complain("-w -: standard output has the explanation; name a file");
        return EXIT_TROUBLE;
    }
    options.place = (enum lab_place)number(job, LAB_OPT_ON);
    options.quiet = given(job, LAB_OPT_QUIET);
    options.cable.delay_us = given(job, LAB_OPT_DELAY) ? (uint32_t)number(job, LAB_OPT_DELAY) * 1000
                             : play->no_delay          ? 0
                                                       : DELAY_MS * 1000;
    options.cable.loss = (uint32_t)number(job, LAB_OPT_LOSS) * 100;
    options.cable.seed = number(job, LAB_OPT_SEED);
    if (!options.quiet)
        complain("%s", play->see[tongue(job)]);
    if (options.place == LAB_LOOPBACK)
        capable_become();
    if (!stage_set(&job->stage, &options))
        return EXIT_TROUBLE;
    return watch(job, play);
}

/* ---- one side alone ---- */

/* As text, for getaddrinfo(3). */
static const char *port_of(const struct job *job)
{
    return given(job, LAB_OPT_PORT) ? job->args.values[LAB_OPT_PORT].text : "8080";
}

static int serve(struct job *job)
{
    const struct play *const play = chosen_play(job);
    const char *const at =
        given(job, LAB_OPT_ADDRESS) ? job->args.values[LAB_OPT_ADDRESS].text : "127.0.0.1";

    if (play == NULL)
        return EXIT_TROUBLE;
    return side_serve(play, at, port_of(job), given(job, LAB_OPT_QUIET)) ? EXIT_FINE : EXIT_TROUBLE;
}

static int connect_to(struct job *job)
{
    const struct play *const play = chosen_play(job);

    if (play == NULL)
        return EXIT_TROUBLE;
    if (job->args.line.n_operands < 3) {
        complain("connect to which host? See \"tcplens help lab\"");
        return EXIT_TROUBLE;
    }
    return side_connect(play, job->args.line.operands[2], port_of(job), given(job, LAB_OPT_QUIET))
               ? EXIT_FINE
               : EXIT_TROUBLE;
}

static int run(struct job *job)
{
    static const struct {
        const char *name;
        int (*run)(struct job *job);
    } verbs[] = {{"list", list}, {"show", show},   {"run", perform},
                 {"quiz", quiz}, {"serve", serve}, {"connect", connect_to}};
    const struct parsed *const line = &job->args.line;

    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0] && line->n_operands > 0; i++) {
        if (strcmp(line->operands[0], verbs[i].name) == 0)
            return verbs[i].run(job);
    }
    complain("list, show, run, quiz, serve, or connect? See \"tcplens help lab\"");
    return EXIT_TROUBLE;
}

int cmd_lab(int argc, char **argv)
{
    struct job job = {.confined = false};
    int result;

    if (!lab_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, LAB_OPT_HELP)) {
        lab_help();
        return EXIT_FINE;
    }
    result = run(&job);
    return output_end(&job.out, result);
}
