// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_quiz.c - a story told with holes: of some of its segments one thing is left out and asked
 * for, and only after the answer the segment is shown as the explanation shows it.
 *
 * The story is the only truth: what is right, and why, is what explain/ concluded. Asked for is
 * only what follows from the segments that were shown before.
 */
#include "lib/lab_quiz.h"

#include <string.h>

#include "base/error.h"
#include "base/random.h"
#include "lib/pipeline.h"
#include "render/transcript.h"
#include "render/words.h"

enum { QUESTIONS = 10, BLANKS = 4, ANSWER_MAX = 64 };

/* What a segment was sent again for: the findings that say so, numbered as the question does. */
static const enum finding_id causes[] = {FINDING_FAST_RETRANSMISSION, FINDING_TAIL_LOSS_PROBE,
                                         FINDING_RETRANSMISSION_TIMEOUT};
enum { CAUSES = sizeof causes / sizeof causes[0] };

/**
 * struct quiz - where it stands
 * @options:  *borrowed*
 * @pipeline: *borrowed*
 * @random:   state of the generator
 * @asked, @right: so far
 * @over:     no more answers come
 */
struct quiz {
    const struct tcplens_lab_quiz *options;
    struct pipeline *pipeline;
    uint64_t random;
    unsigned asked, right;
    bool over;
};

/**
 * struct shown - what the segments so far have shown of either side's numbers, relative
 * @next: after the last that it sent
 * @ack:  the newest that it acknowledged
 */
struct shown {
    uint32_t next[2], ack[2];
};

static void show(struct shown *s, const struct row *row)
{
    const uint32_t flags = row->flags & (TCPLENS_SYN | TCPLENS_FIN);
    const uint32_t next = row->rel_seq + row->payload_len + (flags != 0 ? 1 : 0);

    if (row->icmp)
        return;
    if ((int32_t)(next - s->next[row->side]) > 0)
        s->next[row->side] = next;
    if ((row->flags & TCPLENS_ACK) != 0)
        s->ack[row->side] = row->rel_ack;
}

/* A number follows if it goes on where the side had stopped, or at what the other waits for. */
static bool follows(const struct row *row, const struct shown *s)
{
    return row->from_seq.source == SEQ_AFTER ||
           (row->from_seq.source == SEQ_REPEATS && row->rel_seq == s->ack[!row->side]);
}

/* Whoever acknowledges less than all tells what was lost, which nobody can know before. */
static bool acknowledges_all(const struct row *row, const struct shown *s)
{
    return row->from_ack.source == ACK_AFTER && row->rel_ack == s->next[!row->side];
}

/* At random below `n`, the same for the same seed. */
static size_t draw(struct quiz *q, size_t n)
{
    return (size_t)(random_next(&q->random) % n);
}

static bool proves(const struct finding *f, const struct row *row)
{
    for (size_t i = 0; i < f->n_evidence; i++)
        if (f->evidence[i] == row->number)
            return f->side == row->side;
    return false;
}

static bool is_sent_again(const struct row *row)
{
    for (size_t i = 0; i < row->n_tells; i++) {
        const unsigned code = row->tells[i].code;

        if (code == TELL_RETRANSMITS || code == TELL_FAST_RETRANSMITS || code == TELL_SPURIOUS)
            return true;
    }
    return false;
}

/* The finding that says why a segment was sent again, `*cause` its number from 1; NULL if it was
 * not, or nobody knows. */
static const struct finding *find_cause(const struct story *story, const struct row *row,
                                        unsigned *cause)
{
    for (size_t i = 0; i < story->n_findings && is_sent_again(row); i++) {
        for (unsigned k = 0; k < CAUSES; k++) {
            if (story->findings[i].id != causes[k] || !proves(&story->findings[i], row))
                continue;
            *cause = k + 1;
            return &story->findings[i];
        }
    }
    return NULL;
}

