// SPDX-License-Identifier: BSD-3-Clause
/* dcerpc.h - whether octets are a PDU of DCE/RPC. Within this room. */
#ifndef TL_PDU_DCERPC_H
#define TL_PDU_DCERPC_H

#include "pdu/hear.h"

bool is_dcerpc(struct span s);

#endif
