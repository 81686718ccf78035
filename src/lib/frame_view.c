// SPDX-License-Identifier: BSD-3-Clause
#include "lib/frame_view.h"

#include "decode/decode.h"

void tl_frame_view_segment(struct field_view *view, const struct analysed_batch *batch, size_t i,
                           struct pdu_engine *pdu, struct tcplens_segment *quoted)
{
    view->segment = &batch->segs[i];
    view->row = &batch->rows[i];
    view->datagram = batch->whole[i];
    view->quoted =
        view->segment->kind == TCPLENS_KIND_ICMP && tl_decode_icmp_quote(view->segment, quoted);
    if (view->quoted)
        view->segment = quoted;
    if (pdu != NULL)
        view->pdu = tl_pdu_frame(pdu, view->segment, view->row, view->quoted);
}

static bool wants_any(const struct items *items, const enum field_id *fields, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (items->wanted[fields[i]])
            return true;
    return false;
}

bool tl_frame_needs_seen(const struct items *items)
{
    static const enum field_id of_seen[] = {
        F_ETH_STREAM,      F_IP_STREAM,         F_IPV6_STREAM,    F_UDP_STREAM,
        F_UDP_STREAM_PNUM, F_UDP_TIME_RELATIVE, F_UDP_TIME_DELTA, F_MPTCP_ANALYSIS,
        F_MPTCP_MASTER,    F_MPTCP_STREAM,      F_MPTCP_SUBFLOWS, F_MPTCP_ACK,
        F_MPTCP_DSS_DSN,   F_MPTCP_TOKEN,       F_MPTCP_IDSN,     F_X_MPTCP_ECHOED_KEY,
    };

    return wants_any(items, of_seen, sizeof of_seen / sizeof of_seen[0]);
}

bool tl_frame_needs_origin(const struct items *items)
{
    static const enum field_id of_source[] = {
        F_FRAME_SECTION,
        F_FRAME_INTERFACE_ID,
        F_FRAME_INTERFACE_NAME,
        F_FRAME_INTERFACE_DESCRIPTION,
        F_FRAME_FLAGS,
        F_FRAME_COMMENT,
        F_COL_TIME,
    };

    return wants_any(items, of_source, sizeof of_source / sizeof of_source[0]);
}

void tl_frame_origin(struct frame_origin *origin, const struct source *source,
                     const struct tcplens_frame *frame)
{
    const struct source_interface interface = tl_source_interface(source, frame->iface);

    origin->section = interface.section;
    origin->interface_id = interface.id;
    origin->fcs_octets = tl_analysed_fcs_octets(&interface);
    origin->interface_name = interface.name;
    origin->interface_description = interface.description;
    origin->decimals = interface.decimals;
    origin->has_flags = tl_source_frame_flags(source, frame, &origin->flags);
    origin->n_comments = 0;
    while (
        origin->n_comments < FRAME_COMMENTS_MAX &&
        tl_source_comment(source, frame, origin->n_comments, &origin->comments[origin->n_comments]))
        origin->n_comments++;
}

bool tl_frame_origin_of_all(struct frame_origin *origin, const struct source *source)
{
    if (tl_source_interfaces(source) != 1 || tl_source_interface(source, 0).section != 0)
        return false;
    tl_frame_origin(origin, source, &(struct tcplens_frame){0});
    return true;
}
