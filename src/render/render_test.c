// SPDX-License-Identifier: BSD-3-Clause
/*
 * Every form of a story: what it says for a known one, and what holds for any: no line wider than
 * the view, no placeholder left, no control character, nothing but colour changed by colour.
 */
#include <string.h>

#include "render/fixture.h"
#include "render/render.h"
#include "tap.h"

typedef void render_fn(struct text *t, const struct view *view, const struct story *story);

static char buf[1 << 20];
static size_t len;

static void render(render_fn *fn, const struct view *view, const struct story *story)
{
    struct text t;

    text_init(&t, buf, sizeof(buf) - 1, NULL, NULL);
    fn(&t, view, story);
    len = t.len;
    buf[len] = '\0';
}

static struct view view_of(const char *lang, unsigned width, const struct story *story)
{
    return (struct view){
        .catalogue = tl_catalogue(lang), .width = width, .t0_ns = story->conn.first_ns};
}

static bool says(const char *what)
{
    const bool found = strstr(buf, what) != NULL;

    if (!found)
        printf("# \"%s\" is not in\n%s", what, buf);
    return found;
}

/* Whether every line fits, and holds neither an open placeholder nor a control character. */
static bool is_sound(unsigned width)
{
    size_t begin = 0;

    for (size_t i = 0; i < len; i++) {
        const unsigned char c = (unsigned char)buf[i];

        if (c == '{' || (c < 0x20 && c != '\n') || c == 0x7f)
            return false;
        if (c != '\n')
            continue;
        if (width != 0 && text_columns(buf + begin, i - begin) > width) {
            printf("# wider than %u: %.*s\n", width, (int)(i - begin), buf + begin);
            return false;
        }
        begin = i + 1;
    }
    return len > 0 && buf[len - 1] == '\n';
}

static void test_text(void)
{
    struct fixture f;
    struct view view;

    fixture_make(&f);
    view = view_of("en", 120, &f.story);
    render(tl_render_story_text, &view, &f.story);
    T_CHECK(says("Connection 1   172.18.0.1:49142 (client) → 172.18.0.2:8080 (server)   HTTP   "
                 "complete, clean\n"));
    T_CHECK(says("frames 10–12: by the client, in three segments: the server's ACK and FIN are one "
                 "(frame 11)"));
    T_CHECK(says("left in     client TIME-WAIT (for 2·MSL), server CLOSED"));
    T_CHECK(says("   4  0.000122  ESTABLISHED  ─── PSH ACK  seq 1:75     len 74   ack 1    "
                 "win 64256 ──▶ ESTABLISHED\n"
                 "                             HTTP request GET /hello\n"));
    T_CHECK(says("acknowledges frame 4 (74 bytes) after 8 µs"));
    T_CHECK(says("ack 75 = frame 4's 1 + its 74 bytes"));
    T_CHECK(says("ack 76 = frame 10's 75 + 1"));
    T_CHECK(says("  closing ─────"));
    T_CHECK(says("a pure ACK adds 0"));
    view = view_of("zh_CN.UTF-8", 120, &f.story);
    render(tl_render_story_text, &view, &f.story);
    T_CHECK(says("连接 1   172.18.0.1:49142（客户端） → 172.18.0.2:8080（服务器）"));
    T_CHECK(says("8 µs 后确认帧 4（74 字节）"));
    T_CHECK(says("ack 76 = 帧 10 的 75 + 1（FIN "));
    view = view_of("en", 40, &f.story);
    render(tl_render_story_text, &view, &f.story);
    T_CHECK(says("  4  0.000122  client ─▶ server\n"
                 "    PSH ACK  seq 1:75  len 74  ack 1\n"
                 "    win 64256\n"
                 "    ESTABLISHED  │  ESTABLISHED\n"
                 "    HTTP request GET /hello\n"));
}

static void test_numbers(void)
{
    struct fixture f;
    struct view view;

    fixture_make(&f);
    view = view_of("en", 0, &f.story);
    view.numbers = NUMBERS_ABSOLUTE;
    render(tl_render_story_text, &view, &f.story);
    T_CHECK(says("seq 167702839:167702913"));
    T_CHECK(says("ack 167702914 = frame 10's 167702913 + 1: the FIN takes one number"));
    view.numbers = NUMBERS_BOTH;
    render(tl_render_story_text, &view, &f.story);
    T_CHECK(says("seq 1:75 (=167702839)"));
    T_CHECK(says("ack 76 (=167702914) = frame 10's 75 + 1"));
}

static void test_dropped(void)
{
    struct fixture f;
    struct view view;

    fixture_make(&f);
    f.story.rows_dropped = 12345;
    f.story.rows_head = 6;
    view = view_of("en", 80, &f.story);
    render(tl_render_story_text, &view, &f.story);
    T_CHECK(says("… 12,345 segments not shown …"));
    render(tl_render_story_table, &view, &f.story);
    T_CHECK(says("… 12,345 segments not shown …"));
}

