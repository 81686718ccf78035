// SPDX-License-Identifier: BSD-3-Clause
/* How much of an option is read, of a few kinds of each sort: as tshark was seen to do it. */
#include "analysis/engine.h"
#include "tap.h"

/* Of an option of `kind` with `n` octets of value that begin with `octets`, all captured. */
static size_t reads(unsigned kind, const char *octets, size_t n)
{
    uint8_t value[40] = {0};

    for (size_t i = 0; octets[i] != '\0'; i++)
        value[i] = (uint8_t)octets[i];
    return tl_analysis_option_reads(kind, (struct span){value, n}, n);
}

static void reads_one_length_only(void)
{
    T_CHECK(reads(2, "", 2) == 2 && reads(2, "", 3) == 0 && reads(2, "", 1) == 0);
    T_CHECK(reads(8, "", 8) == 8 && reads(8, "", 9) == 0);
    T_CHECK(reads(4, "", 0) == 0 && reads(4, "", 7) == 0);
    T_CHECK(reads(27, "", 6) == 2);
    T_CHECK(reads(172, "", 9) == 9 && reads(174, "", 6) == 6 && reads(172, "", 12) == 0);
}

static void reads_any_length(void)
{
    T_CHECK(reads(34, "", 5) == 5 && reads(99, "", 20) == 20 && reads(99, "", 0) == 0);
    T_CHECK(reads(253, "", 1) == 0 && reads(254, "", 3) == 3);
}

static void reads_blocks_and_an_edge(void)
{
    T_CHECK(reads(5, "", 8) == 8 && reads(5, "", 11) == 11 && reads(5, "", 12) == 12);
    T_CHECK(reads(5, "", 15) == 12 && reads(5, "", 16) == 16);
}

static void reads_by_subtype(void)
{
    T_CHECK(reads(30, "", 0) == 1);
    T_CHECK(reads(30, "\1\1", 10) == 10 && reads(30, "\1\1", 11) == 2); /* capable */
    T_CHECK(reads(30, "\x20\5", 16) == 16); /* DSS: ACK, numbers, no room for a checksum */
    T_CHECK(reads(30, "\x20\5", 18) == 18 && reads(30, "\x20\1", 18) == 6);
    T_CHECK(reads(30, "\x70", 3) == 10); /* fast close: beyond its end */
    T_CHECK(reads(30, "\xf0", 7) == 1);
    T_CHECK(reads(76, "\x11", 9) == 12 && reads(76, "\x51", 20) == 16 && reads(76, "\x02", 3) == 1);
    T_CHECK(reads(21, "", 4) > 4 && reads(21, "", 5) == 0);
}

int main(void)
{
    reads_one_length_only();
    reads_any_length();
    reads_blocks_and_an_edge();
    reads_by_subtype();
    return t_done();
}
