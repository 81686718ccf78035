// SPDX-License-Identifier: BSD-3-Clause
/*
 * Ladders of a story made by hand: what is folded, cut and marked, where rungs stand, and what
 * holds of every writer's output.
 */
#include "picture/ladder.h"

#include <string.h>

#include "render/fixture.h"
#include "tap.h"

enum { WIDTH_MIN = 40 };

static char buf[1 << 19];
static struct fixture fixture;

static struct ladder_options everything(void)
{
    return (struct ladder_options){
        .from_ns = INT64_MIN, .to_ns = INT64_MAX, .to_frame = UINT64_MAX, .max_rungs = 1000};
}

static struct view view_of(const char *lang, unsigned width)
{
    return (struct view){.catalogue = tl_catalogue(lang), .width = width};
}

static void make(struct ladder *l, const struct ladder_options *o, const struct view *view)
{
    tl_ladder_begin(l, o, view);
    tl_ladder_add(l, &fixture.story);
    tl_ladder_arrange(l);
}

typedef void write_fn(struct text *t, const struct ladder *l);

static const char *written(write_fn *fn, const struct ladder *l)
{
    struct text t;

    text_init(&t, buf, sizeof buf - 1, NULL, NULL);
    fn(&t, l);
    buf[t.len] = '\0';
    return buf;
}

static bool says(const char *what)
{
    const bool found = strstr(buf, what) != NULL;

    if (!found)
        printf("# \"%s\" is not in %.60s…\n", what, buf);
    return found;
}

static void test_all_rows(void)
{
    const struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    make(&l, &o, &view);
    T_CHECK(l.n_rungs == FIXTURE_ROWS && l.n_lanes == 2 && !l.failed);
    T_CHECK(l.rungs[0].heads_phase && l.rungs[3].heads_phase && l.rungs[9].heads_phase);
    T_CHECK(!l.rungs[1].heads_phase && !l.rungs[11].heads_phase);
    T_CHECK(l.rungs[0].shows_state[0] && l.rungs[0].shows_state[1]);
    T_CHECK(!l.rungs[4].shows_state[0] && !l.rungs[4].shows_state[1]);
    T_CHECK((l.rungs[3].marks & MARK_LANDMARK) != 0 && l.rungs[4].marks == 0);
    tl_ladder_fini(&l);
}

static void test_fold(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    o.fold = true;
    make(&l, &o, &view);
    /* Frames 7, 8 and 9 are ordinary; 5 alone is, between two landmarks. */
    T_CHECK(l.n_rungs == FIXTURE_ROWS - 2);
    T_CHECK(l.rungs[6].kind == RUNG_FOLD && l.rungs[6].row->number == 7);
    T_CHECK(l.rungs[6].last->number == 9 && l.rungs[6].sum.segments[0] == 2);
    T_CHECK(l.rungs[6].sum.segments[1] == 1 && l.rungs[6].sum.octets[1] == 13);
    T_CHECK(l.rungs[6].newest[0]->number == 9 && l.rungs[6].oldest[0]->number == 7);
    (void)written(tl_ladder_text, &l);
    T_CHECK(says("2 ACKs  ack 249") && says("1 segment, 13 B  seq 236:249"));
    tl_ladder_fini(&l);
}

static void test_cut(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    o.max_rungs = 5;
    make(&l, &o, &view);
    T_CHECK(l.n_rungs == 5 && l.rungs[2].kind == RUNG_ABSENT);
    T_CHECK(l.rungs[1].row->number == 2 && l.rungs[3].row->number == 11);
    T_CHECK(l.rungs[2].sum.segments[0] + l.rungs[2].sum.segments[1] == 8);
    T_CHECK(l.rungs[2].sum.octets[0] == 74 && l.rungs[2].sum.octets[1] == 248);
    (void)written(tl_ladder_text, &l);
    T_CHECK(says("… 8 segments not shown …  → 74 B  ← 248 B"));
    tl_ladder_fini(&l);
}

