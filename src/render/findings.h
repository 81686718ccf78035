// SPDX-License-Identifier: BSD-3-Clause
/* findings.h - findings on a page, and what they rest on. */
#ifndef TL_RENDER_FINDINGS_H
#define TL_RENDER_FINDINGS_H

#include "render/page.h"

/* All findings of a story; nothing if there are none. */
void findings_put(struct page *p, const struct story *story);

/* "likely · frames 3, 7 · RFC 9293 3.5 · its-name": what a finding rests on. */
void findings_grounds(struct text *t, const struct catalogue *c, const struct finding *f);

#endif
