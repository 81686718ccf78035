// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tcp_options.c - the list of TCP options: where it ends, and which lengths are possible.
 * Numbers in comments are sections of docs/analysis.md.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/option_reads.h"
#include "decode/decode.h"
#include "dissect/info.h"
#include "dissect/tcp_option.h"
#include "tcp/header.h"
#include "tcp/options.h"

enum { NOP_RUN = 4, TCP_OPTIONS_MAX = 40 };

/**
 * struct list - a header's options while they are read
 * @p, @len:   *borrowed*: the option area as the header has it
 * @captured:  of @len
 * @syn:       the segment's flag
 * @mss_seen:  there was an option of kind 2
 * @malformed: an option had to be read beyond its end
 * @nops:      the counter of 11.7
 * @kinds, @n: of the options that were read, for the summary
 * @sacks:     blocks of the SACK options read so far
 */
struct list {
    struct dissection *d;
    const uint8_t *p;
    uint32_t len, captured;
    bool syn, mss_seen, malformed;
    unsigned nops, n;
    uint8_t kinds[TCP_OPTIONS_MAX];
    struct sack_ranges sacks;
};

/* What is known of a kind: the name it is complained about with, its field, its length (0: any),
 * who reads its value, and what column Info says of it whatever its length (NULL: its reader does).
 */
static const struct option_form {
    uint8_t kind, len;
    uint16_t field;
    const char *name;
    option_reader *read;
    const char *info;
} option_forms[] = {
    {TCP_KIND_MSS, 4, F_OPT_MSS, "Maximum segment size", option_mss, NULL},
    {TCP_KIND_WSCALE, 3, F_OPT_WSCALE, "Window scale", option_wscale, NULL},
    {TCP_KIND_SACK_PERMITTED, 2, F_OPT_SACK_PERM, "SACK permitted", NULL, " SACK_PERM"},
    {TCP_KIND_SACK, 0, F_OPT_SACK, "SACK", option_sack, NULL},
    {TCP_KIND_ECHO, 6, F_OPT_ECHO, "Echo", option_echo, NULL},
    {TCP_KIND_ECHO_REPLY, 6, F_OPT_ECHO, "Echo reply", option_echo, NULL},
    {TCP_KIND_TIMESTAMPS, 10, F_OPT_TIMESTAMP, "Timestamps", option_timestamps, NULL},
    {TCP_KIND_CC, 6, F_OPT_CC, "CC", option_cc, NULL},
    {TCP_KIND_CC_NEW, 6, F_OPT_CC, "CC.NEW", option_cc, NULL},
    {TCP_KIND_CC_ECHO, 6, F_OPT_CC, "CC.ECHO", option_cc, NULL},
    {TCP_KIND_MD5, 18, F_OPT_MD5, "TCP MD5 signature", option_md5, " MD5"},
    {TCP_KIND_SCPS, 0, F_OPT_SCPS, "SCPS capabilities", option_scps, NULL},
    {TCP_KIND_SNACK, 6, F_OPT_SNACK, "Selective Negative Acknowledgment", option_snack, NULL},
    {TCP_KIND_SCPS_RECORD, 2, F_OPT_SCPS_RECORD, "SCPS record boundary", NULL, NULL},
    {TCP_KIND_SCPS_CORRUPTION, 2, F_OPT_SCPS_CORRUPTION, "SCPS corruption experienced", NULL, NULL},
    {TCP_KIND_QUICK_START, 8, F_OPT_QS, "Quick-Start", option_quick_start, NULL},
    {TCP_KIND_UTO, 4, F_OPT_USER_TO, "User Timeout", option_user_timeout, NULL},
    {TCP_KIND_AO, 0, F_OPT_AO, "TCP AO", option_ao, NULL},
    {TCP_KIND_MPTCP, 0, F_MPTCP, "MPTCP", option_mptcp, NULL},
    {TCP_KIND_FAST_OPEN, 0, F_OPT_TFO, "TCP Fast Open", option_fast_open, NULL},
    {TCP_KIND_RIVERBED_PROBE, 0, F_OPT_PROBE, "Riverbed Probe", option_probe, NULL},
    {TCP_KIND_RIVERBED_TRANSPARENCY, 16, F_OPT_TRANSPARENCY, "Riverbed Transparency", NULL, NULL},
    {TCP_KIND_ACCECN_0, 0, F_OPT_ACCECN, "Accurate ECN", option_accecn, NULL},
    {TCP_KIND_ACCECN_1, 0, F_OPT_ACCECN, "Accurate ECN", option_accecn, NULL},
    {TCP_KIND_EXPERIMENT_1, 0, F_OPT_EXPERIMENTAL, "Experimental", option_experimental, NULL},
    {TCP_KIND_EXPERIMENT_2, 0, F_OPT_EXPERIMENTAL, "Experimental", option_experimental, NULL},
};
static const struct option_form unknown_form = {
    0, 0, F_OPT_UNKNOWN, "Unknown", option_unknown, NULL,
};

