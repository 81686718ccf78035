// SPDX-License-Identifier: BSD-3-Clause
/* station.h - a station's address, with its name where names are wanted: "RealtekU_12:34:56
 * (52:54:00:12:34:56)". */
#ifndef TL_FIELD_STATION_H
#define TL_FIELD_STATION_H

#include "base/text.h"
#include "field/items.h"

/* The name alone; the address where there is none, or where none is wanted. */
void tl_station_name(struct text *out, const struct items *items, const uint8_t address[6]);

void tl_station_write(struct text *out, const struct items *items, const uint8_t address[6]);

#endif
