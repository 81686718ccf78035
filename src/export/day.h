// SPDX-License-Identifier: BSD-3-Clause
/* day.h - "packets-2024-09-18": the index that tshark's documents name, by the frame's local day.
 */
#ifndef TL_EXPORT_DAY_H
#define TL_EXPORT_DAY_H

#include "base/text.h"

void tl_day_write(struct text *out, int64_t ns);

#endif