/* A story whose middle the teller had to drop: counted by what the connection sent in all. */
static void test_dropped(void)
{
    const struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    fixture.story.rows_head = 6;
    fixture.story.rows_dropped = 90;
    fixture.story.conn.ends[1].segs += 90;
    fixture.story.conn.ends[1].octets += 90000;
    make(&l, &o, &view);
    T_CHECK(l.n_rungs == FIXTURE_ROWS + 1 && l.rungs[6].kind == RUNG_ABSENT);
    T_CHECK(l.rungs[6].sum.segments[0] == 0 && l.rungs[6].sum.segments[1] == 90);
    T_CHECK(l.rungs[6].sum.octets[1] == 90000);
    tl_ladder_fini(&l);
    fixture_make(&fixture);
}

static void test_range(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    o.from_frame = 4;
    o.to_ns = 2800000;
    make(&l, &o, &view);
    T_CHECK(l.n_rungs == 4 && l.rungs[0].row->number == 4 && l.rungs[3].row->number == 7);
    tl_ladder_fini(&l);
    o.from_frame = 99;
    make(&l, &o, &view);
    T_CHECK(l.n_rungs == 0);
    tl_ladder_fini(&l);
}

/* Frame 8 sends again what frame 6 sent; whether that arrived is shown by the ACK of frame 7. */
static void test_sent_again(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    fixture.rows[7].tells[0] = (struct tell){.code = TELL_RETRANSMITS, .frame = 6, .ns = 69000};
    make(&l, &o, &view);
    T_CHECK((l.rungs[7].marks & MARK_AGAIN) != 0 && l.rungs[5].again_in == 8);
    T_CHECK((l.rungs[5].marks & (MARK_LOST | MARK_REPEATED)) == MARK_REPEATED);
    tl_ladder_fini(&l);
    o.to_frame = 7; /* what comes after the picture is known all the same */
    make(&l, &o, &view);
    T_CHECK(l.n_rungs == 7 && l.rungs[5].again_in == 8);
    tl_ladder_fini(&l);
    o.to_frame = UINT64_MAX;
    fixture.rows[6].rel_ack = 1;
    make(&l, &o, &view);
    T_CHECK((l.rungs[5].marks & (MARK_LOST | MARK_REPEATED)) == MARK_LOST);
    (void)written(tl_ladder_text, &l);
    T_CHECK(says("not acknowledged: sent again in frame 8") && says("╳"));
    (void)written(tl_ladder_mermaid, &l);
    T_CHECK(says("h1-xh0: PSH ACK") && says("h1-->>h0: PSH ACK"));
    tl_ladder_fini(&l);
    fixture_make(&fixture);
}

/* Downwards in the order of time, no arrow upwards, and no answer before what it answers. */
static void test_places(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    for (o.time = LADDER_EVEN; o.time <= LADDER_LOG; o.time++) {
        bool falls = true, below = true, causal = true;

        make(&l, &o, &view);
        for (size_t i = 0; i < l.n_rungs; i++) {
            const struct rung *const r = &l.rungs[i];

            below &= i == 0 || r->place >= r[-1].place + PLACE_ROW;
            falls &= r->sent <= r->place && r->place <= r->arrived && r->arrived <= l.height;
            if (i > 0 && r->row->side != r[-1].row->side)
                causal &= r->sent >= r[-1].arrived - 1; /* rounding */
        }
        T_CHECK(below && falls && causal && l.sloped);
        tl_ladder_fini(&l);
    }
    fixture.story.conn.est_rtt_initiator_ns = 0;
    fixture.rows[2].n_tells = fixture.rows[6].n_tells = fixture.rows[8].n_tells = 0;
    fixture.rows[11].n_tells = 0; /* no answer of the initiator's is left */
    o.time = LADDER_EVEN;
    make(&l, &o, &view);
    T_CHECK(!l.sloped && l.rungs[0].sent == l.rungs[0].arrived);
    (void)written(tl_ladder_svg, &l);
    T_CHECK(says("The arrows are level"));
    tl_ladder_fini(&l);
    fixture_make(&fixture);
}

/* A pause much longer than a round trip is cut in true time, and its length is written. */
static void test_pause(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    for (unsigned i = 9; i < FIXTURE_ROWS; i++)
        fixture.rows[i].ts_ns += INT64_C(5000000000);
    o.time = LADDER_TRUE;
    make(&l, &o, &view);
    T_CHECK(l.rungs[9].cut && l.rungs[9].gap <= 8 * PLACE_ROW && !l.rungs[1].cut);
    (void)written(tl_ladder_text, &l);
    T_CHECK(says("┊  5.00 s") || says("┊  5.00\u00a0s"));
    tl_ladder_fini(&l);
    fixture_make(&fixture);
}

