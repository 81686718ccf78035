// SPDX-License-Identifier: BSD-3-Clause
/* finding_test.c - the table itself, and that a clean connection draws no finding that it should
 * not. */
#include "explain/tale.h"

static struct tale t;

static void names_are_unique_and_found(void)
{
    for (unsigned i = 0; i < FINDINGS; i++) {
        const struct finding_info *const info = tl_finding_info(i);

        T_CHECK(tl_finding_by_name(info->name) == (int)i);
        T_CHECK(strlen(info->title[0]) > 10 && strlen(info->text) > 200);
    }
    T_CHECK(tl_finding_by_name("no-such-finding") == -1);
}

/* All agreed, one exchange, closed in four: only the holder of TIME-WAIT is worth a word. */
static void clean_connection_has_one_finding(void)
{
    static const uint8_t options[] = {2, 4, 0x05, 0xb4, 4, 2, 8, 10, 0, 0,
                                      0, 1, 0,    0,    0, 1, 1, 3,  3, 7};
    static const uint8_t stamps[] = {1, 1, 8, 10, 0, 0, 0, 2, 0, 0, 0, 2};
    const struct story *story;

    begin(&t);
    say(&t, (struct say){
                .from = CLIENT, .flags = TCPLENS_SYN, .opt = options, .opt_len = sizeof options});
    say(&t, (struct say){.from = SERVER,
                         .flags = TCPLENS_SYN | TCPLENS_ACK,
                         .opt = options,
                         .opt_len = sizeof options});
    say(&t, (struct say){.from = CLIENT, .opt = stamps, .opt_len = sizeof stamps});
    say(&t, (struct say){.from = CLIENT,
                         .data = "GET / HTTP/1.1\r\n\r\n",
                         .opt = stamps,
                         .opt_len = sizeof stamps});
    say(&t, (struct say){.from = SERVER,
                         .data = "HTTP/1.1 200 OK\r\n\r\n",
                         .opt = stamps,
                         .opt_len = sizeof stamps});
    say(&t, (struct say){.from = CLIENT, .opt = stamps, .opt_len = sizeof stamps});
    close_in_four(&t);
    story = the_story(&t);
    T_CHECK(story->n_findings == 1 && story->findings[0].id == FINDING_TIME_WAIT_HOLDER);
    T_CHECK(proved(&t, FINDING_TIME_WAIT_HOLDER, CLIENT, 7, 10));
    T_CHECK(story->health == HEALTH_CLEAN);
    T_CHECK(strcmp(story->protocol, "HTTP") == 0 && strcmp(story->service, "http") == 0);
    T_CHECK(strcmp(story->texts + story->request, "GET /") == 0);
    T_CHECK(strcmp(story->texts + story->response, "200 OK") == 0);
    T_CHECK(story->response_ns == 100000);
    end(&t);
}

/* Findings come by severity, and evidence is capped while the count goes on. */
static void orders_findings_and_caps_evidence(void)
{
    const struct story *story;
    const struct finding *f;

    begin(&t);
    handshake(&t);
    for (unsigned i = 0; i < 12; i++)
        say(&t, (struct say){.from = CLIENT, .len = 10, .offload = true});
    say(&t, (struct say){.from = SERVER});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST});
    story = the_story(&t);
    for (size_t i = 1; i < story->n_findings; i++)
        T_CHECK(story->findings[i - 1].severity >= story->findings[i].severity);
    T_CHECK(story->findings[0].id == FINDING_CONNECTION_ABORTED);
    T_CHECK(story->health == HEALTH_ABORTED && story->health_finding == 0);
    f = found(&t, FINDING_CHECKSUM_OFFLOAD, 2);
    T_CHECK(f != NULL && f->count == 12 && f->n == 12 && f->m == 17);
    T_CHECK(f != NULL && f->n_evidence == FINDING_EVIDENCE && f->evidence[0] == 4 &&
            f->evidence[7] == 11);
    end(&t);
}

int main(void)
{
    names_are_unique_and_found();
    clean_connection_has_one_finding();
    orders_findings_and_caps_evidence();
    return t_done();
}
