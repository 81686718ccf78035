// SPDX-License-Identifier: BSD-3-Clause
#include "lib/dump_code.h"

#include <string.h>

#include <tcplens/dump.h>

#include "base/error.h"
#include "base/text.h"
#include "source/linktype.h"

enum { CODE_BUFFER = 4096 };

enum tcplens_status tl_dump_compile(struct bpf_program *code, const char *expression, bool optimize,
                                    uint16_t link_type, uint32_t snaplen, struct tcplens_error *err)
{
    pcap_t *const dead = pcap_open_dead(tl_linktype_to_dlt(link_type), (int)snaplen);
    enum tcplens_status status = TCPLENS_OK;

    if (dead == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory for the capture filter");
    if (pcap_compile(dead, code, expression, optimize, PCAP_NETMASK_UNKNOWN) != 0)
        status = tl_error(err, TCPLENS_ERR_FILTER, 0, "%s", pcap_geterr(dead));
    pcap_close(dead);
    return status;
}

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

enum tcplens_status tcplens_dump_code(const char *expression, bool optimize, uint16_t link_type,
                                      uint32_t snaplen, enum tcplens_code_form form,
                                      tcplens_sink *sink, void *ctx, struct tcplens_error *err)
{
    char buf[CODE_BUFFER];
    struct bpf_program code;
    struct text t;
    const enum tcplens_status status = tl_dump_compile(&code, expression != NULL ? expression : "",
                                                       optimize, link_type, snaplen, err);

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
