// SPDX-License-Identifier: BSD-3-Clause
/* device.h - the network interfaces of this machine that can be captured on. */
#ifndef TCPLENS_DEVICE_H
#define TCPLENS_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/**
 * struct tcplens_device - one interface; texts are *borrowed* until the callback returns, and
 * harmless to a terminal
 * @name:        what tcplens_explain_live() takes
 * @description: what it is, "" if nobody says
 * @flags:       in words, as tcpdump -D has them: "Up, Running, Loopback"
 * @up, @running, @loopback, @wireless: as the kernel has it
 */
struct tcplens_device {
    const char *name, *description, *flags;
    bool up, running, loopback, wireless;
};

typedef void tcplens_device_fn(void *ctx, const struct tcplens_device *device);

/* Call `fn` for each interface, the most likely ones first. TCPLENS_ERR_PERMISSION if there is none
 * that this process may capture on. */
enum tcplens_status tcplens_list_devices(tcplens_device_fn *fn, void *ctx,
                                         struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* One of several choices; texts are *borrowed* until the callback returns. */
typedef void tcplens_choice_fn(void *ctx, const char *name, const char *description);

/* Call `fn` for each link type that `interface` can be captured with, in monitor mode or not; for
 * each kind of time stamps. */
enum tcplens_status tcplens_list_link_types(const char *interface, bool monitor,
                                            tcplens_choice_fn *fn, void *ctx,
                                            struct tcplens_error *err)
    __attribute__((warn_unused_result));
enum tcplens_status tcplens_list_timestamps(const char *interface, tcplens_choice_fn *fn, void *ctx,
                                            struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* The LINKTYPE_ value of a name such as "EN10MB"; false if there is none. */
bool tcplens_find_link_type(const char *name, uint16_t *ret);

/* Whether frames of this LINKTYPE_ value are printed as more than their octets. */
bool tcplens_prints_link_type(uint16_t link_type);

/* Whether there is a kind of time stamps of that name, such as "host"; not every interface has
 * each. */
bool tcplens_find_timestamps(const char *name);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
