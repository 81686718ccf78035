// SPDX-License-Identifier: BSD-3-Clause
#include "follow/wireshark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "decode/decode.h"
#include "follow/form.h"
#include "tcp/seq.h"

static const char *const form_names[] = {
    [WIRESHARK_ASCII] = "ascii",
    [WIRESHARK_HEX] = "hex",
    [WIRESHARK_RAW] = "raw",
    [WIRESHARK_YAML] = "yaml",
};
enum { FORMS = sizeof form_names / sizeof *form_names };

static const char rule[] = "===================================================================\n";

/* The number at `*p`, which moves behind it; false if there is none that fits. */
static bool take_number(const char **p, uint32_t *out)
{
    uint64_t v = 0;
    const char *s = *p;

    while (*s >= '0' && *s <= '9' && v <= UINT32_MAX)
        v = v * 10 + (uint64_t)(*s++ - '0');
    if (s == *p || v > UINT32_MAX)
        return false;
    *p = s;
    *out = (uint32_t)v;
    return true;
}

static bool take_word(const char **p, const char *word)
{
    const size_t n = strlen(word);

    if (strncmp(*p, word, n) != 0)
        return false;
    *p += n;
    return true;
}

enum tcplens_status tl_wireshark_parse(const char *words, struct wireshark_request *out,
                                       struct tcplens_error *err)
{
    struct wireshark_request r = {.from = 1, .to = UINT32_MAX};
    const char *p = words;
    bool good = take_word(&p, "follow,tcp,");

    while (good && r.form < FORMS && !take_word(&p, form_names[r.form]))
        r.form++;
    good = good && r.form < FORMS && take_word(&p, ",") && take_number(&p, &r.stream);
    if (good && *p == ',') {
        p++;
        good = take_number(&p, &r.from);
        r.to = r.from;
        if (good && *p == '-')
            good = take_word(&p, "-") && take_number(&p, &r.to);
    }
    if (!good || *p != '\0' || r.from == 0 || r.from > r.to)
        return tl_error(
            err, TCPLENS_ERR_USAGE, 0,
            "-z %s: it should be follow,tcp,MODE,N[,FIRST[-LAST]], where MODE is ascii, "
            "hex, raw or yaml, N is the number of the stream, from 0, and FIRST and "
            "LAST are pieces, from 1",
            words);
    *out = r;
    return TCPLENS_OK;
}

static void put_node(const struct wireshark *w, unsigned node)
{
    struct text *const t = w->out;

    text_str(t, "Node ");
    text_u64(t, node);
    text_str(t, ": ");
    if (w->begun)
        text_socket(t, w->addr[node], w->port[node]);
    else
        text_str(t, ":0");
    text_char(t, '\n');
}

static void put_peer(const struct wireshark *w, unsigned node)
{
    struct text *const t = w->out;

    text_str(t, "  - peer: ");
    text_u64(t, node);
    text_str(t, "\n    host: ");
    if (w->begun)
        text_ip(t, w->addr[node]);
    text_str(t, "\n    port: ");
    text_u64(t, w->port[node]);
    text_char(t, '\n');
}

static void put_head(const struct wireshark *w)
{
    struct text *const t = w->out;

    if (w->request.form == WIRESHARK_YAML) {
        text_str(t, "peers:\n");
        put_peer(w, 0);
        put_peer(w, 1);
        text_str(t, "packets:\n");
        return;
    }
    text_char(t, '\n');
    text_str(t, rule);
    text_str(t, "Follow: tcp,");
    text_str(t, form_names[w->request.form]);
    text_str(t, "\nFilter: tcp.stream eq ");
    text_u64(t, w->request.stream);
    text_char(t, '\n');
    put_node(w, 0);
    put_node(w, 1);
}

