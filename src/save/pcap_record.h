// SPDX-License-Identifier: BSD-3-Clause
/* pcap_record.h - the octets of a classic savefile, in this machine's byte order, as tcpdump's. */
#ifndef TL_SAVE_PCAP_RECORD_H
#define TL_SAVE_PCAP_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/frame.h>

enum { PCAP_FILE_HEADER = 24, PCAP_RECORD_HEADER = 16 };

/* The header of a file of version 2.4; above the 16 bits of `link` stand frame check octets. */
void pcap_file_header(uint8_t out[PCAP_FILE_HEADER], uint32_t link, uint32_t snaplen, bool nano);

/* What stands before a frame's octets. Times outside 1970 to 2106 wrap, as the field does. */
void pcap_record_header(uint8_t out[PCAP_RECORD_HEADER], const struct tcplens_frame *frame,
                        bool nano);

#endif
