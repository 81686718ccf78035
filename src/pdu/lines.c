// SPDX-License-Identifier: BSD-3-Clause
/* lines.c - protocols of lines that are more than what is in one segment. */
#include "pdu/speakers.h"

static bool ends_line(const struct hearing *h)
{
    return h->octets.n >= 2 && memcmp(h->octets.p + h->octets.n - 2, "\r\n", 2) == 0;
}

/* A question is one line; the answer is all that comes until the connection is closed. */
static bool question_and_answer(struct hearing *h, enum pdu_protocol protocol, uint16_t port)
{
    if (h->may_wait && h->src_port == port) {
        h->wait = WAIT_UNTIL_FIN;
        h->waits_from = 0;
        return true;
    }
    if (h->may_wait && !ends_line(h)) {
        hear_wait_segment(h, 0);
        return true;
    }
    hear_name(h, protocol, 0, h->len);
    return true;
}

/* RFC 1288 */
bool hear_finger(struct hearing *h)
{
    return question_and_answer(h, PDU_FINGER, 79);
}

/* Elements (RFC 6120 4): what ends with none goes on. */
bool hear_xmpp(struct hearing *h)
{
    if (h->may_wait && h->octets.p[h->octets.n - 1] != '>') {
        hear_wait_segment(h, 0);
        return true;
    }
    hear_name(h, PDU_XMPP, 0, h->len);
    return true;
}

/* RFC 3912 */
bool hear_whois(struct hearing *h)
{
    return question_and_answer(h, PDU_WHOIS, 43);
}
