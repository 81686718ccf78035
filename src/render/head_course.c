// SPDX-License-Identifier: BSD-3-Clause
/* head_course.c - how a connection was opened, how it was closed, and the states it left. */
#include "render/head_parts.h"
#include "render/words.h"

void head_put_opened(struct text *t, const struct catalogue *c, const struct story *story)
{
    const struct conn *const conn = &story->conn;
    /* Some captures write the SYN after the SYN-ACK. */
    const bool reversed = conn->first_frame == conn->syn_ack_frame;
    const int64_t began_ns = reversed ? conn->first_ns : conn->syn_ns;
    const struct phrase_arg args[] = {
        {.name = "syn", .type = PHRASE_U64, .u = reversed ? conn->first_frame : conn->syn_frame},
        {.name = "last", .type = PHRASE_U64, .u = conn->open_frame},
        {.name = "time", .type = PHRASE_SPAN_NS, .ns = conn->open_ns - began_ns},
        {.name = "a", .type = PHRASE_U64, .u = conn->ends[0].first_frame},
        {.name = "b", .type = PHRASE_U64, .u = conn->ends[1].first_frame},
    };
    const char *id = N_("before the capture began");

    switch ((enum open_form)conn->open_form) {
    case OPEN_NOT_SEEN:
        break;
    case OPEN_THREE_WAY:
        id = N_("frames {syn}–{last}: three-way handshake in {time}");
        break;
    case OPEN_SIMULTANEOUS:
        id = N_("frames {a} and {b}: both sides sent a SYN before they had the other's "
                "(simultaneous open)");
        break;
    case OPEN_FAST:
        id = N_("frames {syn}–{last}: with data in the SYN (TCP Fast Open)");
        break;
    case OPEN_UNFINISHED:
        id = N_("frame {syn} asks; the handshake was not completed");
        break;
    case OPEN_REFUSED:
        id = N_("frame {syn} asks; a RST refuses");
        break;
    }
    phrase(t, tr(c, id), args, sizeof(args) / sizeof(args[0]));
}

/* The sentence for a close by FINs or RST. */
static const char *closed_template(const struct conn *conn)
{
    switch ((enum close_form)conn->close_form) {
    case CLOSE_FOUR_SEGMENTS:
        return N_("frames {first}–{last}: by {closer} first, in four steps");
    case CLOSE_THREE_SEGMENTS:
        return N_("frames {first}–{last}: by {closer}, in three segments: {other}'s ACK and FIN "
                  "are one (frame {second})");
    case CLOSE_SIMULTANEOUS:
        return N_("frames {first}–{last}: by both at once, the FINs {first} and {second} crossed");
    case CLOSE_HALF:
        return N_("half: frame {first} has {closer}'s FIN, {other}'s was not captured");
    case CLOSE_RESET:
        return N_("aborted by {closer}: RST in frame {rst}");
    case CLOSE_NOT_SEEN:
        break;
    }
    return N_("not while it was captured");
}

void head_put_closed(struct text *t, const struct catalogue *c, const struct story *story)
{
    const struct conn *const conn = &story->conn;
    const struct phrase_arg args[] = {
        {.name = "first", .type = PHRASE_U64, .u = story->fin_frame[conn->closer]},
        {.name = "second", .type = PHRASE_U64, .u = story->fin_frame[!conn->closer]},
        {.name = "last", .type = PHRASE_U64, .u = conn->close_frame},
        {.name = "rst", .type = PHRASE_U64, .u = story->rst_frame},
        {.name = "closer", .type = PHRASE_STR, .str = words_the_side(c, conn->closer)},
        {.name = "other", .type = PHRASE_STR, .str = words_the_side(c, !conn->closer)},
        {.name = "time", .type = PHRASE_SPAN_NS, .ns = story->fin_to_fin_ns},
    };

    if (conn->open_form == OPEN_REFUSED || conn->open_form == OPEN_UNFINISHED)
        return;
    phrase(t, tr(c, closed_template(conn)), args, sizeof(args) / sizeof(args[0]));
    if (story->fin_to_fin_ns >= 0)
        phrase(t, tr(c, N_("; half-closed for {time} from FIN to FIN")), args,
               sizeof(args) / sizeof(args[0]));
}

static void put_state(struct text *t, const struct catalogue *c, const struct conn *conn,
                      unsigned side)
{
    const enum tcplens_state state = conn->ends[side].state;

    text_str(t, words_side(c, side));
    text_char(t, ' ');
    text_str(t, tcplens_state_name(state));
    if (state == TCPLENS_TIME_WAIT)
        text_str(t, tr(c, N_(" (for 2·MSL)")));
}

void head_put_left_in(struct text *t, const struct catalogue *c, const struct story *story)
{
    put_state(t, c, &story->conn, SIDE_INITIATOR);
    text_str(t, tr(c, N_(", ")));
    put_state(t, c, &story->conn, SIDE_RESPONDER);
    if (story->evicted)
        text_str(t,
                 tr(c, N_("; forgotten early, the table was full: what came after is not told")));
}
