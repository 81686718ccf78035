// SPDX-License-Identifier: BSD-3-Clause
/* losses_test.c - which reason lost frames are put down to. */
#include "../../src/cli/losses.h"
#include "tap.h"

#define S INT64_C(1000000000)

int main(void)
{
    struct losses l = {.looked_ns = 10 * S};
    struct tcplens_dump_stats now = {.frames = 5};

    T_CHECK(!losses_judge(&l, &now, 11 * S));

    /* Little time was spent with the output: this program is too slow. */
    now.dropped_ring = 7;
    now.output_ns = (uint64_t)S / 10;
    T_CHECK(losses_judge(&l, &now, 12 * S));
    T_CHECK(l.slow_program == 7 && l.slow_output == 0);

    /* More than half of the second was. */
    now.dropped_ring = 10;
    now.output_ns += (uint64_t)S * 6 / 10;
    T_CHECK(losses_judge(&l, &now, 13 * S));
    T_CHECK(l.slow_program == 7 && l.slow_output == 3);

    /* One write that took longer than a second counts when it is done. */
    now.dropped_ring = 110;
    now.output_ns += (uint64_t)S * 5;
    T_CHECK(losses_judge(&l, &now, 18 * S));
    T_CHECK(l.slow_program == 7 && l.slow_output == 103);

    now.dropped_iface = 1;
    T_CHECK(losses_judge(&l, &now, 19 * S));
    T_CHECK(!losses_judge(&l, &now, 20 * S));
    T_CHECK(l.slow_program == 7 && l.slow_output == 103);
    return t_done();
}
