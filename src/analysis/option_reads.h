// SPDX-License-Identifier: BSD-3-Clause
/* option_reads.h - how much of a TCP option Wireshark reads: the analysis stops where it cannot,
 * and so does what is shown of the segment. */
#ifndef TL_ANALYSIS_OPTION_READS_H
#define TL_ANALYSIS_OPTION_READS_H

#include <stddef.h>

#include "base/octets.h"

/* Octets of an option's value, `n` in all, that Wireshark reads; more than `n` if it reads on
 * beyond the option. `captured`: those of them that were captured. */
size_t tl_analysis_option_reads(unsigned kind, struct span captured, size_t n);

#endif
