// SPDX-License-Identifier: BSD-3-Clause
#include "stack/rtt.h"

enum { SECOND_NS = 1000000000 };

void rtt_init(struct rtt *r)
{
    *r = (struct rtt){.min = INT64_MAX, .rto = SECOND_NS};
}

void rtt_sample(struct rtt *r, int64_t sample_ns, int64_t min_rto_ns, int64_t max_rto_ns)
{
    if (sample_ns < 1)
        sample_ns = 1;
    if (sample_ns < r->min)
        r->min = sample_ns;
    if (r->srtt == 0) { /* 2.2 */
        r->srtt = sample_ns;
        r->rttvar = sample_ns / 2;
    } else { /* 2.3, with alpha = 1/8 and beta = 1/4 */
        const int64_t off = r->srtt > sample_ns ? r->srtt - sample_ns : sample_ns - r->srtt;

        r->rttvar += (off - r->rttvar) / 4;
        r->srtt += (sample_ns - r->srtt) / 8;
    }
    r->rto = r->srtt + 4 * r->rttvar;
    if (r->rto < min_rto_ns)
        r->rto = min_rto_ns;
    if (r->rto > max_rto_ns)
        r->rto = max_rto_ns;
}

int64_t rtt_timeout(const struct rtt *r, int64_t max_rto_ns)
{
    int64_t timeout = r->rto;

    for (unsigned i = 0; i < r->backoff && timeout < max_rto_ns; i++)
        timeout *= 2;
    return timeout < max_rto_ns ? timeout : max_rto_ns;
}
