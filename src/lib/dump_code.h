// SPDX-License-Identifier: BSD-3-Clause
/* dump_code.h - capture filters compiled apart from a capture, with libpcap's own words. */
#ifndef TL_LIB_DUMP_CODE_H
#define TL_LIB_DUMP_CODE_H

#include <pcap/pcap.h>
#include <stdbool.h>

#include <tcplens/error.h>

/* Compile `expression` ("" for every frame). On success `*code` is *owned* by the caller. */
enum tcplens_status tl_dump_compile(struct bpf_program *code, const char *expression, bool optimize,
                                    uint16_t link_type, uint32_t snaplen, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#endif