static void test_table(void)
{
    struct fixture f;
    struct view view;

    fixture_make(&f);
    view = view_of("en", 0, &f.story);
    render(tl_render_story_table, &view, &f.story);
    T_CHECK(says("\ndirection  flags  seq  seq range  length  ack  where seq comes from"));
    T_CHECK(says(
        "\nC→S        [P.]   1    1:75       74      1    as in frame 3, which took no number"));
    T_CHECK(says("\nS→C        [F.]   249  -          0       76   frame 8's 236 + its 13 bytes"));
    view = view_of("zh", 0, &f.story);
    render(tl_render_story_table_markdown, &view, &f.story);
    T_CHECK(says("\n| 方向 | 标志位 | seq 值（起始） | seq 范围 | 数据长度 | ack 值 |"));
    T_CHECK(says("\n| C→S | \\[S\\] | 0 | - | 0 | - | 初始序列号 167702838，随机选取 |"));
}

static void test_brief(void)
{
    struct fixture f;
    struct view view;

    fixture_make(&f);
    view = view_of("en", 0, &f.story);
    render(tl_render_story_brief, &view, &f.story);
    T_CHECK(says("   1 clean "));
    T_CHECK(says("172.18.0.1:49142 → 172.18.0.2:8080"));
    T_CHECK(says("74 B→ ←248 B"));
    T_CHECK(says("GET /hello → 200 OK\n"));
}

/* All that was coloured, without the colours, is what is written without colour. */
static void test_colour(void)
{
    static char plain[1 << 20];
    struct fixture f;
    struct view view;
    size_t n = 0;

    fixture_make(&f);
    view = view_of("en", 100, &f.story);
    render(tl_render_story_text, &view, &f.story);
    memcpy(plain, buf, len + 1);
    view.color = true;
    render(tl_render_story_text, &view, &f.story);
    T_CHECK(strstr(buf, "\033[0;38;5;33m") != NULL);
    for (size_t i = 0; i < len; i++) {
        if (buf[i] == '\033') {
            i += strcspn(buf + i, "m");
            continue;
        }
        buf[n++] = buf[i];
    }
    buf[n] = '\0';
    T_CHECK(strcmp(buf, plain) == 0);
}

static void test_ascii(void)
{
    struct fixture f;
    struct view view;
    bool all = true;

    fixture_make(&f);
    view = view_of("en", 100, &f.story);
    view.ascii = true;
    render(tl_render_story_text, &view, &f.story);
    for (size_t i = 0; i < len; i++)
        all &= (unsigned char)buf[i] < 0x80;
    T_CHECK(all);
}

static uint32_t seed;

/* A number from 0 to 2^24 - 1; the same ones in every run. */
static int draw(void)
{
    seed = seed * 1664525U + 1013904223U;
    return (int)(seed >> 8);
}

static uint64_t random_u64(void)
{
    const uint64_t r = (uint64_t)draw() << 40 ^ (uint64_t)draw() << 20 ^ (uint64_t)draw();

    return r >> (draw() % 64);
}

static void random_provenance(struct provenance *from, unsigned sources)
{
    *from = (struct provenance){.source = (uint8_t)((unsigned)draw() % sources),
                                .syn = draw() % 2 == 0,
                                .fin = draw() % 2 == 0,
                                .base = (uint32_t)random_u64(),
                                .len = draw() % 2 == 0 ? 0 : (uint32_t)random_u64(),
                                .frame = random_u64()};
}

static void random_row(struct row *row)
{
    row->number = random_u64();
    row->ts_ns += (int64_t)(random_u64() >> 2);
    row->seq.v = (uint32_t)random_u64();
    row->ack.v = (uint32_t)random_u64();
    row->rel_seq = (uint32_t)random_u64();
    row->rel_ack = (uint32_t)random_u64();
    row->payload_len = (uint32_t)random_u64();
    row->window = (uint32_t)random_u64();
    row->flags = (uint16_t)(draw() % 512);
    row->side = (uint8_t)(draw() % 2);
    row->phase = (uint8_t)(draw() % (PHASE_ABORTED + 1));
    row->inferred = draw() % 2 == 0;
    row->window_scaled = draw() % 2 == 0;
    row->icmp = draw() % 8 == 0;
    row->n_tells = (uint8_t)(draw() % (ROW_TELLS + 1));
    for (unsigned side = 0; side < 2; side++) {
        row->before[side] = (uint8_t)(draw() % TCPLENS_STATES);
        row->after[side] = (uint8_t)(draw() % TCPLENS_STATES);
    }
    for (unsigned i = 0; i < row->n_tells; i++)
        row->tells[i] = (struct tell){
            .code = (uint16_t)(draw() % TELL_CODES),
            .text = draw() % 2 == 0 ? 0 : FIXTURE_REQUEST,
            .n = random_u64(),
            .m = (uint32_t)random_u64(),
            .frame = draw() % 2 == 0 ? 0 : random_u64(),
            .frame2 = draw() % 2 == 0 ? 0 : random_u64(),
            .ns = draw() % 2 == 0 ? -1 : (int64_t)(random_u64() >> 1),
        };
    random_provenance(&row->from_seq, SEQ_OTHER + 1);
    random_provenance(&row->from_ack, ACK_OTHER + 1);
}

