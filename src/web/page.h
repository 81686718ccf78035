// SPDX-License-Identifier: BSD-3-Clause
/*
 * page.h - the page of `report` and `ui`, which tools/bundle-web made of ui/web.
 *
 * A file is: start, <meta http-equiv="Content-Security-Policy" content="POLICY">, middle, the
 * documents, end. Served, the policy is a header, and documents are asked for: start, middle, end.
 */
#ifndef TL_WEB_PAGE_H
#define TL_WEB_PAGE_H

#include "base/octets.h"

/**
 * struct web_page - parts of the page, *borrowed* for ever
 * @policy: content security policy: one script, one style sheet, nothing from elsewhere; has no
 *          double quote. connect-src is for who serves documents to add.
 * @start:  to the place of a policy, in the head
 * @middle: to the place of documents, behind the body's elements
 * @end:    the script, and the rest
 */
struct web_page {
    const char *policy;
    struct span start, middle, end;
};

struct web_page tl_web_page(void);

#endif
