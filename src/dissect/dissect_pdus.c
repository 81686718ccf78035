// SPDX-License-Identifier: BSD-3-Clause
/* dissect_pdus.c - what a segment or a datagram carries, one PDU after the other. */
#include "dissect/dissect.h"

#include "dissect/info.h"
#include "dissect/past.h"

/* How many PDUs from `i` on are in one piece. */
static size_t run_length(const struct pdu_frame *f, size_t i)
{
    size_t n = 1;

    while (i + n < f->n_pdus && f->pdus[i + n].protocol == f->pdus[i].protocol &&
           f->pdus[i + n].join == f->pdus[i].join && !f->pdus[i + n].named)
        n++;
    return n;
}

/* Dissect the PDU `i`; how many were dissected with it. */
static size_t dissect_pdu(struct dissection *d, const struct pdu_frame *f, size_t i)
{
    const struct pdu *const pdu = &f->pdus[i];
    const bool has_inside = i + 1 < f->n_pdus && pdu[1].depth == pdu->depth + 1;
    size_t n;

    switch ((unsigned)pdu->protocol) {
    case PDU_HTTP:
        dissect_http(d, pdu, has_inside ? pdu + 1 : NULL);
        return has_inside ? 2 : 1;
    case PDU_TLS:
        n = run_length(f, i);
        dissect_tls(d, pdu, n);
        return n;
    case PDU_DNS:
        dissect_dns(d, pdu);
        return 1;
    case PDU_DATA:
        dissect_data(d, pdu->octets);
        return 1;
    default:
        return 1;
    }
}

void dissect_pdus(struct dissection *d)
{
    const struct pdu_frame *const f = d->view->pdu;
    size_t joins = 0;

    if (d->view->past != NULL)
        past_begin_frame(d->view->past);
    info_pdus(d, f);
    for (size_t i = 0, n; i < f->n_pdus; i += n) {
        while (joins < f->pdus[i].join)
            dissect_join(d, &f->joins[joins++]);
        n = dissect_pdu(d, f, i);
    }
    while (joins < f->n_joins)
        dissect_join(d, &f->joins[joins++]);
    dissect_tls_end(d);
}
