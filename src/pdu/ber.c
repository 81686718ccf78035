// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/ber.h"

bool ber_read(struct span s, struct ber *out)
{
    const uint8_t *const p = span_take(&s, 2);
    size_t len, extra = 0;

    if (p == NULL)
        return false;
    len = p[1];
    if ((len & 0x80) != 0) {
        const uint8_t *more;

        extra = len & 0x7f;
        more = extra >= 1 && extra <= 4 ? span_take(&s, extra) : NULL;
        if (more == NULL)
            return false;
        len = 0;
        for (size_t i = 0; i < extra; i++)
            len = len << 8 | more[i];
    }
    *out = (struct ber){
        .tag = p[0],
        .head = 2 + extra,
        .len = len,
        .value = {s.p, len < s.n ? len : s.n},
    };
    return true;
}

bool ber_take(struct span *s, struct ber *out)
{
    if (!ber_read(*s, out))
        return false;
    (void)span_take(s, out->head + out->value.n);
    return true;
}
