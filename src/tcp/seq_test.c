// SPDX-License-Identifier: BSD-3-Clause
#include "tap.h"
#include "tcp/seq.h"

int main(void)
{
    const struct tcplens_seq last = seq_of(0xffffffff);
    const struct tcplens_seq zero = seq_of(0);

    /* The wrap: 0 comes one octet after 2^32 - 1. */
    T_CHECK(seq_diff(zero, last) == 1);
    T_CHECK(seq_lt(last, zero));
    T_CHECK(!seq_lt(zero, last));
    T_CHECK(seq_eq(seq_add(last, 1), zero));
    T_CHECK(seq_eq(seq_max(last, zero), zero));
    T_CHECK(seq_in_window(seq_of(5), seq_of(0xfffffff0), 32));
    T_CHECK(!seq_in_window(seq_of(16), seq_of(0xfffffff0), 32));
    return t_done();
}
