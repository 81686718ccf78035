// SPDX-License-Identifier: BSD-3-Clause
/* words_expert.c - how expert information is ranked and grouped. */
#include "field/words.h"

const struct word tl_words_severity[] = {
    {0x100000, "Comment"}, {0x200000, "Chat"},  {0x400000, "Note"},
    {0x600000, "Warning"}, {0x800000, "Error"}, {0, NULL},
};

const struct word tl_words_expert_group[] = {
    {0x1000000, "Checksum"},   {0x2000000, "Sequence"},   {0x3000000, "Response"},
    {0x4000000, "Request"},    {0x5000000, "Undecoded"},  {0x6000000, "Reassemble"},
    {0x7000000, "Malformed"},  {0x8000000, "Debug"},      {0x9000000, "Protocol"},
    {0xa000000, "Security"},   {0xb000000, "Comment"},    {0xc000000, "Decryption"},
    {0xd000000, "Assumption"}, {0xe000000, "Deprecated"}, {0, NULL},
};
