// SPDX-License-Identifier: BSD-3-Clause
#include "source/pcap.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/error.h"

enum {
    MAGIC_OCTETS = 4,
    FILE_HEADER = 24,
    RECORD_HEADER = 16,
    RECORD_HEADER_MODIFIED = 24,
    CAPLEN_MAX = 262144, /* what capture programs write at most, unless the file says more */
    ETHERNET_HEADER = 14,
    PACKET_OUTGOING = 4, /* packet type of the modified form, as in Linux's if_packet.h */
};

#define MAGIC_US       UINT32_C(0xa1b2c3d4)
#define MAGIC_NS       UINT32_C(0xa1b23c4d)
#define MAGIC_MODIFIED UINT32_C(0xa1b2cd34)

static bool is_magic(uint32_t v)
{
    return v == MAGIC_US || v == MAGIC_NS || v == MAGIC_MODIFIED;
}

bool tl_pcap_recognise(const uint8_t magic[4])
{
    return is_magic(be32(magic)) || is_magic(le32(magic));
}

static uint16_t load16(const struct pcap *p, const uint8_t *at)
{
    return p->big_endian ? be16(at) : le16(at);
}

static inline uint32_t load32(const struct pcap *p, const uint8_t *at)
{
    return p->big_endian ? be32(at) : le32(at);
}

/* How a version has its lengths; false before 2.0, whose files looked different altogether. */
static bool know_version(unsigned major, unsigned minor, uint8_t *lengths)
{
    if (major == 2 && minor == 3)
        *lengths = PCAP_SMALLER_IS_CAPLEN;
    else if ((major == 2 && minor < 3) || (major == 543 && minor == 0))
        *lengths = PCAP_LEN_FIRST;
    else if (major == 2)
        *lengths = PCAP_CAPLEN_FIRST;
    else
        return false;
    return true;
}

static enum tcplens_status cut_header(const struct pcap *p, const struct input *in, size_t have,
                                      struct tcplens_error *err)
{
    const enum tcplens_status status =
        tl_error(err, p->frames == 0 ? TCPLENS_ERR_FORMAT : TCPLENS_ERR_CUT, 0,
                 "%s: the file ends inside a pcap header (needs %d octets, %zu are left)",
                 in->stream.name, FILE_HEADER, have);

    /* It reads the magic number first, and does not count it in what it got. */
    return tl_error_libpcap(err, status,
                            "truncated dump file; tried to read %d file header bytes, only got %zu",
                            FILE_HEADER, have - MAGIC_OCTETS);
}

static enum tcplens_status unknown_version(const struct input *in, unsigned major, unsigned minor,
                                           struct tcplens_error *err)
{
    (void)tl_error(err, TCPLENS_ERR_FORMAT, 0,
                   "%s: a pcap file of version %u.%u, which is not supported (2.4 is usual): "
                   "perhaps its header is damaged",
                   in->stream.name, major, minor);
    if (major < 2)
        return tl_error_libpcap(err, TCPLENS_ERR_FORMAT, "archaic pcap savefile format");
    return tl_error_libpcap(err, TCPLENS_ERR_FORMAT, "unsupported pcap savefile version %u.%u",
                            major, minor);
}

enum tcplens_status tl_pcap_begin(struct pcap *p, struct input *in, struct interfaces *interfaces,
                                  struct tcplens_error *err)
{
    const enum tcplens_status status = tl_input_want(in, FILE_HEADER, err);
    struct span rest = tl_input_window(in);
    const uint8_t *const h = span_take(&rest, FILE_HEADER);
    struct pcap fresh = {0};
    uint32_t magic, snaplen, link;

    if (h == NULL && status == TCPLENS_END)
        return cut_header(p, in, rest.n, err);
    if (h == NULL)
        return status;

    fresh.big_endian = is_magic(be32(h));
    magic = load32(&fresh, h);
    fresh.record_header = magic == MAGIC_MODIFIED ? RECORD_HEADER_MODIFIED : RECORD_HEADER;
    fresh.unit_ns = magic == MAGIC_NS ? 1 : 1000;
    snaplen = load32(&fresh, h + 16);
    /* What wrote this form did not count the Ethernet header in. */
    if (magic == MAGIC_MODIFIED && snaplen < UINT32_MAX - ETHERNET_HEADER)
        snaplen += ETHERNET_HEADER;
    link = load32(&fresh, h + 20);
    fresh.caplen_max = snaplen > CAPLEN_MAX ? snaplen : CAPLEN_MAX;
    if (fresh.caplen_max > INPUT_RECORD_MAX - RECORD_HEADER_MODIFIED)
        fresh.caplen_max = CAPLEN_MAX;
    fresh.minor = load16(&fresh, h + 6);
    if (!know_version(load16(&fresh, h + 4), fresh.minor, &fresh.lengths))
        return unknown_version(in, load16(&fresh, h + 4), fresh.minor, err);
    fresh.iface = (uint16_t)interfaces->n;
    fresh.frames = p->frames;
    if (interfaces->n == INTERFACES_MAX)
        return tl_error(err, TCPLENS_ERR_FORMAT, 0, "%s: joined from more than %d files",
                        in->stream.name, INTERFACES_MAX);
    if (tl_interfaces_add(interfaces, link, snaplen, (struct span){NULL, 0}, err) != TCPLENS_OK)
        return TCPLENS_ERR_MEMORY;
    fresh.link_type = interfaces->v[fresh.iface].link_type;
    interfaces->v[fresh.iface].decimals = fresh.unit_ns == 1 ? 9 : 6;
    tl_input_consume(in, rest);
    *p = fresh;
    return TCPLENS_OK;
}

