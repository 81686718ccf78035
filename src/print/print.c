// SPDX-License-Identifier: BSD-3-Clause
/*
 * print.c - a frame from its number to its newline.
 */
#include "print/print.h"

#include <stdlib.h>

#include "base/error.h"
#include "print/ahead.h"
#include "print/clock.h"
#include "print/hex.h"
#include "print/interface_names.h"
#include "print/line.h"
#include "print/link.h"
#include "print/tcp_memory.h"

enum { FRAME_LEN_MAX = 262144 }; /* libpcap's largest snapshot length */

struct printer {
    struct tcplens_print_options options;
    struct clock_memory clock;
    struct tcp_memory *tcp;
    struct interface_names interfaces;
    uint64_t frames;
};

enum tcplens_status tl_print_new(struct printer **ret, const struct tcplens_print_options *options,
                                 struct tcplens_error *err)
{
    struct printer *const p = calloc(1, sizeof(*p));

    if (p != NULL)
        p->tcp = tcp_memory_new();
    if (p == NULL || p->tcp == NULL) {
        free(p);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory");
    }
    interface_names_init(&p->interfaces);
    p->options = *options;
    *ret = p;
    return TCPLENS_OK;
}

void tl_print_free(struct printer *p)
{
    if (p == NULL)
        return;
    interface_names_fini(&p->interfaces);
    tcp_memory_free(p->tcp);
    free(p);
}

static void print_link(struct line *l)
{
    const struct tcplens_frame *const f = l->frame;
    line_printer *const printer = link_printer(f->link_type);
    const struct body b = {f->octets, f->caplen, f->len};

    if (printer == NULL) {
        line_str(l, "UNSUPPORTED");
        hex_print(l, b.p, b.n, HEX_AND_ASCII);
    } else if (printer(l, b) == CUT) {
        line_cut(l);
        l->link_len = 0;
    }
}

/* "name(v) op limit)" without the last: what is wrong with one of a frame's lengths. */
static void put_length(struct line *l, const char *name, uint64_t v, const char *op)
{
    line_str(l, name);
    line_number(l, "(", v);
    line_str(l, op);
}

/* What stands for a frame whose lengths cannot be; false if they can. */
static bool print_invalid(struct line *l)
{
    const struct tcplens_frame *const f = l->frame;

    if (f->caplen > 0 && f->len >= f->caplen && f->len <= FRAME_LEN_MAX)
        return false;
    line_str(l, "[Invalid header:");
    if (f->caplen == 0)
        line_str(l, f->len == 0 ? " caplen==0," : " caplen==0");
    if (f->len == 0) {
        line_str(l, " len==0");
    } else if (f->len < f->caplen) {
        put_length(l, " len", f->len, ") < caplen");
        line_number(l, "(", f->caplen);
        line_char(l, ')');
    }
    if (f->len > FRAME_LEN_MAX) {
        line_str(l, f->caplen == 0 || f->len < f->caplen ? "," : "");
        put_length(l, " len", f->len, ") > ");
        line_u64(l, FRAME_LEN_MAX);
    }
    line_char(l, ']');
    return true;
}

static void print_time(struct printer *p, struct text *out, const struct tcplens_frame *frame)
{
    char *const at = text_room(out, CLOCK_MAX);

    if (at != NULL)
        text_advance(out, (size_t)(clock_put(at, &p->clock, &p->options, frame) - at));
}

void tl_print_frame(struct printer *p, struct text *out, const struct tcplens_frame *frame)
{
    static const struct ip_info no_ip;
    struct line l = {
        .out = out,
        .options = &p->options,
        .frame = frame,
        .protocol = "",
        .ip = &no_ip,
        .tcp = p->tcp,
        .interfaces = &p->interfaces,
    };

    p->frames++;
    if (p->options.number) {
        text_u64_padded(out, p->frames, 5, ' ');
        line_str(&l, "  ");
    }
    if (!print_invalid(&l)) {
        print_time(p, out, frame);
        print_link(&l);
        hex_print_frame(&l);
    }
    line_char(&l, '\n');
}

void tl_print_expect(const struct printer *p, const struct tcplens_frame *frames, size_t n)
{
    if (!p->options.absolute_seq)
        ahead_look(p->tcp, frames, n);
}