/* What can be asked about a segment after what was `shown`; how many. */
static size_t find_blanks(const struct story *story, const struct row *row,
                          const struct shown *shown, enum transcript_blank blanks[BLANKS])
{
    unsigned cause;
    size_t n = 0;

    if (row->icmp)
        return 0;
    if (find_cause(story, row, &cause) != NULL) {
        blanks[0] = BLANK_WORDS;
        return 1;
    }
    for (unsigned side = 0; side < 2; side++)
        if (row->before[side] != row->after[side] && row->after[side] != TCPLENS_STATE_UNKNOWN)
            blanks[n++] = side == SIDE_INITIATOR ? BLANK_CLIENT : BLANK_SERVER;
    if (follows(row, shown))
        blanks[n++] = BLANK_SEQ;
    if (acknowledges_all(row, shown))
        blanks[n++] = BLANK_ACK;
    return n;
}

static const char *question(const struct catalogue *c, enum transcript_blank blank)
{
    switch (blank) {
    case BLANK_SEQ:
        return tr(c, N_("What is its sequence number?"));
    case BLANK_ACK:
        return tr(c, N_("What is its acknowledgment number?"));
    case BLANK_CLIENT:
        return tr(c, N_("In which state is the client after it?"));
    case BLANK_SERVER:
        return tr(c, N_("In which state is the server after it?"));
    case BLANK_WORDS:
    default:
        return tr(c, N_("Why was it sent again? 1: duplicate ACKs told of a loss; 2: to probe "
                        "whether the end was lost; 3: the retransmission timer ran out"));
    }
}

static const char *right_answer(struct draft *d, const struct view *view, const struct story *story,
                                const struct row *row, enum transcript_blank blank)
{
    struct text *const t = draft_begin(d);
    const bool raw = view->numbers == NUMBERS_ABSOLUTE;
    unsigned cause = 0;

    if (blank == BLANK_SEQ)
        text_u64(t, raw ? row->seq.v : row->rel_seq);
    else if (blank == BLANK_ACK)
        text_u64(t, raw ? row->ack.v : row->rel_ack);
    else if (blank != BLANK_WORDS)
        text_str(t, tcplens_state_name(row->after[blank == BLANK_SERVER]));
    else if (find_cause(story, row, &cause) != NULL)
        text_u64(t, cause);
    return draft_end(d);
}

/* The next letter or digit of an answer, a small letter; 0 at its end. */
static int next_letter(const char **s)
{
    for (; **s != '\0'; (*s)++) {
        const char c = **s;

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            (*s)++;
            return c | 0x20; /* digits have that bit */
        }
    }
    return 0;
}

/* "fin wait 1" is FIN-WAIT-1, and "1,449" is 1449. */
static bool is_same(const char *a, const char *b)
{
    int letter;

    do {
        letter = next_letter(&a);
        if (letter != next_letter(&b))
            return false;
    } while (letter != 0);
    return true;
}

static void put_line(struct page *p, enum style style, const char *words)
{
    page_tab(p, 2);
    page_words(p, style, 2, words);
    page_newline(p);
}

static void judge(struct quiz *q, struct page *p, const char *answer, const char *right)
{
    const struct catalogue *const c = p->view->catalogue;
    const struct phrase_arg args[] = {{.name = "answer", .type = PHRASE_STR, .str = right}};
    const bool good = is_same(answer, right);
    struct draft d;

    phrase(draft_begin(&d), good ? tr(c, N_("Right.")) : tr(c, N_("Wrong: it is {answer}.")), args,
           1);
    put_line(p, good ? STYLE_STRONG : STYLE_ERROR, draft_end(&d));
    q->right += good;
}

