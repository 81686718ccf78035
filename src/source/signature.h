// SPDX-License-Identifier: BSD-3-Clause
/* signature.h - what a file that is no capture looks like, and what its owner may do about it. */
#ifndef TL_SOURCE_SIGNATURE_H
#define TL_SOURCE_SIGNATURE_H

#include "base/octets.h"

/* Half a sentence that follows "FILE: ", such as "it is empty". Static, never NULL. */
const char *tl_signature_describe(struct span head);

#endif
