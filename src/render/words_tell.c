// SPDX-License-Identifier: BSD-3-Clause
/*
 * words_tell.c - what a segment does, in words: one table from code to sentence.
 *
 * A code may have several wordings; the first whose needs the tell meets is taken, so the one that
 * needs nothing stands last. In all of them {n} and {m} are amounts, {isn} and {number} are n and
 * the row's ack as numbers, {time} is ns, {text} is harmless text of the network's.
 */
#include "render/words.h"

enum {
    PREVIEW_COLUMNS = 40,
    PREVIEW_CAP = STORY_TEXT_MAX + 4, /* with "…" and a NUL */
};

/* Bits of wording.needs: what a tell must have. */
enum need {
    NEED_FRAME = 1 << 0,
    NEED_RANGE = 1 << 1, /* frame2, and it is another than frame */
    NEED_TIME = 1 << 2,
    NEED_TEXT = 1 << 3,
    NEED_M = 1 << 4,
};

/**
 * struct wording - of one code
 * @code:  enum tell_code
 * @needs: enum need
 * @one, @many: message IDs; @many NULL where no number decides
 */
struct wording {
    uint8_t code, needs;
    const char *one, *many;
};

static const struct wording wordings[] = {
    /* opening */
    {TELL_ASKS_TO_OPEN, NEED_M, N_("handshake 1 of {m}: asks to open; ISN {isn}, chosen at random"),
     NULL},
    {TELL_ASKS_TO_OPEN, 0, N_("handshake 1 of 3: asks to open; ISN {isn}, chosen at random"), NULL},
    {TELL_ASKS_AGAIN, NEED_FRAME | NEED_TIME,
     N_("asks again {time} after frame {frame}: no answer had come"), NULL},
    {TELL_ASKS_AGAIN, 0, N_("asks again: no answer had come"), NULL},
    {TELL_AGREES, NEED_TIME,
     N_("handshake 2 of 3: agrees after {time}; ISN {isn}, chosen at random"), NULL},
    {TELL_AGREES, 0, N_("handshake 2 of 3: agrees; ISN {isn}, chosen at random"), NULL},
    {TELL_AGREES_AGAIN, NEED_FRAME | NEED_TIME,
     N_("agrees again {time} after frame {frame}: no ACK had come"), NULL},
    {TELL_AGREES_AGAIN, 0, N_("agrees again: no ACK had come"), NULL},
    {TELL_COMPLETES_HANDSHAKE, NEED_TIME, N_("handshake 3 of 3: open, after {time}"), NULL},
    {TELL_COMPLETES_HANDSHAKE, 0, N_("handshake 3 of 3: open"), NULL},
    {TELL_CROSSES_SYN, 0,
     N_("handshake 2 of 4: crosses the SYN of frame {frame}, both ask at once (simultaneous open); "
        "ISN {isn}, chosen at random"),
     NULL},
    {TELL_AGREES_CROSSING, 0, N_("handshake {isn} of 4: agrees to the SYN of frame {frame}"), NULL},
    {TELL_FAST_OPEN_COOKIE_REQUEST, 0, N_("asks for a Fast Open cookie"), NULL},
    {TELL_FAST_OPEN_DATA, 0,
     N2_("sends {n} byte within the SYN (Fast Open)",
         "sends {n} bytes within the SYN (Fast Open)")},
    {TELL_FAST_OPEN_ACCEPTED, 0, N_("accepts the data of the SYN (Fast Open)"), NULL},
    {TELL_FAST_OPEN_IGNORED, 0,
     N_("acknowledges the SYN but not its data, which must be sent again"), NULL},
    /* data */
    {TELL_SENDS, NEED_TEXT, N2_("sends {n} byte: “{text}”", "sends {n} bytes: “{text}”")},
    {TELL_SENDS, 0, N2_("sends {n} byte", "sends {n} bytes")},
    {TELL_SENDS_MORE, NEED_FRAME | NEED_TEXT,
     N2_("continues frame {frame} with {n} byte: “{text}”",
         "continues frame {frame} with {n} bytes: “{text}”")},
    {TELL_SENDS_MORE, NEED_FRAME,
     N2_("continues frame {frame} with {n} byte", "continues frame {frame} with {n} bytes")},
    {TELL_SENDS_MORE, 0, N2_("continues with {n} byte", "continues with {n} bytes")},
    {TELL_HTTP_REQUEST, 0, N_("HTTP request {text}"), NULL},
    {TELL_HTTP_RESPONSE, NEED_FRAME | NEED_TIME,
     N_("HTTP response {text}, {time} after the request of frame {frame}"), NULL},
    {TELL_HTTP_RESPONSE, 0, N_("HTTP response {text}"), NULL},
    {TELL_TLS_CLIENT_HELLO, NEED_TEXT, N_("TLS Client Hello: asks for {text}"), NULL},
    {TELL_TLS_CLIENT_HELLO, 0, N_("TLS Client Hello"), NULL},
    {TELL_TLS_SERVER_HELLO, 0, N_("TLS Server Hello"), NULL},
    {TELL_TLS_RECORD, 0, N_("TLS record"), NULL},
    {TELL_TLS_ALERT, NEED_TEXT, N_("TLS alert {isn}: {text}"), NULL},
    {TELL_TLS_ALERT, 0, N_("TLS alert"), NULL},
    {TELL_SSH_BANNER, 0, N_("names its SSH version: {text}"), NULL},
    {TELL_APP_LINE, 0, N_("says “{text}”"), NULL},
    {TELL_DNS_QUERY, 0, N_("DNS query for {text}"), NULL},
    {TELL_DNS_RESPONSE, NEED_FRAME | NEED_TIME,
     N_("DNS response for {text}, {time} after the query of frame {frame}"), NULL},
    {TELL_DNS_RESPONSE, 0, N_("DNS response for {text}"), NULL},
    {TELL_URGENT, 0,
     N2_("urgent: the byte that matters is byte {n} of this segment",
         "urgent: the byte that matters is byte {n} of this segment")},
    {TELL_SUPER_SEGMENT, 0,
     N2_("larger than the MSS: stands for {n} segment on the wire (offload)",
         "larger than the MSS: stands for {n} segments on the wire (offload)")},
    /* acknowledging */
    {TELL_ACKS, NEED_RANGE | NEED_TIME,
     N2_("acknowledges frames {frame}–{frame2} ({n} byte), {time} after the last",
         "acknowledges frames {frame}–{frame2} ({n} bytes), {time} after the last")},
    {TELL_ACKS, NEED_RANGE,
     N2_("acknowledges frames {frame}–{frame2} ({n} byte)",
         "acknowledges frames {frame}–{frame2} ({n} bytes)")},
    {TELL_ACKS, NEED_FRAME | NEED_TIME,
     N2_("acknowledges frame {frame} ({n} byte) after {time}",
         "acknowledges frame {frame} ({n} bytes) after {time}")},
    {TELL_ACKS, NEED_FRAME,
     N2_("acknowledges frame {frame} ({n} byte)", "acknowledges frame {frame} ({n} bytes)")},
    {TELL_ACKS, 0, N2_("acknowledges {n} byte", "acknowledges {n} bytes")},
    {TELL_DUP_ACK, NEED_FRAME,
     N2_("duplicate ACK {n} of frame {frame}: still waits for {number}",
         "duplicate ACK {n} of frame {frame}: still waits for {number}")},
    {TELL_DUP_ACK, 0,
     N2_("duplicate ACK {n}: still waits for {number}",
         "duplicate ACK {n}: still waits for {number}")},
    {TELL_SACKS, 0,
     N2_("holds {n} byte beyond a gap (SACK)", "holds {n} bytes beyond a gap (SACK)")},
    {TELL_D_SACK, 0,
     N2_("got {n} byte twice and says so (D-SACK)", "got {n} bytes twice and says so (D-SACK)")},
    {TELL_NOTHING_NEW, NEED_FRAME, N_("says nothing that frame {frame} had not said"), NULL},
    {TELL_NOTHING_NEW, 0, N_("says nothing new"), NULL},
    {TELL_WINDOW_UPDATE, NEED_M,
     N2_("window update: room for {n} byte, {m} before",
         "window update: room for {n} bytes, {m} before")},
    {TELL_WINDOW_UPDATE, 0,
     N2_("window update: room for {n} byte again", "window update: room for {n} bytes again")},
    {TELL_ZERO_WINDOW, 0, N_("zero window: no room left, the other side must wait"), NULL},
    {TELL_ZERO_WINDOW_PROBE, NEED_FRAME | NEED_TIME,
     N_("zero-window probe, {time} after frame {frame} closed the window"), NULL},
    {TELL_ZERO_WINDOW_PROBE, 0, N_("zero-window probe"), NULL},
    {TELL_ZERO_WINDOW_PROBE_ACK, NEED_FRAME, N_("answers the zero-window probe of frame {frame}"),
     NULL},
    {TELL_ZERO_WINDOW_PROBE_ACK, 0, N_("answers the zero-window probe"), NULL},
    {TELL_WINDOW_FULL, 0,
     N2_("fills the receiver's window: {n} byte in flight",
         "fills the receiver's window: {n} bytes in flight")},
    {TELL_KEEP_ALIVE, NEED_TIME, N_("keep-alive probe after {time} of silence"), NULL},
    {TELL_KEEP_ALIVE, 0, N_("keep-alive probe"), NULL},
    {TELL_KEEP_ALIVE_ACK, NEED_FRAME, N_("answers the keep-alive probe of frame {frame}"), NULL},
    {TELL_KEEP_ALIVE_ACK, 0, N_("answers the keep-alive probe"), NULL},
    {TELL_CHALLENGE_ACK, NEED_FRAME,
     N_("challenge ACK: frame {frame} is not accepted, this is where it stands"), NULL},
    {TELL_CHALLENGE_ACK, 0, N_("challenge ACK: this is where it stands"), NULL},
    {TELL_ECN_ECHO, 0, N_("reports congestion on the way to it (ECE)"), NULL},
    {TELL_CWR, 0, N_("has slowed down (CWR)"), NULL},
    /* what went wrong */
    {TELL_RETRANSMITS, NEED_FRAME | NEED_TIME, N_("retransmits frame {frame}, {time} later"), NULL},
    {TELL_RETRANSMITS, NEED_FRAME, N_("retransmits frame {frame}"), NULL},
    {TELL_RETRANSMITS, 0,
     N2_("retransmits {n} byte whose first copy is not known",
         "retransmits {n} bytes whose first copy is not known")},
    {TELL_FAST_RETRANSMITS, NEED_FRAME | NEED_TIME,
     N_("fast retransmission of frame {frame}, {time} later, after {m} duplicate ACKs"), NULL},
    {TELL_FAST_RETRANSMITS, 0, N_("fast retransmission after {m} duplicate ACKs"), NULL},
    {TELL_SPURIOUS, NEED_FRAME | NEED_RANGE,
     N_("needless retransmission of frame {frame}: frame {frame2} had acknowledged it"), NULL},
    {TELL_SPURIOUS, NEED_FRAME,
     N_("needless retransmission of frame {frame}: it had been acknowledged"), NULL},
    {TELL_SPURIOUS, 0, N_("needless retransmission: it had been acknowledged"), NULL},
    {TELL_OUT_OF_ORDER, 0,
     N2_("out of order: {n} byte overtaken on the way fills a gap",
         "out of order: {n} bytes overtaken on the way fill a gap")},
    {TELL_FILLS_PARTLY_NEW, NEED_FRAME,
     N2_("repeats the end of frame {frame} and adds {n} new byte",
         "repeats the end of frame {frame} and adds {n} new bytes")},
    {TELL_FILLS_PARTLY_NEW, 0,
     N2_("repeats old bytes and adds {n} new one", "repeats old bytes and adds {n} new ones")},
    {TELL_DUP_CAPTURE, NEED_FRAME, N_("frame {frame} captured once more: it counts once"), NULL},
    {TELL_DUP_CAPTURE, 0, N_("captured twice: it counts once"), NULL},
    {TELL_AFTER_GAP, 0,
     N2_("{n} byte before it was not captured", "{n} bytes before it were not captured")},
    {TELL_ACKS_UNSEEN, 0,
     N2_("acknowledges {n} byte that was not captured",
         "acknowledges {n} bytes that were not captured")},
    {TELL_SYN_WHILE_OPEN, 0,
     N_("a SYN within an open connection: it opens nothing and draws a challenge ACK"), NULL},
    {TELL_INEXACT_RST, 0,
     N_("a RST within the window, but not of the next number: it draws a challenge ACK"), NULL},
    {TELL_UNACCEPTABLE, 0, N_("outside the window: the receiver ignores it"), NULL},
    /* closing */
    {TELL_CLOSES, NEED_M, N_("closes: step {n} of {m}: has nothing more to send"), NULL},
    {TELL_CLOSES, 0, N_("closes: step {n}: has nothing more to send"), NULL},
    {TELL_CLOSES_AND_ACKS_FIN, NEED_M | NEED_FRAME | NEED_TIME,
     N_("closes: step {n} of {m}: acknowledges the FIN of frame {frame} after {time} and sends its "
        "own, two steps in one segment"),
     NULL},
    {TELL_CLOSES_AND_ACKS_FIN, 0, N_("closes too and acknowledges the other FIN: two steps in one"),
     NULL},
    {TELL_CLOSE_CONFIRMED, NEED_M | NEED_FRAME | NEED_TIME,
     N_("closes: step {n} of {m}: acknowledges the FIN of frame {frame} after {time}"), NULL},
    {TELL_CLOSE_CONFIRMED, NEED_FRAME | NEED_TIME,
     N_("closes: step {n}: acknowledges the FIN of frame {frame} after {time}"), NULL},
    {TELL_CLOSE_CONFIRMED, NEED_FRAME, N_("acknowledges the FIN of frame {frame}"), NULL},
    {TELL_CLOSE_CONFIRMED, 0, N_("acknowledges the FIN"), NULL},
    {TELL_CLOSES_AGAIN, NEED_FRAME | NEED_TIME,
     N_("sends its FIN again, {time} after frame {frame}: no ACK had come"), NULL},
    {TELL_CLOSES_AGAIN, 0, N_("sends its FIN again: no ACK had come"), NULL},
    {TELL_CROSSES_FIN, NEED_FRAME,
     N_("crosses the FIN of frame {frame}: both close at once (simultaneous close)"), NULL},
    {TELL_CROSSES_FIN, 0, N_("crosses the other FIN: both close at once (simultaneous close)"),
     NULL},
    {TELL_REFUSES, NEED_FRAME, N_("refuses frame {frame}: nobody listens on this port"), NULL},
    {TELL_REFUSES, 0, N_("refuses: nobody listens on this port"), NULL},
    {TELL_ABORTS, NEED_FRAME, N_("aborts the connection (RST) in answer to frame {frame}"), NULL},
    {TELL_ABORTS, 0, N_("aborts the connection (RST)"), NULL},
    {TELL_ABORTS_UNREAD, NEED_FRAME,
     N_("aborts the connection (RST): the data of frame {frame} was never read"), NULL},
    {TELL_ABORTS_UNREAD, 0, N_("aborts the connection (RST) with data left unread"), NULL},
    {TELL_RST_NO_CONNECTION, NEED_FRAME,
     N_("rejects frame {frame} (RST): the connection is no more"), NULL},
    {TELL_RST_NO_CONNECTION, 0, N_("RST: the connection is no more"), NULL},
    {TELL_DATA_AFTER_CLOSE, 0,
     N2_("sends {n} byte to a side that has closed", "sends {n} bytes to a side that has closed")},
    /* around it */
    {TELL_CHECKSUM_WRONG, 0, N_("wrong checksum: the receiver drops it"), NULL},
    {TELL_RST_CAUSE, NEED_TEXT, N_("its reason: “{text}”"), NULL},
    {TELL_RST_CAUSE, 0, N2_("carries {n} byte of explanation", "carries {n} bytes of explanation")},
    {TELL_MID_CAPTURE, 0, N_("the capture begins here: the connection was open before"), NULL},
    {TELL_ICMP_ERROR, NEED_FRAME | NEED_M,
     N_("ICMP error about frame {frame}: {text}, {m} bytes fit"), NULL},
    {TELL_ICMP_ERROR, NEED_FRAME, N_("ICMP error about frame {frame}: {text}"), NULL},
    {TELL_ICMP_ERROR, NEED_M, N_("ICMP error: {text}, {m} bytes fit"), NULL},
    {TELL_ICMP_ERROR, 0, N_("ICMP error: {text}"), NULL},
};

