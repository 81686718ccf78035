// SPDX-License-Identifier: BSD-3-Clause
/* sums.h - checksums (RFC 1071) that follow what they cover (RFC 1624). */
#ifndef TL_REDACT_SUMS_H
#define TL_REDACT_SUMS_H

#include "decode/layers.h"

/* `frame` has become `out`, but for its checksums: change each by what changed below it. `layers`
 * are the frame's; those within others come later. */
void tl_redact_sums(const struct layers *layers, const uint8_t *frame, uint8_t *out);

#endif