static const struct option_form *find_form(uint8_t kind)
{
    for (size_t i = 0; i < sizeof option_forms / sizeof option_forms[0]; i++)
        if (option_forms[i].kind == kind)
            return &option_forms[i];
    return &unknown_form;
}

enum { NAME_ROOM = 16 };

/* What a kind is called; `room` is for one that is not known. */
static const char *name_of(uint8_t kind, char room[NAME_ROOM])
{
    const struct option_form *const form = find_form(kind);

    if (form != &unknown_form)
        return form->name;
    (void)snprintf(room, NAME_ROOM, "Unknown (0x%02x)", kind);
    return room;
}

/* A length that ends the list (11.3); false if it is none. */
static bool ends_list(struct list *l, uint32_t at)
{
    const uint32_t len = at + 1 < l->len ? l->p[at + 1] : 0;
    char room[NAME_ROOM], text[128];
    const char *const name = name_of(l->p[at], room);

    if (at + 1 >= l->len)
        (void)snprintf(text, sizeof text, "%s (length byte past end of options)", name);
    else if (len < 2)
        (void)snprintf(text, sizeof text, "%s (with too-short option length = %u byte%s)", name,
                       len, len == 1 ? "" : "s");
    else if (len > l->len - at)
        (void)snprintf(text, sizeof text,
                       "%s (option length = %u byte%s says option goes past end of options)", name,
                       len, len == 1 ? "" : "s");
    else
        return false;
    items_heading(l->d->items, text);
    option_complain(l->d, text);
    return true;
}

/* An option of one octet. */
static void put_single(struct list *l, uint32_t at, enum field_id field)
{
    struct items *const out = l->d->items;

    items_octets(out, field, l->p + at, 1);
    items_in(out);
    items_be(out, F_OPTION_KIND, l->p + at, 1);
    items_out(out);
    l->kinds[l->n++] = l->p[at];
}

static void put_end(struct list *l, uint32_t at)
{
    put_single(l, at, F_OPT_EOL);
}

/* Behind the end of the list only more of its kind may stand (11.2): whether that is so. */
static bool read_padding(struct list *l, uint32_t at)
{
    for (; at < l->captured; at++) {
        if (l->p[at] != TCP_KIND_END) {
            items_heading(l->d->items, "Non-zero header padding");
            expert_below(l->d, F_X_AFTER_EOL, EXPERT_ERROR, EXPERT_PROTOCOL,
                         "Non-zero header padding");
            return false;
        }
        put_end(l, at);
    }
    return l->captured == l->len;
}

static void read_nop(struct list *l, uint32_t at)
{
    /* The options begin at a multiple of 4. */
    if (l->nops != 0 && at % 4 == 0)
        l->nops = 0;
    else
        l->nops++;
    if (l->nops == NOP_RUN)
        expert_add(l->d, F_X_NOP_RUN, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "4 NOP in a row - a router may have removed some options");
    put_single(l, at, F_OPT_NOP);
}

/* Whether all that Wireshark reads of an option is there; if not for want of capturing, the option
 * is at fault. */
static bool is_readable(struct list *l, const struct option *o)
{
    const struct span value = {o->p + 2, o->captured - 2};
    const size_t reads = tl_analysis_option_reads(o->p[0], value, o->len - 2);

    if (reads > value.n) {
        l->malformed = reads > o->len - 2;
        return false;
    }
    l->malformed = o->p[0] == TCP_KIND_SACK && option_sack_runs_out(o);
    return !l->malformed;
}

/* What an option is called, until its value is known. */
static struct item *put_option(struct list *l, const struct option *o)
{
    const struct option_form *const form = find_form(o->p[0]);
    struct items *const out = l->d->items;
    struct item *const it = items_octets(out, (enum field_id)form->field, o->p, o->captured);
    struct text line;