static void test_hosts(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    o.hosts = true;
    tl_ladder_begin(&l, &o, &view);
    for (unsigned i = 0; i < 9; i++) {
        fixture.story.conn.number = i + 1;
        fixture.story.conn.addr[0][15] = (uint8_t)(10 + i);
        tl_ladder_add(&l, &fixture.story);
    }
    memset(fixture.rows, 0, sizeof fixture.rows); /* the ladder has copies */
    tl_ladder_arrange(&l);
    T_CHECK(l.n_lanes == LANES_MAX && l.stories == 7 && l.stories_left == 2);
    T_CHECK(l.n_rungs == 7 * FIXTURE_ROWS && l.story == NULL);
    T_CHECK(l.rungs[0].row->number == 1 && l.rungs[6].row->number == 1);
    (void)written(tl_ladder_text, &l);
    T_CHECK(says("172.18.0.2") && says("172.18.0.16"));
    tl_ladder_fini(&l);
    fixture_make(&fixture);
}

static void test_self(void)
{
    struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    memcpy(fixture.story.conn.addr[1], fixture.story.conn.addr[0], 16);
    o.hosts = true;
    make(&l, &o, &view);
    T_CHECK(l.n_lanes == 2 && l.lanes[0].port == 0 && l.lanes[1].port == 8080);
    tl_ladder_fini(&l);
    fixture_make(&fixture);
}

/* Whether no line is wider than the view, and no control character and no placeholder is left. */
static bool is_sound(unsigned width)
{
    const char *line = buf;

    for (const char *p = buf; *p != '\0'; p++) {
        if (*p == '{' || *p == 0x7f || ((unsigned char)*p < 0x20 && *p != '\n'))
            return false;
        if (*p != '\n')
            continue;
        if (text_columns(line, (size_t)(p - line)) > width) {
            printf("# wider than %u: %.*s\n", width, (int)(p - line), line);
            return false;
        }
        line = p + 1;
    }
    return true;
}

static void test_widths(void)
{
    static const char *const langs[] = {"en", "zh"};
    struct ladder_options o = everything();
    bool sound = true, ascii = true;

    for (unsigned width = WIDTH_MIN; width <= 200; width++) {
        for (unsigned i = 0; i < 8; i++) {
            struct view view = view_of(langs[i & 1], width);
            struct ladder l;

            view.ascii = (i & 2) != 0;
            o.fold = (i & 4) != 0;
            make(&l, &o, &view);
            (void)written(tl_ladder_text, &l);
            sound &= is_sound(width);
            for (const char *p = buf; view.ascii && (i & 1) == 0 && *p != '\0'; p++)
                ascii &= (*p & 0x80) == 0;
            tl_ladder_fini(&l);
        }
    }
    T_CHECK(sound && ascii);
}

/* What a capture says stays text in every format. */
static void test_hostile(void)
{
    const struct ladder_options o = everything();
    const struct view view = view_of("en", 100);
    struct ladder l;

    fixture.story.texts = "\0</text><script>end;&\"'#\000200 OK";
    fixture.rows[3].tells[0].text = 1;
    make(&l, &o, &view);
    (void)written(tl_ladder_svg, &l);
    T_CHECK(strstr(buf, "<script") == NULL &&
            says("&lt;/text&gt;&lt;script&gt;end;&amp;&quot;&#39;#"));
    (void)written(tl_ladder_html, &l);
    T_CHECK(strstr(buf, "<script") == NULL && says("&lt;script&gt;"));
    (void)written(tl_ladder_mermaid, &l);
    T_CHECK(says("#60;/text#62;#60;script#62;#101;nd#59;#38;#34;#39;#35;"));
    tl_ladder_fini(&l);
    fixture_make(&fixture);
}

int main(void)
{
    fixture_make(&fixture);
    test_all_rows();
    test_fold();
    test_cut();
    test_dropped();
    test_range();
    test_sent_again();
    test_places();
    test_pause();
    test_hosts();
    test_self();
    test_widths();
    test_hostile();
    return t_done();
}
