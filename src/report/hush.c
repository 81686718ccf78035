// SPDX-License-Identifier: BSD-3-Clause
#include "report/hush.h"

#include <stdlib.h>
#include <string.h>

static void hush(struct tell *tell, uint32_t payload_len)
{
    switch (tell->code) {
    case TELL_ICMP_ERROR: /* texts of ours */
    case TELL_TLS_ALERT:
        return;
    case TELL_HTTP_REQUEST: /* there is nothing to say of these but what they say */
    case TELL_HTTP_RESPONSE:
    case TELL_SSH_BANNER:
    case TELL_APP_LINE:
    case TELL_DNS_QUERY:
    case TELL_DNS_RESPONSE:
        *tell = (struct tell){.code = TELL_SENDS, .n = payload_len, .ns = -1};
        return;
    default:
        tell->text = 0;
        return;
    }
}

bool tl_story_hush(struct story *copy, const struct story *story)
{
    *copy = *story;
    copy->request = copy->response = 0;
    copy->rows = malloc((story->n_rows + 1) * sizeof *copy->rows);
    if (copy->rows == NULL)
        return false;
    memcpy(copy->rows, story->rows, story->n_rows * sizeof *copy->rows);
    for (size_t i = 0; i < copy->n_rows; i++)
        for (unsigned k = 0; k < copy->rows[i].n_tells; k++)
            hush(&copy->rows[i].tells[k], copy->rows[i].payload_len);
    return true;
}

void tl_story_unhush(struct story *copy)
{
    free(copy->rows);
}
