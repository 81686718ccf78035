// SPDX-License-Identifier: BSD-3-Clause
/* dissect_pdus.c - what a segment or a datagram carries, one PDU after the other. */
#include "dissect/dissect.h"

#include "dissect/past.h"

void dissect_pdus(struct dissection *d)
{
    const struct pdu_frame *const f = d->view->pdu;
    size_t joins = 0;

    if (d->view->past != NULL)
        past_begin_frame(d->view->past);
    for (size_t i = 0; i < f->n_pdus; i++) {
        const struct pdu *const pdu = &f->pdus[i];
        const bool has_inside = i + 1 < f->n_pdus && f->pdus[i + 1].depth == pdu->depth + 1;
        const struct pdu *const inside = has_inside ? pdu + 1 : NULL;

        while (joins < pdu->join)
            dissect_join(d, &f->joins[joins++]);
        if (pdu->protocol == PDU_HTTP) {
            dissect_http(d, pdu, inside);
            i += has_inside;
        } else if (pdu->protocol == PDU_DATA) {
            dissect_data(d, pdu->octets);
        }
    }
    while (joins < f->n_joins)
        dissect_join(d, &f->joins[joins++]);
}
