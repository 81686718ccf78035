// SPDX-License-Identifier: BSD-3-Clause
#include "lab_scenario.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tcplens/tcplens.h>

#include "complain.h"

enum { SCENARIO_MAX = 1024 * 1024 };

/**
 * struct script - a scenario's text
 * @name: *borrowed*
 * @text: of @n octets: *owned* if it is @own
 */
struct script {
    const char *name, *text;
    size_t n;
    char *own;
};

static bool is_file(const char *name)
{
    const size_t n = strlen(name);

    return strchr(name, '/') != NULL || (n > 4 && strcmp(name + n - 4, ".pkt") == 0);
}

bool is_scenario(const char *name)
{
    return is_file(name) || tcplens_lab_find(name) != NULL;
}

static bool read_file(struct script *s)
{
    FILE *const f = fopen(s->name, "rbe");
    bool fine;

    if (f == NULL) {
        complain("%s: %s", s->name, strerror(errno));
        return false;
    }
    s->text = s->own = malloc(SCENARIO_MAX);
    s->n = s->own != NULL ? fread(s->own, 1, SCENARIO_MAX, f) : 0;
    fine = s->own != NULL && ferror(f) == 0 && s->n < SCENARIO_MAX;
    if (!fine)
        complain("%s: it cannot be read, or is longer than 1 MiB", s->name);
    return fclose(f) == 0 && fine;
}

/* `name` is a scenario. */
static bool open_script(struct script *s, const char *name)
{
    const struct tcplens_lab_scenario *const found = is_file(name) ? NULL : tcplens_lab_find(name);

    *s = (struct script){.name = name};
    if (found == NULL)
        return read_file(s);
    s->text = found->text;
    s->n = found->text_len;
    return true;
}

void scenario_list(struct output *out)
{
    const struct tcplens_lab_scenario *s;
    const char *group = "";
    char row[512];
    size_t n;

    s = tcplens_lab_scenarios(&n);
    for (size_t i = 0; i < n; i++) {
        const bool same = strcmp(group, s[i].group) == 0;

        group = s[i].group;
        (void)snprintf(row, sizeof row, "%s%s%s%-30s%s\n", same ? "" : "\n", same ? "" : group,
                       same ? "" : ":\n", s[i].name, s[i].title);
        (void)output_text(out, row);
    }
}

int scenario_show(const char *name, struct output *out)
{
    struct script s;
    const bool fine = open_script(&s, name);

    if (fine)
        (void)output_write(out, s.text, s.n);
    free(s.own);
    return fine ? EXIT_FINE : EXIT_TROUBLE;
}

int scenario_run(const char *name, const struct tcplens_lab_options *how, struct output *out)
{
    struct tcplens_lab_options o = *how;
    enum tcplens_status status = TCPLENS_ERR_SYSTEM;
    struct tcplens_error err = {.text = ""};
    struct script s;

    if (open_script(&s, name)) {
        o.name = s.name;
        o.text = s.text;
        o.text_len = s.n;
        status = tcplens_lab_run(&o, output_write, out, &err);
    }
    free(s.own);
    if (status == TCPLENS_OK || status == TCPLENS_ERR_WRITE)
        return EXIT_FINE; /* a failed write is output_verdict()'s */
    if (err.text[0] != '\0')
        complain("%s", err.text);
    return status == TCPLENS_ERR_FORMAT ? EXIT_DAMAGED : EXIT_TROUBLE;
}
