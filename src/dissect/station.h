// SPDX-License-Identifier: BSD-3-Clause
/* station.h - addresses of stations in a tree: with their names, where names are wanted. Within
 * this room. */
#ifndef TL_DISSECT_STATION_H
#define TL_DISSECT_STATION_H

#include "dissect/dissect.h"

/* "VMware_c2:89:0b (00:0c:29:c2:89:0b)", or only the address. */
void say_station(const struct dissection *d, struct text *line, const uint8_t address[6]);

/* The address as a value. */
struct item *put_station(struct dissection *d, enum field_id field, const uint8_t address[6]);

#endif
