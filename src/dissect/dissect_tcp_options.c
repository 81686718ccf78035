// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tcp_options.c - the list of TCP options: where it ends, and which lengths are possible.
 * Numbers in comments are sections of docs/analysis.md.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/option_reads.h"
#include "decode/decode.h"
#include "dissect/dissect.h"
#include "dissect/tcp_option.h"
#include "tcp/header.h"
#include "tcp/options.h"

enum { NOP_RUN = 4 };

/**
 * struct list - a header's options while they are read
 * @p, @len:   *borrowed*: the option area as the header has it
 * @captured:  of @len
 * @syn:       the segment's flag
 * @mss_seen:  there was an option of kind 2
 * @malformed: an option had to be read beyond its end
 * @nops:      the counter of 11.7
 * @sacks:     blocks of the SACK options read so far
 */
struct list {
    struct dissection *d;
    const uint8_t *p;
    uint32_t len, captured;
    bool syn, mss_seen, malformed;
    unsigned nops;
    struct sack_ranges sacks;
};

/* What is known of a kind: the name it is complained about with, its field, its length (0: any),
 * and who reads its value. */
static const struct option_form {
    uint8_t kind, len;
    uint16_t field;
    const char *name;
    option_reader *read;
} option_forms[] = {
    {TCP_KIND_MSS, 4, F_OPT_MSS, "Maximum segment size", option_mss},
    {TCP_KIND_WSCALE, 3, F_OPT_WSCALE, "Window scale", option_wscale},
    {TCP_KIND_SACK_PERMITTED, 2, F_OPT_SACK_PERM, "SACK permitted", NULL},
    {TCP_KIND_SACK, 0, F_OPT_SACK, "SACK", option_sack},
    {TCP_KIND_ECHO, 6, F_OPT_ECHO, "Echo", option_echo},
    {TCP_KIND_ECHO_REPLY, 6, F_OPT_ECHO, "Echo reply", option_echo},
    {TCP_KIND_TIMESTAMPS, 10, F_OPT_TIMESTAMP, "Timestamps", option_timestamps},
    {TCP_KIND_CC, 6, F_OPT_CC, "CC", option_cc},
    {TCP_KIND_CC_NEW, 6, F_OPT_CC, "CC.NEW", option_cc},
    {TCP_KIND_CC_ECHO, 6, F_OPT_CC, "CC.ECHO", option_cc},
    {TCP_KIND_MD5, 18, F_OPT_MD5, "TCP MD5 signature", option_md5},
    {TCP_KIND_SCPS, 0, FIELDS, "SCPS capabilities", NULL},
    {TCP_KIND_SNACK, 6, FIELDS, "Selective Negative Acknowledgment", NULL},
    {TCP_KIND_SCPS_RECORD, 2, FIELDS, "SCPS record boundary", NULL},
    {TCP_KIND_SCPS_CORRUPTION, 2, FIELDS, "SCPS corruption experienced", NULL},
    {TCP_KIND_QUICK_START, 8, F_OPT_QS, "Quick-Start", option_quick_start},
    {TCP_KIND_UTO, 4, F_OPT_USER_TO, "User Timeout", option_user_timeout},
    {TCP_KIND_AO, 0, F_OPT_AO, "TCP AO", option_ao},
    {TCP_KIND_MPTCP, 0, FIELDS, "MPTCP", option_mptcp},
    {TCP_KIND_FAST_OPEN, 0, F_OPT_TFO, "TCP Fast Open", option_fast_open},
    {TCP_KIND_RIVERBED_PROBE, 0, FIELDS, "Riverbed Probe", option_probe},
    {TCP_KIND_RIVERBED_TRANSPARENCY, 16, FIELDS, "Riverbed Transparency", NULL},
    {TCP_KIND_ACCECN_0, 0, F_OPT_ACCECN, "Accurate ECN", option_accecn},
    {TCP_KIND_ACCECN_1, 0, F_OPT_ACCECN, "Accurate ECN", option_accecn},
    {TCP_KIND_EXPERIMENT_1, 0, F_OPT_EXPERIMENTAL, "Experimental", option_experimental},
    {TCP_KIND_EXPERIMENT_2, 0, F_OPT_EXPERIMENTAL, "Experimental", option_experimental},
};
static const struct option_form unknown_form = {0, 0, F_OPT_UNKNOWN, "Unknown", option_unknown};

static const struct option_form *find_form(uint8_t kind)
{
    for (size_t i = 0; i < sizeof option_forms / sizeof option_forms[0]; i++)
        if (option_forms[i].kind == kind)
            return &option_forms[i];
    return &unknown_form;
}

