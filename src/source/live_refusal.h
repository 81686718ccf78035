// SPDX-License-Identifier: BSD-3-Clause
/*
 * live_refusal.h - why an interface cannot be captured, and what to do about it: one line that
 * begins with libpcap's words, as tcpdump has them.
 */
#ifndef TL_SOURCE_LIVE_REFUSAL_H
#define TL_SOURCE_LIVE_REFUSAL_H

#include <pcap/pcap.h>

#include <tcplens/error.h>

/* Of what a function of libpcap answered about `pcap`: a PCAP_ERROR_, or PCAP_ERROR with its text.
 * TCPLENS_ERR_DEVICE or _PERMISSION. */
enum tcplens_status tl_live_refusal(pcap_t *pcap, int result, const char *interface,
                                    struct tcplens_error *err);

#endif
