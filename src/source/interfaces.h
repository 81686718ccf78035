// SPDX-License-Identifier: BSD-3-Clause
/* interfaces.h - the interfaces of one capture, in the order it names them. */
#ifndef TL_SOURCE_INTERFACES_H
#define TL_SOURCE_INTERFACES_H

#include "base/octets.h"
#include "source/source.h"

/* frame.iface is 16 bits wide; no real capture comes near. */
enum { INTERFACES_MAX = 65535, INTERFACE_NAME_MAX = 64, INTERFACE_TEXT_MAX = 1024 };

/**
 * struct interfaces - a growing list, all zero when empty
 * @v: *owned*, @n of @cap elements whose texts are *owned* too
 */
struct interfaces {
    struct source_interface *v;
    size_t n, cap;
};

/*
 * Append one, of the link type that the capture has as `link_field`; octets of `name` that could
 * harm a terminal become '.', and a long name is cut. TCPLENS_ERR_MEMORY without memory; requires n
 * < INTERFACES_MAX.
 */
enum tcplens_status tl_interfaces_add(struct interfaces *list, uint32_t link_field,
                                      uint32_t snaplen, struct span name, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/**
 * struct interface_texts - what else a capture may say of an interface; all zero says nothing
 */
struct interface_texts {
    struct span description, filter, os;
};

/* Likewise for the one that was appended last. */
enum tcplens_status tl_interfaces_describe(struct interfaces *list,
                                           const struct interface_texts *texts,
                                           struct tcplens_error *err)
    __attribute__((warn_unused_result));

void tl_interfaces_fini(struct interfaces *list);

#endif
