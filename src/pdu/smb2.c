// SPDX-License-Identifier: BSD-3-Clause
/*
 * smb2.c - the names of what SMB2 carries (MS-SMB2 2.2): tokens of authentication, what is written
 * and read, calls through pipes.
 */
#include "pdu/gss.h"
#include "pdu/smb.h"

enum { HEAD = 64, FSCTL_PIPE_TRANSCEIVE = 0x11c017 };

enum command { NEGOTIATE = 0, SESSION_SETUP = 1, READ = 8, WRITE = 9, IOCTL = 11 };

/* Where a body says that a buffer lies: 16 bits of offset from the head, 16 or 32 of length. */
struct place {
    size_t at, len;
};

/**
 * struct message - one of those that are chained in a PDU
 * @p, @n:    it, as far as captured; @n at least HEAD
 * @at:       where in the run
 * @response: sent by the server
 */
struct message {
    const uint8_t *p;
    size_t n, at;
    unsigned command;
    bool response;
};

/* The place that is told `offset_at` and `len_at` octets into the body; of length 0 if it is not
 * all there. */
static struct place buffer(const struct message *m, size_t offset_at, size_t len_at, bool wide)
{
    struct place b = {0};

    if (m->n < HEAD + len_at + 4)
        return b;
    b.at = le16(m->p + HEAD + offset_at);
    b.len = wide ? le32(m->p + HEAD + len_at) : le16(m->p + HEAD + len_at);
    if (b.at < HEAD || b.at > m->n || b.len > m->n - b.at)
        b.len = 0;
    return b;
}

/* Connection-oriented DCE/RPC begins with its version, 5.0 (C706 12.6.3.1). */
static bool is_dcerpc(const uint8_t *p, size_t n)
{
    return n >= 16 && p[0] == 5 && p[1] == 0;
}

static void name_data(struct hearing *h, const struct message *m, struct place b)
{
    if (b.len == 0)
        return;
    h->depth++;
    hear_name(h, is_dcerpc(m->p + b.at, b.len) ? PDU_DCERPC : PDU_DATA, m->at + b.at, b.len);
    h->depth--;
}

static void name_token(struct hearing *h, const struct message *m, struct place b)
{
    if (b.len >= 8 && memcmp(m->p + b.at, "NTLMSSP", 8) == 0)
        gss_name_bare(h, hear_state(h, PDU_NBSS), m->at + b.at, b.len);
    else if (b.len > 0)
        gss_name(h, hear_state(h, PDU_NBSS), m->at + b.at, b.len);
}

static void name_ioctl(struct hearing *h, const struct message *m)
{
    struct place b = {0};

    if (m->n < HEAD + 40 || le32(m->p + HEAD + 4) != FSCTL_PIPE_TRANSCEIVE)
        return;
    /* Offsets of 32 bits: a request's input, a response's output. */
    b.at = le32(m->p + HEAD + (m->response ? 32 : 24));
    b.len = le32(m->p + HEAD + (m->response ? 36 : 28));
    if (b.at >= HEAD && b.at <= m->n && b.len <= m->n - b.at)
        name_data(h, m, b);
}

static void name_inside(struct hearing *h, const struct message *m)
{
    switch ((enum command)m->command) {
    case NEGOTIATE:
        if (m->response)
            name_token(h, m, buffer(m, 56, 58, false));
        break;
    case SESSION_SETUP:
        name_token(h, m, m->response ? buffer(m, 4, 6, false) : buffer(m, 12, 14, false));
        break;
    case READ:
        if (m->response && m->n >= HEAD + 16) {
            struct place b = buffer(m, 2, 4, true);

            b.at = m->p[HEAD + 2];
            b.len = le32(m->p + HEAD + 4);
            if (b.at >= HEAD && b.at <= m->n && b.len <= m->n - b.at)
                name_data(h, m, b);
        }
        break;
    case WRITE:
        if (!m->response)
            name_data(h, m, buffer(m, 2, 4, true));
        break;
    case IOCTL:
        name_ioctl(h, m);
        break;
    default:
        break;
    }
}

void smb2_name(struct hearing *h, size_t at, size_t len)
{
    struct message m = {.at = at};

    h->depth++;
    hear_name(h, PDU_SMB2, at, len);
    while (at + HEAD <= h->octets.n && be32(h->octets.p + at) == 0xfe534d42) {
        const uint8_t *const p = h->octets.p + at;
        const size_t next = le32(p + 20);

        m = (struct message){
            .p = p,
            .n = next >= HEAD && next < h->octets.n - at ? next : h->octets.n - at,
            .at = at,
            .command = le16(p + 12),
            .response = (p[16] & 1) != 0,
        };
        name_inside(h, &m);
        if (next < HEAD || next >= h->octets.n - at || next >= len)
            break;
        at += next;
        len -= next;
    }
    h->depth--;
}