/* Line ends stay as they are, and so does printable ASCII. */
static void put_ascii(struct text *t, struct span octets)
{
    for (size_t i = 0; i < octets.n; i++) {
        const uint8_t c = octets.p[i];

        text_char(t, (char)((c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' ? c : '.'));
    }
}

/* None of what is missing. */
static double seconds_of(const struct stream_event *e)
{
    enum { NS = 1000000000 };
    int64_t s = e->ts_ns / NS, ns = e->ts_ns % NS;

    if (e->kind == STREAM_GAP)
        return 0;
    if (ns < 0) { /* as the capture has it */
        s--;
        ns += NS;
    }
    return (double)s + (double)ns / NS;
}

static void put_yaml(struct text *t, unsigned side, const struct stream_event *e,
                     struct span octets)
{
    char timestamp[64];

    /* It makes a double of it, whose last digits are not the capture's. */
    (void)snprintf(timestamp, sizeof timestamp, "%.9f", seconds_of(e));
    text_str(t, "  - packet: ");
    text_u64(t, e->frame);
    text_str(t, "\n    peer: ");
    text_u64(t, side);
    text_str(t, "\n    timestamp: ");
    text_str(t, timestamp);
    text_str(t, "\n    data: !!binary |\n");
    form_base64_lines(t, octets, "      ");
}

static void put_piece(struct wireshark *w, const struct stream_event *e, struct span octets)
{
    struct text *const t = w->out;
    const char *const indent = w->side == 1 ? "\t" : "";

    switch ((enum wireshark_form)w->request.form) {
    case WIRESHARK_ASCII:
        text_str(t, indent);
        text_u64(t, octets.n);
        text_char(t, '\n');
        put_ascii(t, octets);
        text_char(t, '\n');
        break;
    case WIRESHARK_HEX:
        form_hex_dump(t, octets, w->written[w->side], indent);
        break;
    case WIRESHARK_RAW:
        text_str(t, indent);
        form_hex_digits(t, octets);
        text_char(t, '\n');
        break;
    case WIRESHARK_YAML:
        put_yaml(t, w->side, e, octets);
        break;
    }
}

/* A stream_receiver; `ctx` is the connection, whose `side` says whose event it is. */
static void receive(void *ctx, const struct stream_event *e)
{
    struct wireshark *const w = ctx;
    struct span octets = e->octets;
    char words[64];
    int n;

    if (e->kind == STREAM_GAP && e->reason != STREAM_GAP_CUT) {
        n = snprintf(words, sizeof words, "[%llu bytes missing in capture file]",
                     (unsigned long long)e->size);
        octets = (struct span){(const uint8_t *)words, (size_t)n + 1}; /* the NUL is shown, too */
    } else if (e->kind != STREAM_OCTETS) {
        return;
    }
    w->pieces++;
    if (w->pieces >= w->request.from && w->pieces <= w->request.to)
        put_piece(w, e, octets);
    w->written[w->side] += (uint32_t)octets.n;
}

void tl_wireshark_begin(struct wireshark *w, const struct wireshark_request *request,
                        struct stream_store *store, struct text *out)
{
    *w = (struct wireshark){.request = *request, .out = out};
    for (unsigned side = 0; side < 2; side++)
        tl_octet_stream_init(&w->sides[side], store, 0, receive, w);
}

/* The addresses in the IP header itself, whatever routes and options say. */
static void read_addresses(struct wireshark *w, const struct tcplens_segment *seg)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    const uint8_t *const ip = seg->frame + seg->l3_off;
    const bool is_ip4 = ip[0] >> 4 == 4;

    for (unsigned node = 0; node < 2; node++) {
        if (is_ip4) {
            memcpy(w->addr[node], mapped, sizeof mapped);
            memcpy(w->addr[node] + 12, ip + 12 + 4 * node, 4);
        } else {
            memcpy(w->addr[node], ip + 8 + 16 * node, 16);
        }
    }
}

void tl_wireshark_take(struct wireshark *w, const struct tcplens_segment *seg,
                       const struct analysis_row *row)
{
    struct stream_segment piece = tl_stream_segment(seg);
    unsigned side;

    piece.seq = seq_of(row->seq + piece.syn);
    piece.len = row->len;
    if (piece.octets.n > piece.len)
        piece.octets.n = piece.len;
    piece.syn = piece.fin = false;
    if (!w->begun) {
        w->begun = true;
        w->forward = row->forward;
        w->port[0] = seg->src_port;
        w->port[1] = seg->dst_port;
        read_addresses(w, seg);
        put_head(w);
    }
    side = row->forward != w->forward;
    if (!w->sides[side].begun)
        tl_octet_stream_begin(&w->sides[side], piece.seq);
    w->side = (uint8_t)(side ^ 1);
    tl_octet_stream_acked(&w->sides[side ^ 1], seq_of(row->ack), seg->number, seg->ts_ns);
    w->side = (uint8_t)side;
    if (piece.octets.n > 0)
        tl_octet_stream_take(&w->sides[side], &piece);
}

void tl_wireshark_end(struct wireshark *w)
{
    if (!w->begun)
        put_head(w);
    text_str(w->out, w->request.form == WIRESHARK_YAML ? "" : rule);
    for (unsigned side = 0; side < 2; side++)
        tl_octet_stream_fini(&w->sides[side]);
}
