// SPDX-License-Identifier: BSD-3-Clause
/* dump_code.c - a filter's code in tcpdump's three forms (-d, -dd, -ddd). */
#include <tcplens/dump.h>

#include "base/error.h"
#include "base/text.h"
#include "source/filter.h"

enum { CODE_BUFFER = 4096 };

static void put_instruction(struct text *t, const struct bpf_insn *i, unsigned at,
                            enum tcplens_code_form form)
{
    switch (form) {
    case TCPLENS_CODE_TEXT:
        text_str(t, bpf_image(i, (int)at));
        break;
    case TCPLENS_CODE_C:
        text_str(t, "{ 0x");
        text_hex(t, i->code, i->code > 0xff ? 4 : i->code > 0xf ? 2 : 1);
        text_str(t, ", ");
        text_u64(t, i->jt);
        text_str(t, ", ");
        text_u64(t, i->jf);
        text_str(t, ", 0x");
        text_hex(t, i->k, 8);
        text_str(t, " },");
        break;
    case TCPLENS_CODE_DECIMAL:
        text_u64(t, i->code);
        text_char(t, ' ');
        text_u64(t, i->jt);
        text_char(t, ' ');
        text_u64(t, i->jf);
        text_char(t, ' ');
        text_u64(t, i->k);
        break;
    }
    text_char(t, '\n');
}

enum tcplens_status tcplens_dump_code(const char *expression,
                                      const struct tcplens_code_target *target,
                                      enum tcplens_code_form form, tcplens_sink *sink, void *ctx,
                                      struct tcplens_error *err)
{
    char buf[CODE_BUFFER];
    struct bpf_program code;
    struct text t;
    const struct filter_target compiled = {.link_type = target->link_type,
                                           .snaplen = target->snaplen,
                                           .file = target->file,
                                           .optimize = target->optimize};
    const enum tcplens_status status =
        tl_filter_compile(&code, expression != NULL ? expression : "", &compiled, err);

    if (status != TCPLENS_OK)
        return status;
    text_init(&t, buf, sizeof buf, sink, ctx);
    if (form == TCPLENS_CODE_DECIMAL) {
        text_u64(&t, code.bf_len);
        text_char(&t, '\n');
    }
    for (unsigned i = 0; i < code.bf_len; i++)
        put_instruction(&t, &code.bf_insns[i], i, form);
    text_flush(&t);
    pcap_freecode(&code);
    return t.failed ? tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written")
                    : TCPLENS_OK;
}
