// SPDX-License-Identifier: BSD-3-Clause
#include "source/filter.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "source/linktype.h"

/* What a program returns for a frame that passes; any number but 0 does. */
enum { PASS_OCTETS = 262144 };

static enum tcplens_status no_memory(struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory for the capture filter");
}

enum tcplens_status tl_filter_init(struct filter *f, const char *expression,
                                   struct tcplens_error *err)
{
    *f = (struct filter){0};
    if (expression == NULL)
        return TCPLENS_OK;
    f->expression = strdup(expression);
    return f->expression == NULL ? no_memory(err) : TCPLENS_OK;
}

static bool find(struct filter *f, uint16_t link_type)
{
    if (f->latest < f->n && f->programs[f->latest].link_type == link_type)
        return true;
    for (size_t i = 0; i < f->n; i++) {
        if (f->programs[i].link_type == link_type) {
            f->latest = i;
            return true;
        }
    }
    return false;
}

/* libpcap compiles for an open capture: `header` becomes a savefile without frames, which is read
 * from there. */
static pcap_t *open_for(const struct filter_target *target, uint32_t header[6])
{
    char ignored[PCAP_ERRBUF_SIZE];
    FILE *f;
    pcap_t *pcap;

    if (!target->file)
        return pcap_open_dead(tl_linktype_to_dlt((uint16_t)target->link_type),
                              (int)target->snaplen);
    header[0] = UINT32_C(0xa1b2c3d4);
    memcpy(&header[1], (const uint16_t[]){2, 4}, sizeof header[1]);
    header[2] = header[3] = 0;
    header[4] = target->snaplen;
    header[5] = target->link_type;
    f = fmemopen(header, 6 * sizeof *header, "r");
    if (f == NULL)
        return NULL;
    pcap = pcap_fopen_offline(f, ignored);
    if (pcap == NULL)
        (void)fclose(f);
    return pcap;
}

enum tcplens_status tl_filter_compile(struct bpf_program *code, const char *expression,
                                      const struct filter_target *target, struct tcplens_error *err)
{
    uint32_t header[6];
    pcap_t *const pcap = open_for(target, header);
    enum tcplens_status status = TCPLENS_OK;

    if (pcap == NULL)
        return no_memory(err);
    /* A file has no netmask; with 0, as in tcpdump, "ip broadcast" has a meaning all the same. */
    if (pcap_compile(pcap, code, expression, target->optimize, 0) != 0)
        status = tl_error(err, TCPLENS_ERR_FILTER, 0, "%s", pcap_geterr(pcap));
    pcap_close(pcap);
    return status;
}

static enum tcplens_status compile(const char *expression, uint16_t link_type,
                                   struct bpf_program *code, struct tcplens_error *err)
{
    const struct filter_target target = {
        .link_type = link_type, .snaplen = PASS_OCTETS, .file = true, .optimize = true};
    struct tcplens_error why;
    const enum tcplens_status status = tl_filter_compile(code, expression, &target, &why);

    if (status == TCPLENS_OK)
        return status;
    (void)tl_error(err, status, 0, "capture filter \"%.200s\": %s", expression, why.text);
    return tl_error_libpcap(err, status, "%.180s", why.text);
}

enum tcplens_status tl_filter_prepare(struct filter *f, uint16_t link_type,
                                      struct tcplens_error *err)
{
    struct filter_program *more;
    struct bpf_program code;
    enum tcplens_status status;

    if (f->expression == NULL || find(f, link_type))
        return TCPLENS_OK;
    status = compile(f->expression, link_type, &code, err);
    if (status != TCPLENS_OK)
        return status;
    more = realloc(f->programs, (f->n + 1) * sizeof *more);
    if (more == NULL) {
        pcap_freecode(&code);
        return no_memory(err);
    }
    more[f->n] = (struct filter_program){link_type, code};
    f->programs = more;
    f->latest = f->n++;
    return TCPLENS_OK;
}

enum tcplens_status tl_filter_passes(struct filter *f, const struct tcplens_frame *frame,
                                     bool *passes, struct tcplens_error *err)
{
    const struct pcap_pkthdr header = {.caplen = frame->caplen, .len = frame->len};
    const enum tcplens_status status = tl_filter_prepare(f, frame->link_type, err);

    *passes = status == TCPLENS_OK &&
              (f->expression == NULL ||
               pcap_offline_filter(&f->programs[f->latest].code, &header, frame->octets) != 0);
    return status;
}

enum tcplens_status tl_filter_apply(struct filter *f, struct frame_batch *batch,
                                    struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;
    size_t kept = 0;

    if (f->expression == NULL)
        return TCPLENS_OK;
    for (size_t i = 0; i < batch->n; i++) {
        bool passes;

        status = tl_filter_passes(f, &batch->frames[i], &passes, err);
        if (status != TCPLENS_OK)
            break;
        if (passes)
            batch->frames[kept++] = batch->frames[i];
    }
    batch->n = kept;
    return status;
}

void tl_filter_fini(struct filter *f)
{
    for (size_t i = 0; i < f->n; i++)
        pcap_freecode(&f->programs[i].code);
    free(f->programs);
    free(f->expression);
}
