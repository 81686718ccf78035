// SPDX-License-Identifier: BSD-3-Clause
/* findings.h - a story's findings on a page. */
#ifndef TL_RENDER_FINDINGS_H
#define TL_RENDER_FINDINGS_H

#include "render/page.h"

/* Each with its severity, name, title, confidence, RFC and evidence; nothing if there are none. */
void findings_put(struct page *p, const struct story *story);

#endif
