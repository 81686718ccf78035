// SPDX-License-Identifier: BSD-3-Clause
#include "flow/zeek.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "flow/community_id.h"

enum { UID_DIGITS = 17, BASE_62 = 62, MICROSECONDS = 6, ISO_MAX = 40 };

/* #open and #close have times as 2026-11-21-09-25-52. */
static void put_when(struct text *t, int64_t ns)
{
    char iso[ISO_MAX];
    struct text made;

    text_init(&made, iso, sizeof iso, NULL, NULL);
    clock_iso(&made, ns, 0, 0);
    for (size_t i = 0; i + 1 < made.len; i++) {
        if (iso[i] == ':' || iso[i] == 'T')
            iso[i] = '-';
    }
    text_octets(t, iso, made.len - 1); /* without the Z */
}

void tl_zeek_head(struct text *t, int64_t open_ns)
{
    text_str(t, "#separator \\x09\n"
                "#set_separator\t,\n"
                "#empty_field\t(empty)\n"
                "#unset_field\t-\n"
                "#path\tconn\n"
                "#open\t");
    put_when(t, open_ns);
    text_str(t, "\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\t"
                "duration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\t"
                "missed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\t"
                "tunnel_parents\tcommunity_id\n");
    text_str(t, "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\t"
                "interval\tcount\tcount\tstring\tbool\tbool\t"
                "count\tstring\tcount\tcount\tcount\tcount\t"
                "set[string]\tstring\n");
}

void tl_zeek_end(struct text *t, int64_t close_ns)
{
    text_str(t, "#close\t");
    put_when(t, close_ns);
    text_char(t, '\n');
}

static bool did(const struct flow_row *row, unsigned side, unsigned bit)
{
    return (row->ends[side].known & bit) != 0;
}

/* A SYN and no SYN-ACK. */
static const char *state_unanswered(const struct flow_row *row)
{
    if (did(row, SIDE_RESPONDER, EP_RST_SENT))
        return "REJ";
    if (did(row, SIDE_INITIATOR, EP_RST_SENT))
        return "RSTOS0";
    if (did(row, SIDE_INITIATOR, EP_FIN_SENT))
        return "SH";
    return row->ends[SIDE_RESPONDER].segs == 0 ? "S0" : "OTH";
}

/* Both. */
static const char *state_established(const struct flow_row *row)
{
    const bool fin[2] = {did(row, 0, EP_FIN_SENT), did(row, 1, EP_FIN_SENT)};
    const bool rst[2] = {did(row, 0, EP_RST_SENT), did(row, 1, EP_RST_SENT)};

    if (fin[0] && fin[1])
        return "SF";
    if (rst[0] && (!rst[1] || row->closer == SIDE_INITIATOR))
        return "RSTO";
    if (rst[1])
        return "RSTR";
    if (fin[0])
        return "S2";
    return fin[1] ? "S3" : "S1";
}

const char *tl_zeek_state(const struct flow_row *row)
{
    const bool syn = did(row, SIDE_INITIATOR, EP_ISS);
    const bool syn_ack = did(row, SIDE_RESPONDER, EP_ISS);

    if (syn)
        return syn_ack ? state_established(row) : state_unanswered(row);
    if (syn_ack && did(row, SIDE_RESPONDER, EP_RST_SENT))
        return "RSTRH";
    if (syn_ack && did(row, SIDE_RESPONDER, EP_FIN_SENT))
        return "SHR";
    return "OTH";
}

/* "C" and 17 digits to the base 62. Zeek draws them by lot; here the same connection has the same
 * ones each time. */
static void put_uid(struct text *t, const struct flow_row *row)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    uint64_t hash = hash_word(0, (uint64_t)row->first_ns), word;

    for (size_t i = 0; i < 4; i++) {
        memcpy(&word, row->ends[i / 2].addr + i % 2 * sizeof word, sizeof word);
        hash = hash_word(hash, word);
    }
    hash = hash_word(hash, (uint64_t)row->ends[0].port << 16 | row->ends[1].port);
    text_char(t, 'C');
    for (unsigned i = 0; i < UID_DIGITS; i++) {
        text_char(t, digits[hash % BASE_62]);
        hash = i == UID_DIGITS / 2 ? hash_word(hash, row->number) : hash / BASE_62;
    }
}

static char small(char c)
{
    if (c >= 'A' && c <= 'Z')
        c |= 0x20;
    return c;
}

/* What the payload proved to be, by Zeek's name for it. */
static void put_service(struct text *t, const char *protocol)
{
    if (protocol == NULL) {
        text_char(t, '-');
        return;
    }
    if (strcmp(protocol, "TLS") == 0)
        protocol = "SSL";
    for (; *protocol != '\0'; protocol++)
        text_char(t, small(*protocol));
}

/* Numbers of payload octets that a side used, captured or not; unset, as Zeek has it, if there was
 * one packet only. */
static void put_octets(struct text *t, const struct row_end *end, bool known)
{
    text_char(t, '\t');
    if (known)
        text_u64(t, end->unique + end->lost);
    else
        text_char(t, '-');
}

static void put_count(struct text *t, uint64_t n)
{
    text_char(t, '\t');
    text_u64(t, n);
}

static void put_end(struct text *t, const struct row_end *end)
{
    text_char(t, '\t');
    text_ip(t, end->addr);
    put_count(t, end->port);
}

static void put_course(struct text *t, const struct flow_row *row)
{
    const int64_t duration = row->last_ns - row->first_ns;

    text_str(t, "\ttcp\t");
    put_service(t, row->protocol);
    text_char(t, '\t');
    if (duration > 0)
        clock_seconds(t, duration, MICROSECONDS);
    else
        text_char(t, '-');
    put_octets(t, &row->ends[0], duration > 0);
    put_octets(t, &row->ends[1], duration > 0);
    text_char(t, '\t');
    text_str(t, tl_zeek_state(row));
    text_str(t, "\t-\t-");
}

void tl_zeek_row(struct text *t, const struct flow_row *row)
{
    const struct row_end *const orig = &row->ends[0], *const resp = &row->ends[1];
    char id[COMMUNITY_ID];

    clock_seconds(t, row->first_ns, MICROSECONDS);
    text_char(t, '\t');
    put_uid(t, row);
    put_end(t, orig);
    put_end(t, resp);
    put_course(t, row);
    put_count(t, (uint64_t)orig->lost + resp->lost);
    text_char(t, '\t');
    if (row->n_history > 0)
        text_octets(t, row->history, row->n_history);
    else
        text_str(t, "(empty)");
    put_count(t, orig->segs);
    put_count(t, orig->ip);
    put_count(t, resp->segs);
    put_count(t, resp->ip);
    tl_community_id(id, orig->addr, orig->port, resp->addr, resp->port);
    text_str(t, "\t-\t");
    text_str(t, id);
    text_char(t, '\n');
}
