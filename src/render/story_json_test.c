// SPDX-License-Identifier: BSD-3-Clause
/*
 * JSON lines, read back by python3's json: every line one object, no key twice, the same keys in
 * every object of a type, every code named, no number beyond 2^53, hostile text kept in its string.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/codes.h"
#include "render/fixture.h"
#include "render/render.h"
#include "tap.h"

static const char checker[] =
    "python3 -c '\n"
    "import json, sys\n"
    "def strict(pairs):\n"
    "    keys = [k for k, _ in pairs]\n"
    "    assert len(keys) == len(set(keys)), keys\n"
    "    return dict(pairs)\n"
    "def integer(digits):\n"
    "    assert abs(int(digits)) < 2 ** 53, digits\n"
    "    return int(digits)\n"
    "shapes, n = {}, 0\n"
    "for line in sys.stdin.buffer:\n"
    "    o = json.loads(line.decode(), object_pairs_hook=strict, parse_int=integer)\n"
    "    assert o[\"schema\"] == 1\n"
    "    assert shapes.setdefault(o[\"type\"], list(o)) == list(o), o\n"
    "    for key, value in o.items():\n"
    "        assert key.islower() and not isinstance(value, dict), key\n"
    "    n += 1\n"
    "assert set(shapes) == {\"connection\", \"segment\", \"icmp\", \"finding\", \"summary\"}, "
    "shapes\n"
    "assert n == 16, n\n"
    "'";

/* Python's word on `n` octets of JSON lines. */
static bool is_valid(const char *json, size_t n)
{
    FILE *const python = popen(checker, "w"); /* NOLINT(cert-env33-c): a fixed command */

    if (python == NULL)
        return false;
    if (fwrite(json, 1, n, python) != n)
        n = 0;
    return pclose(python) == 0 && n > 0;
}

static void test_story(void)
{
    static char buf[1 << 18];
    static const char hostile[] = "\0\"\\\033[2J\xff\xe2\x80\xae\x7f";
    const struct tcplens_explain_stats stats = {.frames = 12, .tcp = 12, .connections = 1};
    const struct view view = {.catalogue = tl_catalogue("zh")};
    struct fixture f;
    struct text t;

    fixture_make(&f);
    f.story.texts = hostile;
    f.story.request = 1;
    f.story.response = 2;
    f.story.n_findings = 2;
    f.findings[1] = f.findings[0];
    f.findings[1].n_evidence = 0;
    f.story.conn.last_ns = INT64_MAX;
    for (unsigned i = 0; i < FIXTURE_ROWS; i++)
        f.rows[i].tells[0].text = 1;
    f.rows[5].icmp = true;
    f.rows[6].n_tells = 0;
    text_init(&t, buf, sizeof(buf), NULL, NULL);
    tl_render_story_json(&t, &view, &f.story);
    tl_render_summary_json(&t, "a.pcap", &stats);
    T_CHECK(!t.failed);
    T_CHECK(is_valid(buf, t.len));
    T_CHECK(memchr(buf, '\033', t.len) == NULL && memchr(buf, 0x7f, t.len) == NULL);
    buf[t.len] = '\0';
    T_CHECK(strstr(buf, "\"time\":\"2025-07-14T09:25:52.414604000Z\","
                        "\"time_ns\":\"1752485152414604000\"") != NULL);
    T_CHECK(strstr(buf, "\"seq\":1,\"seq_raw\":167702839,\"seq_next\":75,\"length\":74") != NULL);
    T_CHECK(strstr(buf, "\"flags\":\"FIN ACK\"") != NULL);
    T_CHECK(strstr(buf, "\"finding\":\"checksum-offload\"") != NULL);
    T_CHECK(strstr(buf, "校") == NULL); /* never translated */
}

/* Lower case, digits and dashes. */
static bool is_code(const char *s)
{
    return *s != '\0' && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(s);
}

static void test_codes(void)
{
    bool all = true;

    for (unsigned code = 0; code < TELL_CODES; code++)
        all &= is_code(code_tell(code));
    for (unsigned code = 0; code <= SEQ_OTHER; code++)
        all &= is_code(code_seq_source(code));
    for (unsigned code = 0; code <= ACK_OTHER; code++)
        all &= is_code(code_ack_source(code));
    for (unsigned code = 0; code <= HEALTH_UNANSWERED; code++)
        all &= is_code(code_health(code));
    for (unsigned code = 0; code <= OPEN_REFUSED; code++)
        all &= is_code(code_open_form(code));
    for (unsigned code = 0; code <= CLOSE_RESET; code++)
        all &= is_code(code_close_form(code));
    T_CHECK(all);
    T_CHECK(strcmp(code_tell(TELL_CLOSES_AND_ACKS_FIN), "closes-and-acks-fin") == 0);
    T_CHECK(code_side(SIDE_RESPONDER + 1) == NULL);
}

int main(void)
{
    test_story();
    test_codes();
    return t_done();
}
