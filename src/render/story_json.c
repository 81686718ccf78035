// SPDX-License-Identifier: BSD-3-Clause
/*
 * story_json.c - a story as JSON lines: the connection, then its segments, then its findings.
 *
 * Keys are flat and the same in every object of a type; what is unknown is null, never left out.
 * The schema is docs/json.md: a key may be added within a version, but none changes its meaning.
 */
#include "render/codes.h"
#include "render/json.h"
#include "render/page.h"
#include "render/render.h"
#include "render/words.h"

enum { SHORT = 64 };

/* "client_" and `name`, or "server_" and `name`. */
struct key {
    char s[SHORT];
};

static const char *side_key(struct key *key, unsigned side, const char *name)
{
    struct text t;

    text_init(&t, key->s, sizeof(key->s) - 1, NULL, NULL);
    text_str(&t, code_side(side));
    text_char(&t, '_');
    text_str(&t, name);
    key->s[t.len] = '\0';
    return key->s;
}

static const char *source_key(struct key *key, const char *which, const char *name)
{
    struct text t;

    text_init(&t, key->s, sizeof(key->s) - 1, NULL, NULL);
    text_str(&t, which);
    text_str(&t, "_source");
    text_str(&t, name);
    key->s[t.len] = '\0';
    return key->s;
}

static void put_address(struct json *j, const char *key, const uint8_t addr[16])
{
    char buf[SHORT];
    struct text t;

    text_init(&t, buf, sizeof(buf) - 1, NULL, NULL);
    text_ip(&t, addr);
    buf[t.len] = '\0';
    json_string(j, key, buf);
}

static const char *state_or_null(unsigned state)
{
    return state == TCPLENS_STATE_UNKNOWN ? NULL : tcplens_state_name((enum tcplens_state)state);
}

static void put_end(struct json *j, const struct conn *conn, unsigned side)
{
    const struct endpoint *const end = &conn->ends[side];
    const bool syn = (end->known & EP_ISS) != 0;
    struct key k;

    put_address(j, side_key(&k, side, "address"), conn->addr[side]);
    json_u64(j, side_key(&k, side, "port"), conn->port[side]);
    json_string(j, side_key(&k, side, "state"), state_or_null(end->state));
    json_u64(j, side_key(&k, side, "segments"), end->segs);
    json_u64(j, side_key(&k, side, "bytes"), end->octets);
    json_u64(j, side_key(&k, side, "bytes_unique"), end->octets_unique);
    json_u64(j, side_key(&k, side, "retransmissions"), end->retrans_segs);
    json_u64(j, side_key(&k, side, "duplicate_acks"), end->dup_acks);
    json_u64(j, side_key(&k, side, "zero_windows"), end->zero_windows);
    json_u64_if(j, side_key(&k, side, "isn"), syn, end->iss.v);
    json_u64_if(j, side_key(&k, side, "mss"), (end->known & EP_MSS) != 0, end->mss);
    json_u64_if(j, side_key(&k, side, "window_shift"), (end->known & EP_WSCALE) != 0, end->wscale);
    json_bool(j, side_key(&k, side, "sack_permitted"), (end->known & EP_SACK_PERMITTED) != 0);
    json_bool(j, side_key(&k, side, "timestamps"), (end->known & EP_TIMESTAMPS) != 0);
    json_bool(j, side_key(&k, side, "ecn"), (end->known & EP_ECN_SYN) != 0);
    json_bool(j, side_key(&k, side, "fast_open"), (end->known & EP_FAST_OPEN) != 0);
}

static void put_course(struct json *j, const struct story *story)
{
    const struct conn *const conn = &story->conn;
    const bool opened = conn->syn_frame != 0 && conn->open_frame != 0;

    json_string(j, "open", code_open_form(conn->open_form));
    json_u64_if(j, "syn_frame", conn->syn_frame != 0, conn->syn_frame);
    json_u64_if(j, "syn_ack_frame", conn->syn_ack_frame != 0, conn->syn_ack_frame);
    json_u64_if(j, "open_frame", conn->open_frame != 0, conn->open_frame);
    json_span_ns(j, "handshake_ns", opened ? conn->open_ns - conn->syn_ns : -1);
    json_string(j, "close", code_close_form(conn->close_form));
    json_string(j, "closer", conn->close_form == CLOSE_NOT_SEEN ? NULL : code_side(conn->closer));
    json_u64_if(j, "close_frame", conn->close_frame != 0, conn->close_frame);
    json_span_ns(j, "half_closed_ns", story->fin_to_fin_ns);
    json_span_ns(j, "rtt_to_server_ns",
                 conn->est_rtt_responder_ns > 0 ? conn->est_rtt_responder_ns : -1);
    json_span_ns(j, "rtt_to_client_ns",
                 conn->est_rtt_initiator_ns > 0 ? conn->est_rtt_initiator_ns : -1);
}

