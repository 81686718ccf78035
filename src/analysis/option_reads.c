// SPDX-License-Identifier: BSD-3-Clause
/*
 * option_reads.c - how much of an option's value Wireshark reads, found by trying every kind with
 * every length, whole and cut (docs/analysis.md, section 11).
 *
 * It matters where the octets end too early: reading beyond an option ends the reading of the whole
 * segment, and an option that the capture has cut does no harm if what it reads is there.
 */
#include "analysis/engine.h"
#include "analysis/riverbed.h"
#include "tcp/options.h"

enum {
    SACK_BLOCK = 8,
    SACK_EDGE = 4,
};

/* Subtypes of MPTCP (RFC 8684 8). */
enum {
    MPTCP_CAPABLE,
    MPTCP_JOIN,
    MPTCP_DSS,
    MPTCP_ADD_ADDRESS,
    MPTCP_REMOVE_ADDRESS,
    MPTCP_PRIORITY,
    MPTCP_FAIL,
    MPTCP_FAST_CLOSE,
    MPTCP_RESET,
};

/* Whether `n` is one of the lengths in `set`, bit by bit. */
static bool is_one_of(uint32_t set, size_t n)
{
    return n < 32 && (set >> n & 1) != 0;
}

/* RFC 8684 3.3: with numbers, and with a checksum if there is room for one. */
static size_t dss_reads(unsigned flags, size_t total)
{
    enum { HAS_ACK = 1, LONG_ACK = 2, HAS_NUMBERS = 4, LONG_NUMBER = 8 };
    size_t n = 2;

    if ((flags & HAS_ACK) != 0)
        n += (flags & LONG_ACK) != 0 ? 8U : 4U;
    if ((flags & HAS_NUMBERS) == 0)
        return n;
    n += ((flags & LONG_NUMBER) != 0 ? 8U : 4U) + 6;
    return total >= n + 2 ? n + 2 : n;
}

/* RFC 8684 3: of some subtypes more is read if the length is one of those that they can have. */
static size_t mptcp_reads(struct span captured, size_t n)
{
    const uint32_t capable = 1U << 10 | 1U << 18 | 1U << 20 | 1U << 22;
    const uint32_t join = 1U << 10 | 1U << 14 | 1U << 22;
    const uint32_t address =
        1U << 6 | 1U << 8 | 1U << 14 | 1U << 16 | 1U << 18 | 1U << 20 | 1U << 26 | 1U << 28;

    if (captured.n == 0)
        return 1;
    switch (captured.p[0] >> 4) {
    case MPTCP_CAPABLE:
        return is_one_of(capable, n) ? n : 2;
    case MPTCP_JOIN:
        return is_one_of(join, n) ? n : 1;
    case MPTCP_DSS:
        return dss_reads(captured.n < 2 ? 0 : captured.p[1], n);
    case MPTCP_ADD_ADDRESS:
        return is_one_of(address, n) ? n : 2;
    case MPTCP_REMOVE_ADDRESS:
        return n;
    case MPTCP_PRIORITY:
        return n == 2 ? 2 : 1;
    case MPTCP_FAIL:
    case MPTCP_FAST_CLOSE:
        return 10;
    case MPTCP_RESET:
        return 2;
    default:
        return 1;
    }
}

static size_t riverbed_reads(struct span captured, size_t n)
{
    if (captured.n == 0)
        return n == 0 ? 0 : 1;
    return riverbed_probe_needs(captured.p[0]) - 2;
}

/* Of a kind with one length: all of that length, and nothing of another. */
static size_t exactly(size_t right, size_t n)
{
    return n == right ? n : 0;
}

size_t tl_analysis_option_reads(unsigned kind, struct span captured, size_t n)
{
    switch (kind) {
    case TCP_KIND_MSS:
    case TCP_KIND_SCPS:
    case TCP_KIND_UTO:
        return exactly(2, n);
    case TCP_KIND_WSCALE:
        return exactly(1, n);
    case TCP_KIND_SACK_PERMITTED:
    case TCP_KIND_SCPS_RECORD:
    case TCP_KIND_SCPS_CORRUPTION:
        return 0;
    case TCP_KIND_SACK:
        return n - (n % SACK_BLOCK > SACK_EDGE ? n % SACK_BLOCK - SACK_EDGE : 0);
    case TCP_KIND_ECHO:
    case TCP_KIND_ECHO_REPLY:
    case TCP_KIND_CC:
    case TCP_KIND_CC_NEW:
    case TCP_KIND_CC_ECHO:
        return exactly(4, n);
    case TCP_KIND_TIMESTAMPS:
        return exactly(8, n);
    case TCP_KIND_MD5:
        return exactly(16, n);
    case TCP_KIND_SNACK: /* of the right length it is always read beyond its end */
        return n == 4 ? n + 1 : 0;
    case TCP_KIND_QUICK_START:
        return n == 6 ? 2 : 0;
    case TCP_KIND_AO:
    case TCP_KIND_EXPERIMENT_1:
    case TCP_KIND_EXPERIMENT_2:
        return n < 2 ? 0 : n;
    case TCP_KIND_MPTCP:
        return mptcp_reads(captured, n);
    case TCP_KIND_RIVERBED_PROBE:
        return riverbed_reads(captured, n);
    case TCP_KIND_RIVERBED_TRANSPARENCY:
        return exactly(14, n);
    case TCP_KIND_ACCECN_0:
    case TCP_KIND_ACCECN_1:
        return n <= 9 && n % 3 == 0 ? n : 0;
    default:
        return n;
    }
}