/* Ask about one segment; false if there was no answer. The segment itself is shown afterwards. */
static bool ask(struct quiz *q, struct page *p, const struct transcript *w,
                const struct story *story, const struct row *row, enum transcript_blank blank)
{
    struct text *const out = &q->pipeline->out;
    char answer[ANSWER_MAX] = "";
    const struct finding *f;
    unsigned cause;
    struct draft d;

    transcript_riddle(p, w, &story->conn, row, blank);
    put_line(p, STYLE_STRONG, question(p->view->catalogue, blank));
    text_str(out, "> ");
    text_flush(out);
    if (out->failed || !q->options->answer(q->options->answer_ctx, answer, sizeof answer)) {
        text_char(out, '\n');
        return false;
    }
    q->asked++;
    judge(q, p, answer, right_answer(&d, p->view, story, row, blank));
    f = blank == BLANK_WORDS ? find_cause(story, row, &cause) : NULL;
    if (f != NULL) {
        words_finding_title(draft_begin(&d), p->view->catalogue, f);
        put_line(p, STYLE_PLAIN, draft_end(&d));
    }
    return true;
}

static size_t count_askable(const struct story *story)
{
    enum transcript_blank blanks[BLANKS];
    struct shown shown = {{0, 0}, {0, 0}};
    size_t n = 0;

    for (size_t i = 0; i < story->n_rows; i++) {
        n += find_blanks(story, &story->rows[i], &shown, blanks) > 0;
        show(&shown, &story->rows[i]);
    }
    return n;
}

/* The pipeline's tell_story. Of the segments that can be asked about each has the same chance;
 * after the last question the rest is not shown. */
static void tell(void *ctx, const struct story *story)
{
    struct quiz *const q = ctx;
    const unsigned max = q->options->max != 0 ? q->options->max : QUESTIONS;
    size_t left = count_askable(story), wanted = max - q->asked < left ? max - q->asked : left;
    struct view view = q->pipeline->view;
    struct shown shown = {{0, 0}, {0, 0}};
    struct transcript w;
    struct page page;

    view.t0_ns = story->conn.first_ns;
    page_init(&page, &q->pipeline->out, &view);
    transcript_measure(&w, &view, story->rows, story->n_rows);
    if (wanted > 0 && !q->over)
        transcript_heading(&page, &w);
    for (size_t i = 0; i < story->n_rows && wanted > 0 && !q->over; i++) {
        const struct row *const row = &story->rows[i];
        enum transcript_blank blanks[BLANKS];
        const size_t n = find_blanks(story, row, &shown, blanks);

        show(&shown, row);
        if (n > 0 && draw(q, left--) < wanted) {
            wanted--;
            q->over = !ask(q, &page, &w, story, row, blanks[draw(q, n)]);
        }
        if (!q->over)
            transcript_row(&page, &w, &story->conn, row, story->texts);
    }
}

/* How it went. */
static void conclude(const struct quiz *q)
{
    const struct catalogue *const c = q->pipeline->view.catalogue;
    const struct phrase_arg args[] = {
        {.name = "right", .type = PHRASE_COUNT, .u = q->right},
        {.name = "asked", .type = PHRASE_COUNT, .u = q->asked},
    };
    struct page page;
    struct draft d;

    page_init(&page, &q->pipeline->out, &q->pipeline->view);
    phrase(draft_begin(&d), tr(c, N_("Right answers: {right} of {asked}")), args, 2);
    page_newline(&page);
    put_line(&page, STYLE_STRONG, draft_end(&d));
}

enum tcplens_status tl_lab_quiz(const char *path, const struct tcplens_lab_options *options,
                                tcplens_sink *sink, void *sink_ctx, struct tcplens_error *err)
{
    struct quiz q = {.options = options->quiz, .random = options->quiz->seed};
    enum tcplens_status status =
        tl_pipeline_new(&q.pipeline, &options->explain, sink, sink_ctx, err);

    if (status != TCPLENS_OK)
        return status;
    q.pipeline->tell_story = tell;
    q.pipeline->tell_ctx = &q;
    status = tl_pipeline_tell_file(q.pipeline, path, err);
    conclude(&q);
    status = tl_finish_output(&q.pipeline->out, status, err);
    tl_pipeline_free(q.pipeline);
    return status;
}
