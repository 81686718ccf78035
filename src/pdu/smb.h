// SPDX-License-Identifier: BSD-3-Clause
/* smb.h - the two SMBs, for the names of what they carry. Within this room. */
#ifndef TL_PDU_SMB_H
#define TL_PDU_SMB_H

#include "pdu/hear.h"

/* Octets [at, at + len) of the run: [MS-CIFS] and [MS-SMB], and [MS-SMB2]. False: malformed, its
 * parameters are not all there. */
bool smb_name(struct hearing *h, size_t at, size_t len);
void smb2_name(struct hearing *h, size_t at, size_t len);

#endif