static void put_name(char *text, size_t size, uint8_t kind)
{
    const struct option_form *const form = find_form(kind);

    if (form == &unknown_form)
        (void)snprintf(text, size, "Unknown (0x%02x)", kind);
    else
        (void)snprintf(text, size, "%s", form->name);
}

/* A length that ends the list (11.3); false if it is none. */
static bool ends_list(struct list *l, uint32_t at)
{
    const uint32_t len = at + 1 < l->len ? l->p[at + 1] : 0;
    char name[48], text[128];

    put_name(name, sizeof name, l->p[at]);
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
    option_complain(l->d, text);
    return true;
}

/* Behind the end of the list only more of its kind may stand (11.2): whether that is so. */
static bool read_padding(struct list *l, uint32_t at)
{
    for (; at < l->captured; at++) {
        if (l->p[at] != TCP_KIND_END) {
            expert_add(l->d, F_X_AFTER_EOL, EXPERT_ERROR, EXPERT_PROTOCOL,
                       "Non-zero header padding");
            return false;
        }
        items_u(l->d->items, F_OPTION_KIND, TCP_KIND_END);
        items_octets(l->d->items, F_OPT_EOL, l->p + at, 1);
    }
    return l->captured == l->len;
}

static void read_nop(struct list *l, uint32_t at)
{
    items_u(l->d->items, F_OPTION_KIND, TCP_KIND_NOP);
    items_octets(l->d->items, F_OPT_NOP, l->p + at, 1);
    /* The options begin at a multiple of 4. */
    if (l->nops != 0 && at % 4 == 0) {
        l->nops = 0;
        return;
    }
    l->nops++;
    if (l->nops == NOP_RUN)
        expert_add(l->d, F_X_NOP_RUN, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "4 NOP in a row - a router may have removed some options");
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

/* An option with a length; false if nothing behind it can be read. */
static bool read_option(struct list *l, uint32_t at)
{
    const struct option o = {
        .d = l->d,
        .p = l->p + at,
        .len = l->p[at + 1],
        .captured = l->captured - at < l->p[at + 1] ? l->captured - at : l->p[at + 1],
        .sacks = &l->sacks,
    };
    const struct option_form *const form = find_form(o.p[0]);
    char text[40];

    if (form->field != FIELDS)
        items_octets(l->d->items, (enum field_id)form->field, o.p, o.captured);
    items_u(l->d->items, F_OPTION_KIND, o.p[0]);
    items_u(l->d->items, F_OPTION_LEN, o.len);
    if (o.p[0] == TCP_KIND_MSS) {
        l->mss_seen = true;
        if (!l->syn)
            expert_add(l->d, F_X_MSS_PRESENT, EXPERT_WARNING, EXPERT_PROTOCOL,
                       "The non-SYN packet does contain a MSS option");
    }
    if (form->len != 0 && o.len != form->len) {
        (void)snprintf(text, sizeof text, "option length should be %u", form->len);
        option_complain(l->d, text);
    } else if (form->read != NULL) {
        form->read(&o);
    }
    return is_readable(l, &o);
}

/* Whether the list was read to its regular end. */
static bool read_list(struct list *l)
{
    uint32_t at = 0;

    while (at < l->captured) {
        const uint8_t kind = l->p[at];

        if (kind == TCP_KIND_END) {
            items_u(l->d->items, F_OPTION_KIND, kind);
            items_octets(l->d->items, F_OPT_EOL, l->p + at, 1);
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

void dissect_tcp_options(struct dissection *d)
{
    const struct span b = tl_decode_transport(d->view->segment);
    struct list l = {
        .d = d,
        .p = b.p + TCP_HEADER_MIN,
        .len = (b.p[12] >> 4) * 4U - TCP_HEADER_MIN,
        .syn = (b.p[13] & TCPLENS_SYN) != 0,
    };

    l.captured = b.n - TCP_HEADER_MIN < l.len ? (uint32_t)(b.n - TCP_HEADER_MIN) : l.len;
    if (l.len > 0)
        items_octets(d->items, F_TCP_OPTIONS, l.p, l.captured);
    if (read_list(&l) && l.syn && !l.mss_seen)
        expert_add(d, F_X_MSS_ABSENT, EXPERT_NOTE, EXPERT_PROTOCOL,
                   "The SYN packet does not contain a MSS option");
    if (l.malformed)
        expert_add(d, FIELDS, EXPERT_ERROR, EXPERT_MALFORMED,
                   "Malformed Packet (Exception occurred)");
}
