// SPDX-License-Identifier: BSD-3-Clause
/*
 * ek.h - frames as tshark's `-T ek`, for Elasticsearch's bulk interface: two lines a frame, the
 * second of which has a flat object for each layer. Keys have underscores for dots and the name of
 * their protocol in front; a key that comes again makes an array.
 */
#ifndef TL_EXPORT_EK_H
#define TL_EXPORT_EK_H

#include "export/json.h"

/* Of the options, `values` and `raw` do not count. */
void tl_ek_write(struct text *out, const struct json_options *options, const struct items *items,
                 struct outline *scratch);

#endif