static void put_bits(struct json *j, const struct story *story)
{
    const uint16_t bits = story->conn.bits;

    json_bool(j, "mid_capture", (bits & CONN_MID_CAPTURE) != 0);
    json_bool(j, "one_direction", (bits & CONN_ONE_DIRECTION) != 0);
    json_bool(j, "closed", (bits & CONN_CLOSED) != 0);
    json_bool(j, "time_backwards", (bits & CONN_TIME_BACKWARDS) != 0);
    json_bool(j, "icmp_error", (bits & CONN_ICMP_ERROR) != 0);
    json_bool(j, "evicted", story->evicted);
}

static const char *text_or_null(const struct story *story, uint32_t text)
{
    return text == 0 ? NULL : story->texts + text;
}

void tl_render_connection_json(struct text *t, const struct story *story)
{
    const struct conn *const conn = &story->conn;
    const struct finding *const reason =
        story->health_finding < 0 ? NULL : &story->findings[story->health_finding];
    struct json j;

    json_begin(&j, t, "connection");
    json_u64(&j, "connection", conn->number);
    json_u64_if(&j, "previous_connection", conn->previous != 0, conn->previous);
    json_time(&j, "start", conn->first_ns);
    json_time(&j, "end", conn->last_ns);
    json_span_ns(&j, "duration_ns", conn->last_ns - conn->first_ns);
    json_u64(&j, "first_frame", conn->first_frame);
    json_u64(&j, "last_frame", conn->last_frame);
    json_string(&j, "role_reason", code_role_reason(conn->role_reason));
    put_end(&j, conn, SIDE_INITIATOR);
    put_end(&j, conn, SIDE_RESPONDER);
    json_string(&j, "protocol", story->protocol);
    json_string(&j, "service", story->service);
    json_string(&j, "health", code_health(story->health));
    json_string(&j, "health_finding", reason == NULL ? NULL : tl_finding_info(reason->id)->name);
    put_course(&j, story);
    put_bits(&j, story);
    json_string(&j, "request", text_or_null(story, story->request));
    json_string(&j, "response", text_or_null(story, story->response));
    json_span_ns(&j, "response_ns", story->response_ns);
    json_u64(&j, "segments_kept", story->n_rows);
    json_u64(&j, "segments_dropped", story->rows_dropped);
    json_u64(&j, "findings", story->n_findings);
    json_u64(&j, "findings_dropped", story->findings_dropped);
    json_end(&j);
}

static void put_provenance(struct json *j, const char *which, const char *source,
                           const struct provenance *from)
{
    const bool sum = from->frame != 0;
    struct key k;

    json_string(j, source_key(&k, which, ""), source);
    json_u64_if(j, source_key(&k, which, "_frame"), sum, from->frame);
    json_u64_if(j, source_key(&k, which, "_base"), sum, from->base);
    json_u64_if(j, source_key(&k, which, "_length"), sum, from->len);
    json_bool(j, source_key(&k, which, "_syn"), from->syn);
    json_bool(j, source_key(&k, which, "_fin"), from->fin);
}

/* What the segment does; the values that a code does not use are null. */
static void put_tells(struct json *j, const struct row *row, const char *texts)
{
    bool first = true;

    json_array_begin(j, "tells");
    for (unsigned i = 0; i < row->n_tells; i++) {
        const struct tell *const tell = &row->tells[i];
        struct json o;

        if (tell->code == TELL_NONE)
            continue;
        if (!first)
            text_char(j->out, ',');
        first = false;
        json_open(&o, j->out);
        json_string(&o, "code", code_tell(tell->code));
        json_u64_if(&o, "n", tell->n != UINT64_MAX, tell->n);
        json_u64(&o, "m", tell->m);
        json_u64_if(&o, "frame", tell->frame != 0, tell->frame);
        json_u64_if(&o, "last_frame", tell->frame2 != 0, tell->frame2);
        json_span_ns(&o, "ns", tell->frame == 0 && tell->ns == 0 ? -1 : tell->ns);
        json_string(&o, "text", tell->text == 0 ? NULL : texts + tell->text);
        json_close(&o);
    }
    json_array_end(j);
}

static void put_states(struct json *j, const struct row *row)
{
    struct key k;

    for (unsigned side = 0; side < 2; side++) {
        json_string(j, side_key(&k, side, "state_before"), state_or_null(row->before[side]));
        json_string(j, side_key(&k, side, "state"), state_or_null(row->after[side]));
    }
    json_bool(j, "state_inferred", row->inferred);
}

