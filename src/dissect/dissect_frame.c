// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_frame.c - the frame itself: when, where and how it was captured.
 *
 * What a capture does not say has no items: pcap knows neither interfaces nor directions, and
 * pcapng's simple packets have no time.
 */
#include "dissect/dissect.h"

#include "base/clock.h"

/* Link types (LINKTYPE_) in Wireshark's numbers, the most frequent first. */
static uint16_t encapsulation(uint16_t link_type)
{
    static const struct {
        uint16_t link_type, number;
    } numbers[] = {
        {0, 15},    {1, 1},     {2, 184},   {3, 148},   {6, 2},     {7, 8},     {8, 3},
        {9, 4},     {10, 6},    {11, 10},   {12, 7},    {13, 38},   {14, 7},    {16, 11},
        {18, 11},   {19, 11},   {32, 69},   {50, 4},    {51, 139},  {99, 61},   {100, 10},
        {101, 7},   {104, 28},  {105, 20},  {106, 11},  {107, 26},  {108, 174}, {109, 38},
        {112, 28},  {113, 25},  {114, 30},  {117, 39},  {118, 29},  {119, 21},  {121, 32},
        {122, 18},  {123, 13},  {127, 23},  {128, 37},  {129, 9},   {130, 81},  {131, 82},
        {133, 87},  {135, 68},  {136, 151}, {137, 67},  {138, 62},  {139, 75},  {140, 42},
        {141, 43},  {142, 101}, {143, 33},  {147, 45},  {148, 46},  {149, 47},  {150, 48},
        {151, 49},  {152, 50},  {153, 51},  {154, 52},  {155, 53},  {156, 54},  {157, 55},
        {158, 56},  {159, 57},  {160, 58},  {161, 59},  {162, 60},  {163, 24},  {165, 63},
        {167, 76},  {169, 66},  {170, 178}, {171, 179}, {172, 77},  {173, 78},  {178, 83},
        {179, 84},  {180, 85},  {181, 86},  {183, 91},  {184, 181}, {186, 92},  {187, 41},
        {188, 93},  {189, 95},  {190, 109}, {192, 97},  {195, 104}, {196, 100}, {197, 98},
        {199, 103}, {200, 197}, {201, 99},  {202, 147}, {203, 131}, {204, 19},  {209, 112},
        {210, 106}, {211, 108}, {212, 107}, {213, 111}, {214, 105}, {215, 113}, {220, 115},
        {224, 121}, {225, 122}, {226, 124}, {227, 125}, {228, 129}, {229, 130}, {230, 127},
        {231, 146}, {235, 132}, {236, 133}, {237, 157}, {239, 141}, {240, 135}, {241, 136},
        {242, 180}, {243, 138}, {245, 140}, {248, 149}, {249, 152}, {250, 153}, {251, 154},
        {252, 155}, {253, 158}, {254, 159}, {255, 160}, {256, 161}, {258, 171}, {259, 172},
        {260, 173}, {264, 177}, {266, 182}, {268, 36},  {270, 183}, {271, 185}, {272, 186},
        {273, 199}, {274, 198}, {275, 200}, {276, 210}, {279, 204}, {280, 205}, {283, 206},
        {287, 211}, {288, 208}, {290, 212}, {292, 214}, {293, 215}, {294, 216}, {295, 217},
    };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (numbers[i].link_type == link_type)
            return numbers[i].number;
    return 0;
}

/* "74 bytes on wire (592 bits)". */
static void say_size(struct text *line, const char *before, uint64_t n, const char *behind)
{
    text_str(line, before);
    text_u64(line, n);
    text_str(line, n == 1 ? " byte" : " bytes");
    text_str(line, behind);
    text_str(line, " (");
    text_u64(line, n * 8);
    text_str(line, " bits)");
}

static const char *interface_name(const struct frame_origin *origin)
{
    if (origin->interface_name[0] != '\0')
        return origin->interface_name;
    return origin->interface_description[0] != '\0' ? origin->interface_description : "unknown";
}

/* enum tcplens_frame_direction; of a file that has flags only: other directions are concluded. */
static unsigned direction(const struct frame_origin *origin)
{
    enum { DIRECTION_BITS = 3 };

    return origin != NULL && origin->has_flags ? origin->flags & DIRECTION_BITS
                                               : TCPLENS_DIRECTION_UNKNOWN;
}

static void say_frame(struct dissection *d, struct item *it)
{
    const struct tcplens_frame *const f = d->view->frame;
    const struct frame_origin *const origin = d->view->origin;
    struct text line = items_line(d->items);

    text_str(&line, "Frame ");
    text_u64(&line, f->number);
    say_size(&line, ": ", f->len, " on wire");
    say_size(&line, ", ", f->caplen, " captured");
    if (origin != NULL && origin->section != 0) {
        text_str(&line, " on interface ");
        text_str(&line, interface_name(origin));
        text_str(&line, ", id ");
        text_u64(&line, origin->interface_id);
    }
    if (direction(origin) != TCPLENS_DIRECTION_UNKNOWN)
        text_str(&line, direction(origin) == TCPLENS_DIRECTION_IN ? " (inbound)" : " (outbound)");
    items_say(d->items, it, &line);
}

