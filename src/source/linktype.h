// SPDX-License-Identifier: BSD-3-Clause
/*
 * linktype.h - LINKTYPE_ values, which stand in files, against DLT_ values, which libpcap's
 * functions take: the same numbers but for a few that operating systems had given away twice.
 */
#ifndef TL_SOURCE_LINKTYPE_H
#define TL_SOURCE_LINKTYPE_H

#include <stdint.h>

/* What a file says, with the DLT_ values that old programs wrote instead made LINKTYPE_ values. */
uint16_t tl_linktype_normalise(uint16_t in_file);

/* Between LINKTYPE_ and this system's DLT_. */
uint16_t tl_linktype_from_dlt(int dlt);
int tl_linktype_to_dlt(uint16_t link_type);

#endif
