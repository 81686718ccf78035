// SPDX-License-Identifier: BSD-3-Clause
/*
 * filter.h - a capture filter over frames of a file: libpcap compiles the expression once for each
 * link type that turns up, and runs it.
 *
 * libpcap's compiler may run in several threads at once since 1.8 (pcap_compile(3PCAP)), and the
 * programs are read only; a struct filter belongs to one source, so to one thread at a time.
 */
#ifndef TL_SOURCE_FILTER_H
#define TL_SOURCE_FILTER_H

#include <pcap/pcap.h>

#include "source/source.h"

/**
 * struct filter_program - the expression for one link type
 */
struct filter_program {
    uint16_t link_type;
    struct bpf_program code;
};

/**
 * struct filter - all zero lets every frame pass
 * @expression: *owned*, NULL for none
 * @programs:   *owned*, @n of them
 * @latest:     index of the program used last
 */
struct filter {
    char *expression;
    struct filter_program *programs;
    size_t n, latest;
};

/**
 * struct filter_target - what an expression is compiled for
 * @link_type: LINKTYPE_ value, or as a file has it (struct source_interface's link_field)
 * @snaplen:   octets that a frame has at most
 * @file:      as for frames of a file: libpcap lets the family of LINKTYPE_NULL and _LOOP be any
 *             system's there, and only this machine's otherwise
 * @optimize:  make the code short
 */
struct filter_target {
    uint32_t link_type, snaplen;
    bool file, optimize;
};

/* Compile. TCPLENS_ERR_FILTER with libpcap's words alone. On success `*code` is *owned* by the
 * caller. */
enum tcplens_status tl_filter_compile(struct bpf_program *code, const char *expression,
                                      const struct filter_target *target, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Begin with a copy of `expression`, NULL to let every frame pass. */
enum tcplens_status tl_filter_init(struct filter *f, const char *expression,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Compile for a link type, unless that was done. TCPLENS_ERR_FILTER with libpcap's own words. */
enum tcplens_status tl_filter_prepare(struct filter *f, uint16_t link_type,
                                      struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Whether one frame passes. */
enum tcplens_status tl_filter_passes(struct filter *f, const struct tcplens_frame *frame,
                                     bool *passes, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/*
 * Keep the frames of `batch` that pass, in order. If the expression does not compile for the link
 * type of one, the frames before it are kept, those from it on are dropped, and it fails.
 */
enum tcplens_status tl_filter_apply(struct filter *f, struct frame_batch *batch,
                                    struct tcplens_error *err) __attribute__((warn_unused_result));

void tl_filter_fini(struct filter *f);

#endif