/* caplen and len of the record at `h`. */
static inline void load_lengths(const struct pcap *p, const uint8_t *h, uint32_t *caplen,
                                uint32_t *len)
{
    const uint32_t first = load32(p, h + 8), second = load32(p, h + 12);
    const bool swap =
        p->lengths != PCAP_CAPLEN_FIRST && (p->lengths == PCAP_LEN_FIRST || first > second);

    *caplen = swap ? second : first;
    *len = swap ? first : second;
}

/* Whether what should be a record is the header of another file: magic, version, two zeros. As a
 * record it would be empty, in 2055 or 2060. */
static bool begins_file(const uint8_t *h)
{
    return tl_pcap_recognise(h) && be32(h + 8) == 0 && be32(h + 12) == 0;
}

static enum tcplens_status too_long(const struct pcap *p, const struct input *in, uint32_t caplen,
                                    struct tcplens_error *err)
{
    (void)tl_error(err, TCPLENS_ERR_FORMAT, 0,
                   "%s: record %" PRIu64 " (at octet %" PRIu64 ") claims to hold %" PRIu32
                   " octets, more than any frame: the file is damaged there; everything before it "
                   "was read",
                   in->stream.name, p->frames + 1, tl_input_offset(in), caplen);
    return tl_error_libpcap(err, TCPLENS_ERR_FORMAT,
                            "invalid packet capture length %" PRIu32
                            ", bigger than snaplen of %" PRIu32,
                            caplen, p->caplen_max);
}

static enum tcplens_status cut_record_header(const struct pcap *p, const struct input *in,
                                             size_t have, struct tcplens_error *err)
{
    (void)tl_error(err, TCPLENS_ERR_CUT, 0,
                   "%s: the file ends inside the header of record %" PRIu64
                   " (needs %u octets, %zu are left); everything before it was read",
                   in->stream.name, p->frames + 1, p->record_header, have);
    return tl_error_libpcap(err, TCPLENS_ERR_CUT,
                            "truncated dump file; tried to read %u header bytes, only got %zu",
                            p->record_header, have);
}

static enum tcplens_status cut_record(const struct pcap *p, const struct input *in, uint32_t need,
                                      size_t have, struct tcplens_error *err)
{
    (void)tl_error(err, TCPLENS_ERR_CUT, 0,
                   "%s: the file ends inside record %" PRIu64 " (needs %" PRIu32
                   " octets, %zu are left); everything before it was read",
                   in->stream.name, p->frames + 1, need, have);
    return tl_error_libpcap(
        err, TCPLENS_ERR_CUT,
        "truncated dump file; tried to read %" PRIu32 " captured bytes, only got %zu", need, have);
}

/* Read on until the window holds the next record whole, or say why it never will. */
static enum tcplens_status want_record(struct pcap *p, struct input *in,
                                       struct interfaces *interfaces, struct tcplens_error *err)
{
    enum tcplens_status status;
    uint32_t caplen = 0, len;
    size_t have;

    while ((status = tl_input_want(in, p->record_header, err)) == TCPLENS_OK &&
           begins_file(tl_input_window(in).p)) {
        status = tl_pcap_begin(p, in, interfaces, err);
        if (status != TCPLENS_OK)
            return status;
    }
    if (status == TCPLENS_OK) {
        load_lengths(p, tl_input_window(in).p, &caplen, &len);
        if (caplen > p->caplen_max)
            return too_long(p, in, caplen, err);
        status = tl_input_want(in, (size_t)p->record_header + caplen, err);
    }
    have = tl_input_window(in).n;
    if (status != TCPLENS_END || have == 0)
        return status;
    return have < p->record_header ? cut_record_header(p, in, have, err)
                                   : cut_record(p, in, caplen, have - p->record_header, err);
}

/* Take a record off `window`; false, with nothing changed, if it is not whole, or is none. */
static inline bool take_record(struct pcap *p, struct span *window, struct tcplens_frame *out)
{
    struct span rest = *window;
    const uint8_t *const h = span_take(&rest, p->record_header), *octets;
    uint32_t caplen, len;
    int64_t fraction_ns;

    if (h == NULL)
        return false;
    load_lengths(p, h, &caplen, &len);
    octets = span_take(&rest, caplen);
    if (octets == NULL || caplen > p->caplen_max || (caplen == 0 && begins_file(h)))
        return false;
    fraction_ns = (int64_t)load32(p, h + 4) * p->unit_ns;
    *out = (struct tcplens_frame){
        .octets = octets,
        .ts_ns = (int64_t)load32(p, h) * CLOCK_NS_PER_S + fraction_ns,
        .number = ++p->frames,
        .caplen = caplen,
        .len = len,
        .iface = p->iface,
        .link_type = p->link_type,
    };
    if (fraction_ns >= CLOCK_NS_PER_S)
        out->carry_s = (uint16_t)(fraction_ns / CLOCK_NS_PER_S);
    if (p->record_header == RECORD_HEADER_MODIFIED)
        out->direction = h[22] == PACKET_OUTGOING ? TCPLENS_DIRECTION_OUT : TCPLENS_DIRECTION_IN;
    *window = rest;
    return true;
}

enum tcplens_status tl_pcap_read(struct pcap *p, struct input *in, struct interfaces *interfaces,
                                 struct frame_batch *batch, struct tcplens_error *err)
{
    const enum tcplens_status status = want_record(p, in, interfaces, err);
    struct span window = tl_input_window(in);

    batch->n = 0;
    if (status != TCPLENS_OK)
        return status;
    while (batch->n < FRAME_BATCH && take_record(p, &window, &batch->frames[batch->n]))
        batch->n++;
    tl_input_consume(in, window);
    return TCPLENS_OK;
}
