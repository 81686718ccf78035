// SPDX-License-Identifier: BSD-3-Clause
/* smb.c - the names of what SMB carries (MS-CIFS 2.2, MS-SMB 2.2). */
#include "pdu/smb.h"

#include "pdu/gss.h"

enum { HEAD = 32 };

enum command { TRANSACTION = 0x25, NEGOTIATE = 0x72, SESSION_SETUP = 0x73 };

/**
 * struct message
 * @p, @n:    it, as far as captured
 * @at:       where in the run
 * @words:    its parameters, @n_words of 16 bits
 * @bytes:    what is behind them
 */
struct message {
    const uint8_t *p, *words;
    size_t n, at, n_words;
    struct span bytes;
    bool response;
};

/* A token begins as GSS-API or SPNEGO have it, or is NTLM's. */
static void name_token(struct hearing *h, const struct message *m, size_t skip, size_t len)
{
    const size_t at = m->at + (size_t)(m->bytes.p - m->p) + skip;
    struct span token = m->bytes;

    if (span_take(&token, skip) == NULL)
        return;
    if (token.n > len)
        token.n = len;
    if (token.n >= 8 && memcmp(token.p, "NTLMSSP", 8) == 0)
        gss_name_bare(h, hear_state(h, PDU_NBSS), at, token.n);
    else if (token.n > 0 && token.p[0] >= 0x60)
        gss_name(h, hear_state(h, PDU_NBSS), at, token.n);
}

/* A call through a pipe. */
static void name_call(struct hearing *h, const struct message *m)
{
    const size_t words = m->response ? 10 : 14, at = m->response ? 12 : 22;
    size_t len, offset;

    if (m->n_words < words)
        return;
    len = le16(m->words + at);
    offset = le16(m->words + at + 2);
    if (len >= 16 && offset < m->n && len <= m->n - offset && m->p[offset] == 5)
        hear_name(h, PDU_DCERPC, m->at + offset, len);
}

static void name_inside(struct hearing *h, const struct message *m)
{
    switch ((enum command)m->p[4]) {
    case NEGOTIATE:
        if (m->response && m->n_words == 17)
            name_token(h, m, 16, m->bytes.n);
        break;
    case SESSION_SETUP:
        if (m->response ? m->n_words == 4 : m->n_words == 12)
            name_token(h, m, 0, le16(m->words + (m->response ? 6 : 14)));
        break;
    case TRANSACTION:
        h->depth++;
        name_call(h, m);
        h->depth--;
        break;
    }
}

bool smb_name(struct hearing *h, size_t at, size_t len)
{
    struct span rest = hear_part(h, at, len);
    struct message m = {.p = rest.p, .n = rest.n, .at = at};
    const uint8_t *count;

    h->depth++;
    hear_name(h, PDU_SMB, at, len);
    if (span_take(&rest, HEAD) != NULL && (count = span_take(&rest, 1)) != NULL) {
        m.response = (m.p[9] & 0x80) != 0;
        m.n_words = *count;
        m.words = span_take(&rest, 2 * m.n_words);
        if (m.words != NULL && span_take(&rest, 2) != NULL) {
            m.bytes = rest;
            name_inside(h, &m);
        }
    }
    h->depth--;
    return m.words != NULL;
}