static unsigned needs_met_by(const struct tell *tell)
{
    unsigned met = 0;

    if (tell->frame != 0)
        met |= NEED_FRAME;
    if (tell->frame2 != 0 && tell->frame2 != tell->frame)
        met |= NEED_RANGE;
    if (tell->ns >= 0)
        met |= NEED_TIME;
    if (tell->text != 0)
        met |= NEED_TEXT;
    if (tell->m != 0)
        met |= NEED_M;
    return met;
}

/* The wording for a tell; NULL only for TELL_NONE. */
static const struct wording *find_wording(const struct tell *tell)
{
    const unsigned met = needs_met_by(tell);

    for (size_t i = 0; i < sizeof(wordings) / sizeof(wordings[0]); i++)
        if (wordings[i].code == tell->code && (wordings[i].needs & ~met) == 0)
            return &wordings[i];
    return NULL;
}

/* The beginning of a payload's text: enough to know it by, and the row stays a line. */
static const char *preview(char buf[PREVIEW_CAP], const char *s)
{
    struct text t;
    size_t n = 0;

    while (s[n] != '\0') {
        size_t next = n + 1;

        while (((unsigned char)s[next] & 0xc0) == 0x80) /* the rest of a UTF-8 character */
            next++;
        if (text_columns(s, next) > PREVIEW_COLUMNS)
            break;
        n = next;
    }
    text_init(&t, buf, PREVIEW_CAP - 1, NULL, NULL);
    text_octets(&t, s, n);
    if (s[n] != '\0')
        text_str(&t, "…");
    buf[t.len] = '\0';
    return buf;
}

