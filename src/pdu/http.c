// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/speakers.h"

bool hear_http(struct hearing *h)
{
    hear_name(h, PDU_HTTP, 0, h->len);
    return true;
}
