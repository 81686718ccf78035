// SPDX-License-Identifier: BSD-3-Clause
/*
 * checksum.c - findings about TCP checksums (RFC 9293 3.1).
 *
 *   checksum-offload      the field holds the pseudo-header's sum alone: the sender's kernel left
 *                         the rest to the interface, and the capture was taken before it
 *   checksum-wrong        the field is neither that nor right
 *   checksum-not-checked  not all of the segment was captured
 */
#include "decode/decode.h"
#include "explain/findings.h"

void tl_witness_checksum(struct sight *s)
{
    switch ((enum checksum_verdict)s->checksum) {
    case CHECKSUM_RIGHT:
        break;
    case CHECKSUM_OFFLOADED:
        (void)tl_note(s, FINDING_CHECKSUM_OFFLOAD, SIDE_NONE);
        break;
    case CHECKSUM_WRONG:
        (void)tl_note(s, FINDING_CHECKSUM_WRONG, SIDE_NONE);
        break;
    case CHECKSUM_UNKNOWN:
        (void)tl_note(s, FINDING_CHECKSUM_NOT_CHECKED, SIDE_NONE);
        break;
    }
}

void tl_conclude_checksum(struct summing *sum)
{
    static const enum finding_id ids[] = {FINDING_CHECKSUM_OFFLOAD, FINDING_CHECKSUM_WRONG,
                                          FINDING_CHECKSUM_NOT_CHECKED};

    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        struct finding *const f = tl_concluded(sum, ids[i], SIDE_NONE);

        if (f != NULL)
            f->m = sum->past->segments;
    }
}