static void put_numbers(struct json *j, const struct row *row)
{
    const bool ack = (row->flags & TCPLENS_ACK) != 0;
    const uint32_t next = row->rel_seq + row->payload_len + ((row->flags & TCPLENS_SYN) != 0) +
                          ((row->flags & TCPLENS_FIN) != 0);
    char flags[SHORT];
    struct text t;

    text_init(&t, flags, sizeof(flags) - 1, NULL, NULL);
    words_flags(&t, row->flags);
    flags[t.len] = '\0';
    json_string(j, "flags", flags);
    json_u64(j, "seq", row->rel_seq);
    json_u64(j, "seq_raw", row->seq.v);
    json_u64(j, "seq_next", next);
    json_u64(j, "length", row->payload_len);
    json_u64_if(j, "ack", ack, row->rel_ack);
    json_u64_if(j, "ack_raw", ack, row->ack.v);
    json_u64(j, "window", row->window);
    json_u64(j, "window_raw", row->wnd);
    json_bool(j, "window_scaled", row->window_scaled);
}

void tl_render_row_json(struct text *t, const struct conn *conn, const struct row *row,
                        const char *texts)
{
    struct json j;

    json_begin(&j, t, row->icmp ? "icmp" : "segment");
    json_u64(&j, "connection", conn->number);
    json_u64(&j, "frame", row->number);
    json_time(&j, "time", row->ts_ns);
    json_string(&j, "from", code_side(row->side));
    if (!row->icmp) {
        json_string(&j, "phase", code_phase(row->phase));
        put_numbers(&j, row);
        put_states(&j, row);
        put_provenance(&j, "seq", code_seq_source(row->from_seq.source), &row->from_seq);
        put_provenance(&j, "ack", code_ack_source(row->from_ack.source), &row->from_ack);
    }
    put_tells(&j, row, texts);
    json_end(&j);
}

static void put_finding(struct text *t, const struct conn *conn, const struct finding *f)
{
    const struct finding_info *const info = tl_finding_info(f->id);
    struct draft title;
    struct json j;

    json_begin(&j, t, "finding");
    json_u64(&j, "connection", conn->number);
    json_string(&j, "finding", info->name);
    json_string(&j, "severity", code_severity(f->severity));
    json_string(&j, "confidence", code_confidence(f->confidence));
    json_string(&j, "side", code_side(f->side));
    json_string(&j, "rfc", *info->rfc == '\0' ? NULL : info->rfc);
    words_finding_title(draft_begin(&title), tl_catalogue("en"), f);
    json_string(&j, "title", draft_end(&title));
    json_u64(&j, "count", f->count);
    json_array_begin(&j, "frames");
    for (unsigned i = 0; i < f->n_evidence; i++) {
        if (i > 0)
            text_char(t, ',');
        text_u64(t, f->evidence[i]);
    }
    json_array_end(&j);
    json_end(&j);
}

void tl_render_findings_json(struct text *t, const struct story *story)
{
    for (size_t i = 0; i < story->n_findings; i++)
        put_finding(t, &story->conn, &story->findings[i]);
}

void tl_render_summary_json(struct text *t, const char *input,
                            const struct tcplens_explain_stats *stats)
{
    struct json j;

    json_begin(&j, t, "summary");
    json_string(&j, "input", input);
    json_u64(&j, "frames", stats->frames);
    json_u64(&j, "frames_matched", stats->matched);
    json_u64(&j, "tcp_segments", stats->tcp);
    json_u64(&j, "frames_undecoded", stats->undecoded);
    json_u64(&j, "frames_truncated", stats->truncated);
    json_u64(&j, "frames_malformed", stats->malformed);
    json_u64(&j, "connections", stats->connections);
    json_u64(&j, "connections_failed", stats->failed);
    json_u64(&j, "connections_evicted", stats->evicted);
    json_u64(&j, "segments_dropped", stats->rows_dropped);
    json_u64(&j, "kernel_received", stats->received);
    json_u64(&j, "kernel_dropped", stats->dropped_ring);
    json_u64(&j, "interface_dropped", stats->dropped_iface);
    json_end(&j);
}

void tl_render_story_json(struct text *t, const struct view *view, const struct story *story)
{
    (void)view; /* machines get everything, in no language */
    tl_render_connection_json(t, story);
    for (size_t i = 0; i < story->n_rows; i++)
        tl_render_row_json(t, &story->conn, &story->rows[i], story->texts);
    tl_render_findings_json(t, story);
}
