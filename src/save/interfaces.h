// SPDX-License-Identifier: BSD-3-Clause
/*
 * interfaces.h - the interfaces of what is saved: those of one capture, or of several that go into
 * one file one after another.
 *
 * A capture's interfaces are numbered from 0 on; an interface that an earlier capture had too, told
 * by all that is said of it, keeps its number in the file, and what it has seen is added up. So the
 * list does not grow when many captures of one machine are joined.
 */
#ifndef TL_SAVE_INTERFACES_H
#define TL_SAVE_INTERFACES_H

#include "save/save.h"

/* One interface; its texts are *owned*. `before`: what it had seen in earlier captures. */
struct kept_interface {
    struct save_interface said;
    struct save_counts before;
};

/**
 * struct kept_interfaces - all zero when empty
 * @v:     *owned*, @n of them with room for @cap
 * @ids:   *owned*: index in @v by number in the present capture, rising; @n_ids of them, with room
 *         for @cap_ids
 */
struct kept_interfaces {
    struct kept_interface *v;
    uint32_t n, cap;
    uint32_t *ids;
    uint32_t n_ids, cap_ids;
};

/* The next interface of the present capture. `*fresh`: it was not in @v before. */
enum tcplens_status kept_interfaces_add(struct kept_interfaces *k, const struct save_interface *i,
                                        bool *fresh, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* What all captures so far, the present one included, say of @v[id]. */
struct save_counts kept_interfaces_counts(const struct kept_interfaces *k, uint32_t id,
                                          const struct save_options *options);

/* The present capture is over: keep its counts. */
void kept_interfaces_next_capture(struct kept_interfaces *k, const struct save_options *options);

void kept_interfaces_fini(struct kept_interfaces *k);

#endif
