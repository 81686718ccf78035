// SPDX-License-Identifier: BSD-3-Clause
#include "web/page.h"

#include "web_page.h"

struct web_page tl_web_page(void)
{
    return (struct web_page){
        .policy = page_policy,
        .start = {page_start, sizeof page_start},
        .middle = {page_middle, sizeof page_middle},
        .end = {page_end, sizeof page_end},
    };
}