    if (out->lines && form->field != F_MPTCP && form->field != F_OPT_TIMESTAMP) {
        line = items_line(out);
        text_str(&line, "TCP Option - ");
        text_str(&line, o->p[0] == TCP_KIND_ECHO_REPLY                              ? "Echo"
                        : o->p[0] == TCP_KIND_CC_NEW || o->p[0] == TCP_KIND_CC_ECHO ? "CC"
                                                                                    : form->name);
        items_say(out, it, &line);
    }
    return it;
}

/* Kind, length and value. */
static void put_value(struct list *l, const struct option *o)
{
    const struct option_form *const form = find_form(o->p[0]);
    char text[40];

    if (o->p[0] == TCP_KIND_MSS) {
        l->mss_seen = true;
        if (!l->syn)
            expert_add(l->d, F_X_MSS_PRESENT, EXPERT_WARNING, EXPERT_PROTOCOL,
                       "The non-SYN packet does contain a MSS option");
    }
    items_be(l->d->items, F_OPTION_KIND, o->p, 1);
    items_be(l->d->items, F_OPTION_LEN, o->p + 1, 1);
    if (form->info != NULL)
        info_add(l->d, form->info);
    if (form->len != 0 && o->len != form->len) {
        (void)snprintf(text, sizeof text, "option length should be %u", form->len);
        option_complain(l->d, text);
    } else if (form->read != NULL) {
        form->read(o);
    }
}

/* An option with a length; false if nothing behind it can be read. */
static bool read_option(struct list *l, uint32_t at)
{
    const uint32_t left = l->captured - at;
    struct items *const out = l->d->items;
    struct option o = {
        .d = l->d,
        .p = l->p + at,
        .len = l->p[at + 1],
        .captured = left < l->p[at + 1] ? left : l->p[at + 1],
        .sacks = &l->sacks,
    };
    bool readable;

    o.item = put_option(l, &o);
    items_in(out);
    put_value(l, &o);
    items_out(out);
    readable = is_readable(l, &o);
    if (readable)
        l->kinds[l->n++] = o.p[0];
    return readable;
}

/* Whether the list was read to its regular end. */
static bool read_list(struct list *l)
{
    uint32_t at = 0;

    while (at < l->captured) {
        const uint8_t kind = l->p[at];

        if (kind == TCP_KIND_END) {
            put_end(l, at);
            return read_padding(l, at + 1);
        }
        if (kind == TCP_KIND_NOP) {
            read_nop(l, at++);
            continue;
        }
        if (at + 1 == l->captured && l->captured < l->len)
            return false;
        if (ends_list(l, at) || !read_option(l, at))
            return false;
        at += l->p[at + 1];
    }
    return at >= l->len;
}

/* "Options: (12 bytes), No-Operation (NOP), No-Operation (NOP), Timestamps" */
static void say_summary(const struct list *l, struct item *it)
{
    struct items *const out = l->d->items;
    struct text line;
    char room[NAME_ROOM];

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, "Options: (");
    text_u64(&line, l->len);
    text_str(&line, " bytes)");
    for (unsigned i = 0; i < l->n; i++) {
        text_octets(&line, ", ", 2);
        switch (l->kinds[i]) {
        case TCP_KIND_END:
            text_str(&line, "End of Option List (EOL)");
            break;
        case TCP_KIND_NOP:
            text_str(&line, "No-Operation (NOP)");
            break;
        default:
            text_str(&line, name_of(l->kinds[i], room));
        }
    }
    items_say_list(out, it, &line);
}

void dissect_tcp_options(struct dissection *d)
{
    const struct span b = tl_decode_transport(d->view->segment);
    struct list l = {
        .d = d,
        .p = b.p + TCP_HEADER_MIN,
        .len = (b.p[12] >> 4) * 4U - TCP_HEADER_MIN,
        .syn = (b.p[13] & TCPLENS_SYN) != 0,
    };

    struct item *it;

    l.captured = b.n - TCP_HEADER_MIN < l.len ? (uint32_t)(b.n - TCP_HEADER_MIN) : l.len;
    if (l.len == 0)
        return;
    it = items_octets(d->items, F_TCP_OPTIONS, l.p, l.captured);
    items_in(d->items);
    if (read_list(&l) && l.syn && !l.mss_seen)
        expert_add(d, F_X_MSS_ABSENT, EXPERT_NOTE, EXPERT_PROTOCOL,
                   "The SYN packet does not contain a MSS option");
    items_out(d->items);
    say_summary(&l, it);
    d->malformed = l.malformed;
}