static void random_finding(struct finding *f)
{
    *f = (struct finding){.id = (uint16_t)(draw() % FINDINGS),
                          .severity = (uint8_t)(draw() % 4),
                          .confidence = (uint8_t)(draw() % 3),
                          .side = (uint8_t)(draw() % 2),
                          .n_evidence = (uint8_t)(draw() % (FINDING_EVIDENCE + 1)),
                          .count = (uint32_t)random_u64(),
                          .n = random_u64(),
                          .m = random_u64(),
                          .ns = (int64_t)(random_u64() >> 1)};
    for (unsigned i = 0; i < f->n_evidence; i++)
        f->evidence[i] = random_u64() >> 8;
}

static void random_story(struct fixture *f)
{
    fixture_make(f);
    for (unsigned i = 0; i < FIXTURE_ROWS; i++)
        random_row(&f->rows[i]);
    random_finding(&f->findings[0]);
    random_finding(&f->findings[1]);
    f->story.n_findings = (size_t)draw() % 3;
    f->story.health = (uint8_t)(draw() % (HEALTH_UNANSWERED + 1));
    f->story.health_finding = (int)f->story.n_findings - 1;
    f->story.n_rows = (size_t)draw() % (FIXTURE_ROWS + 1);
    f->story.rows_head = f->story.n_rows / 2;
    f->story.rows_dropped = draw() % 2 == 0 ? 0 : random_u64();
    f->story.evicted = draw() % 2 == 0;
    f->story.protocol = draw() % 2 == 0 ? NULL : "HTTP";
    f->story.service = draw() % 2 == 0 ? NULL : "http";
    f->story.fin_to_fin_ns = draw() % 2 == 0 ? -1 : (int64_t)(random_u64() >> 1);
    f->story.conn.number = random_u64();
    f->story.conn.role_reason = (uint8_t)(draw() % (ROLE_FIRST_SENDER + 1));
    f->story.conn.open_form = (uint8_t)(draw() % (OPEN_REFUSED + 1));
    f->story.conn.close_form = (uint8_t)(draw() % (CLOSE_RESET + 1));
    f->story.conn.closer = (uint8_t)(draw() % 2);
    for (unsigned side = 0; side < 2; side++) {
        struct endpoint *const end = &f->story.conn.ends[side];

        end->known = (uint16_t)draw();
        end->mss = (uint16_t)draw();
        end->wscale = (uint8_t)draw();
        end->octets = random_u64();
        end->octets_unique = end->octets >> (draw() % 3);
        for (unsigned i = 0; i < 16; i++)
            f->story.conn.addr[side][i] = (uint8_t)draw();
    }
}

static void test_random_stories(void)
{
    static render_fn *const forms[] = {tl_render_story_text, tl_render_story_table,
                                       tl_render_story_brief, tl_render_live_end};
    bool all = true;

    seed = 2;
    for (unsigned round = 0; round < 1500 && all; round++) {
        struct fixture f;
        struct view view;
        unsigned width;

        random_story(&f);
        width = draw() % 8 == 0 ? 0 : 40 + (unsigned)draw() % 180;
        view = view_of(draw() % 2 == 0 ? "en" : "zh", width, &f.story);
        view.ascii = draw() % 2 == 0;
        view.numbers = (uint8_t)(draw() % 3);
        for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
            render(forms[i], &view, &f.story);
            all &= is_sound(width);
        }
        render(tl_render_story_markdown, &view, &f.story);
        all &= is_sound(0);
        render(tl_render_story_table_markdown, &view, &f.story);
        all &= is_sound(0);
    }
    T_CHECK(all);
}

static void live(struct text *t, const struct view *view, const struct story *story)
{
    for (size_t i = 0; i < story->n_rows; i++)
        tl_render_live_row(t, view, &story->conn, &story->rows[i], story->texts);
}

static void test_live(void)
{
    struct fixture f;
    bool all = true;

    fixture_make(&f);
    for (unsigned width = 40; width <= 200; width++) {
        const struct view view = view_of(width % 2 == 0 ? "en" : "zh", width, &f.story);

        render(live, &view, &f.story);
        all &= is_sound(width);
    }
    T_CHECK(all);
    T_CHECK(says("#1  172.18.0.1:49142 → 172.18.0.2:8080"));
}

static void findings(struct text *t, const struct view *view, const struct story *story)
{
    (void)story;
    tl_render_finding_list(t, view);
    for (unsigned id = 0; id < FINDINGS; id++)
        tl_render_finding(t, view, id);
}

static void test_findings(void)
{
    struct fixture f;
    struct view view;

    fixture_make(&f);
    for (unsigned width = 40; width <= 120; width += 40) {
        view = view_of("en", width, &f.story);
        render(findings, &view, &f.story);
        T_CHECK(is_sound(width));
        view = view_of("zh", width, &f.story);
        render(findings, &view, &f.story);
        T_CHECK(is_sound(width));
    }
}

int main(void)
{
    test_text();
    test_numbers();
    test_dropped();
    test_table();
    test_brief();
    test_colour();
    test_ascii();
    test_random_stories();
    test_live();
    test_findings();
    return t_done();
}