/* The text that a tell quotes, as it is shown. */
static const char *quoted(char buf[PREVIEW_CAP], const struct catalogue *c, const struct tell *tell,
                          const char *text)
{
    switch (tell->code) {
    case TELL_ICMP_ERROR:
        return tr(c, text);
    case TELL_SENDS:
    case TELL_SENDS_MORE:
        return preview(buf, text);
    default:
        return text;
    }
}

static void put_tell(struct text *t, const struct view *view, const struct row *row,
                     const struct tell *tell, const char *texts)
{
    const struct catalogue *const c = view->catalogue;
    const struct wording *const w = find_wording(tell);
    char buf[PREVIEW_CAP];
    const struct phrase_arg args[] = {
        {.name = "n", .type = PHRASE_COUNT, .u = tell->n},
        {.name = "m", .type = PHRASE_COUNT, .u = tell->m},
        {.name = "isn", .type = PHRASE_U64, .u = tell->n},
        {.name = "number",
         .type = PHRASE_U64,
         .u = view->numbers == NUMBERS_ABSOLUTE ? row->ack.v : row->rel_ack},
        {.name = "frame", .type = PHRASE_U64, .u = tell->frame},
        {.name = "frame2", .type = PHRASE_U64, .u = tell->frame2},
        {.name = "time", .type = PHRASE_SPAN_NS, .ns = tell->ns},
        {.name = "text", .type = PHRASE_STR, .str = quoted(buf, c, tell, texts + tell->text)},
    };

    if (w == NULL)
        return;
    phrase(t, w->many == NULL ? tr(c, w->one) : tr_n(c, w->one, w->many, tell->n), args,
           sizeof(args) / sizeof(args[0]));
}

void words_tells(struct text *t, const struct view *view, const struct row *row, const char *texts)
{
    bool first = true;

    for (unsigned i = 0; i < row->n_tells; i++) {
        if (row->tells[i].code == TELL_NONE)
            continue;
        if (!first)
            text_str(t, tr(view->catalogue, N_("; ")));
        put_tell(t, view, row, &row->tells[i], texts);
        first = false;
    }
}
