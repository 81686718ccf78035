// SPDX-License-Identifier: BSD-3-Clause
#include "lab_quiz.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum { SEEDS = 1000000 }; /* short enough to be typed again */

/* The rest of a line that was too long for an answer. */
static void skip_line(void)
{
    int c;

    do
        c = getchar();
    while (c != '\n' && c != EOF);
}

bool quiz_answer(void *ctx, char *answer, size_t size)
{
    struct output *const out = ctx;
    size_t n;

    if (fgets(answer, (int)size, stdin) == NULL)
        return false;
    n = strcspn(answer, "\n");
    if (answer[n] == '\0')
        skip_line();
    answer[n] = '\0';
    return isatty(STDIN_FILENO) != 0 || (output_text(out, answer) && output_text(out, "\n"));
}

uint64_t quiz_seed(void)
{
    uint64_t seed = 0;

    (void)!getrandom(&seed, sizeof seed, 0);
    return seed % SEEDS;
}

const char *quiz_scenario(uint64_t seed)
{
    size_t n;
    const struct tcplens_lab_scenario *const all = tcplens_lab_scenarios(&n);

    return all[seed % n].name;
}
