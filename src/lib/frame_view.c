// SPDX-License-Identifier: BSD-3-Clause
#include "lib/frame_view.h"

#include "decode/decode.h"

void tl_frame_view_segment(struct field_view *view, const struct analysed_batch *batch, size_t i,
                           struct pdu_engine *pdu, struct tcplens_segment *quoted)
{
    view->segment = &batch->segs[i];
    view->row = &batch->rows[i];
    view->datagram = batch->whole[i].octets != NULL;
    view->quoted =
        view->segment->kind == TCPLENS_KIND_ICMP && tl_decode_icmp_quote(view->segment, quoted);
    if (view->quoted)
        view->segment = quoted;
    if (pdu != NULL)
        view->pdu = tl_pdu_frame(pdu, view->segment, view->row, view->quoted);
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

    for (size_t i = 0; i < sizeof of_source / sizeof of_source[0]; i++)
        if (items->wanted[of_source[i]])
            return true;
    return false;
}

struct frame_origin tl_frame_origin(const struct source *source, const struct tcplens_frame *frame)
{
    const struct source_interface interface = tl_source_interface(source, frame->iface);
    struct frame_origin origin = {
        .section = interface.section,
        .interface_id = interface.id,
        .fcs_octets = tl_analysed_fcs_octets(&interface),
        .interface_name = interface.name,
        .interface_description = interface.description,
        .decimals = interface.decimals,
    };

    origin.has_flags = tl_source_frame_flags(source, frame, &origin.flags);
    while (origin.n_comments < FRAME_COMMENTS_MAX &&
           tl_source_comment(source, frame, origin.n_comments, &origin.comments[origin.n_comments]))
        origin.n_comments++;
    return origin;
}