static void put_interface(struct dissection *d)
{
    const struct frame_origin *const origin = d->view->origin;
    struct items *const out = d->items;
    struct item *it;

    if (origin == NULL || origin->section == 0)
        return;
    items_u(out, F_FRAME_SECTION, origin->section);
    it = items_u(out, F_FRAME_INTERFACE_ID, origin->interface_id);
    ITEMS_SAY(out, it, "Interface id: %u (%s)", origin->interface_id, interface_name(origin));
    items_in(out);
    items_text(out, F_FRAME_INTERFACE_NAME, interface_name(origin));
    if (origin->interface_description[0] != '\0')
        items_text(out, F_FRAME_INTERFACE_DESCRIPTION, origin->interface_description);
    items_out(out);
}

static void put_flags(struct dissection *d)
{
    static const enum field_id bits[] = {
        F_FRAME_FLAGS_DIRECTION, F_FRAME_FLAGS_RECEPTION, F_FRAME_FLAGS_FCS,
        F_FRAME_FLAGS_RESERVED,  F_FRAME_FLAGS_CRC,       F_FRAME_FLAGS_LONG,
        F_FRAME_FLAGS_SHORT,     F_FRAME_FLAGS_GAP,       F_FRAME_FLAGS_UNALIGNED,
        F_FRAME_FLAGS_DELIMITER, F_FRAME_FLAGS_PREAMBLE,  F_FRAME_FLAGS_SYMBOL,
    };
    const struct frame_origin *const origin = d->view->origin;
    struct items *const out = d->items;

    if (origin == NULL || !origin->has_flags)
        return;
    items_u(out, F_FRAME_FLAGS, origin->flags);
    items_in(out);
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
        const uint32_t mask = tl_fields[bits[i]].mask;

        items_u(out, bits[i], (origin->flags & mask) >> __builtin_ctz(mask));
    }
    items_out(out);
}

static void put_times(struct dissection *d)
{
    const struct field_view *const view = d->view;
    struct items *const out = d->items;
    const int64_t ns = view->frame->ts_ns;
    struct item *epoch;

    if (view->frame->no_time)
        return;
    items_i(out, F_FRAME_TIME, ns);
    if (is_compat_4_0(d)) {
        items_generated(items_i(out, F_FRAME_OFFSET_SHIFT, 0));
        items_i(out, F_FRAME_TIME_EPOCH, ns);
    } else {
        items_i(out, F_FRAME_TIME_UTC, ns);
        epoch = items_i(out, F_FRAME_TIME_EPOCH, ns);
        if (out->lines) {
            struct text line = items_line(out);

            text_str(&line, "Epoch Arrival Time: ");
            clock_seconds(&line, ns, 9);
            items_say(out, epoch, &line);
        }
        items_generated(items_i(out, F_FRAME_OFFSET_SHIFT, 0));
    }
    items_generated(items_i(out, F_FRAME_TIME_DELTA, ns - view->previous_ns));
    items_generated(items_i(out, F_FRAME_TIME_DELTA_DISPLAYED, ns - view->previous_shown_ns));
    items_generated(items_i(out, F_FRAME_TIME_RELATIVE, ns - view->first_ns));
}

/* Out of line: a comment takes room that frames without one need not clear. */
static __attribute__((noinline)) void put_comments(struct dissection *d)
{
    enum { COMMENT_MAX = 512 };
    const struct frame_origin *const origin = d->view->origin;
    struct items *const out = d->items;
    char comment[COMMENT_MAX];
    struct text text;

    items_begin(out, F_PACKET_COMMENTS, NULL, 0);
    for (size_t i = 0; i < origin->n_comments; i++) {
        text_init(&text, comment, sizeof comment - 1, NULL, NULL);
        text_harmless(&text, origin->comments[i].p, origin->comments[i].n);
        comment[text.len] = '\0';
        ITEMS_SAY(out, items_text(out, F_FRAME_COMMENT, comment), "%s", comment);
        expert_below(d, FIELDS, EXPERT_REMARK, EXPERT_COMMENT, comment);
    }
    items_out(out);
}

void dissect_frame(struct dissection *d, const struct layers *layers)
{
    const struct tcplens_frame *const f = d->view->frame;
    const struct frame_origin *const origin = d->view->origin;
    struct items *const out = d->items;
    struct item *frame;

    if (origin != NULL && origin->n_comments != 0)
        put_comments(d);
    frame = items_begin(out, F_FRAME, f->octets, f->caplen);
    if (out->lines)
        say_frame(d, frame);
    put_interface(d);
    put_flags(d);
    if (out->wanted[F_FRAME_ENCAPSULATION])
        items_u(out, F_FRAME_ENCAPSULATION, encapsulation(f->link_type));
    put_times(d);
    items_u(out, F_FRAME_NUMBER, f->number);
    items_u(out, F_FRAME_LEN, f->len);
    items_u(out, F_FRAME_CAP_LEN, f->caplen);
    items_generated(items_u(out, F_FRAME_MARKED, 0));
    items_generated(items_u(out, F_FRAME_IGNORED, 0));
    if (direction(origin) != TCPLENS_DIRECTION_UNKNOWN)
        items_u(out, F_FRAME_P2P_DIRECTION, direction(origin) == TCPLENS_DIRECTION_IN);
    if (layers != NULL && wants(d, PART_PROTOCOLS))
        dissect_protocols(d, layers);
    /* Which rule it is turns out when everything is dissected. */
    if (d->view->coloured) {
        items_hidden(items_generated(items_text(out, F_FRAME_COLOR_NAME, "")));
        items_hidden(items_generated(items_text(out, F_FRAME_COLOR_STRING, "")));
    }
    items_out(out);
}
