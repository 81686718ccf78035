// SPDX-License-Identifier: BSD-3-Clause
#include "source/live.h"

#include <limits.h>
#include <pcap/pcap.h>
#include <poll.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/error.h"
#include "source/linktype.h"
#include "source/live_losses.h"
#include "source/live_refusal.h"

enum {
    SNAPLEN_MAX = 262144, /* libpcap's own bound */
    /* Half a second of a million small frames a second: what another program, or the disk, may
     * keep us waiting. The kernel takes the memory at once, and less if there is not so much. */
    RING_OCTETS = 64 * 1024 * 1024,
    /* The kernel hands over a block of its ring when it is full, or this old: short enough to look
     * immediate, long enough to batch. libpcap's "immediate mode" would give up variable-length
     * ring entries, and 64 MiB would hold 256 frames; the shortest wait there is does as well. */
    RING_WAIT_MS = 20,
    RING_WAIT_IMMEDIATE_MS = 1,
    READ_WAIT_MS = 100,
};

/**
 * struct live - an interface being captured
 * @pcap:      *owned*
 * @name:      *borrowed* from the list of interfaces
 * @octets:    *owned*, room for FRAME_BATCH frames of @snaplen octets; pages never touched cost
 *             nothing
 * @used:      of @octets, by the present batch
 * @frames:    read so far
 * @snaplen:   octets kept of a frame at most
 * @unit_ns:   of the fraction of a timestamp
 * @link_type: LINKTYPE_
 * @batch:     being filled by the callback
 * @losses:    what the kernel counts
 */
struct live {
    pcap_t *pcap;
    const char *name;
    uint8_t *octets;
    size_t used;
    uint64_t frames;
    uint32_t snaplen, unit_ns;
    uint16_t link_type;
    struct frame_batch *batch;
    struct live_losses losses;
};

static enum tcplens_status no_memory(struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory to capture");
}

/* Everything that has to be chosen before activation. Refusals leave a default that works, but for
 * what the user has named. */
static enum tcplens_status choose(pcap_t *pcap, const struct source_live_options *options,
                                  struct tcplens_error *err)
{
    const uint32_t snaplen = options->snaplen;
    const uint32_t ring = options->buffer_octets;

    pcap_set_snaplen(pcap, snaplen == 0 || snaplen > SNAPLEN_MAX ? SNAPLEN_MAX : (int)snaplen);
    pcap_set_promisc(pcap, options->promiscuous);
    pcap_set_timeout(pcap, options->immediate ? RING_WAIT_IMMEDIATE_MS : RING_WAIT_MS);
    pcap_set_buffer_size(pcap, ring == 0 || ring > INT_MAX ? RING_OCTETS : (int)ring);
    pcap_set_tstamp_precision(pcap, PCAP_TSTAMP_PRECISION_NANO);
    pcap_set_rfmon(pcap, options->monitor);
    if (options->timestamps != NULL &&
        pcap_set_tstamp_type(pcap, pcap_tstamp_type_name_to_val(options->timestamps)) < 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "invalid time stamp type %.40s",
                        options->timestamps);
    return TCPLENS_OK;
}

/* What is chosen of an active interface: its link type, and which way frames go. */
static enum tcplens_status choose_active(pcap_t *pcap, const char *interface,
                                         const struct source_live_options *options,
                                         struct tcplens_error *err)
{
    static const pcap_direction_t ways[] = {[SOURCE_WAY_BOTH] = PCAP_D_INOUT,
                                            [SOURCE_WAY_IN] = PCAP_D_IN,
                                            [SOURCE_WAY_OUT] = PCAP_D_OUT};
    const char *const name = options->link_type;

    if (name != NULL && pcap_set_datalink(pcap, pcap_datalink_name_to_val(name)) != 0)
        return tl_error_libpcap(
            err, tl_error(err, TCPLENS_ERR_DEVICE, 0, "%.40s: %s", interface, pcap_geterr(pcap)),
            "%.180s", pcap_geterr(pcap));
    if (options->way != SOURCE_WAY_BOTH && pcap_setdirection(pcap, ways[options->way]) != 0)
        return tl_error(err, TCPLENS_ERR_DEVICE, 0, "%.40s: %s", interface, pcap_geterr(pcap));
    return TCPLENS_OK;
}

static enum tcplens_status set_filter(pcap_t *pcap, const char *interface, const char *expression,
                                      struct tcplens_error *err)
{
    char ignored[PCAP_ERRBUF_SIZE];
    bpf_u_int32 net, mask;
    struct bpf_program code;
    int result;

    if (expression == NULL)
        return TCPLENS_OK;
    if (pcap_lookupnet(interface, &net, &mask, ignored) != 0)
        mask = PCAP_NETMASK_UNKNOWN;
    if (pcap_compile(pcap, &code, expression, 1, mask) != 0)
        return tl_error_libpcap(err,
                                tl_error(err, TCPLENS_ERR_FILTER, 0,
                                         "capture filter \"%.200s\": %s", expression,
                                         pcap_geterr(pcap)),
                                "%.180s", pcap_geterr(pcap));
    result = pcap_setfilter(pcap, &code);
    pcap_freecode(&code);
    if (result != 0)
        return tl_error(err, TCPLENS_ERR_DEVICE, 0, "%.40s: the filter cannot be set: %s",
                        interface, pcap_geterr(pcap));
    return TCPLENS_OK;
}

static enum tcplens_status activate(struct live *l, const char *interface,
                                    const struct source_live_options *options,
                                    struct tcplens_error *err)
{
    char text[PCAP_ERRBUF_SIZE];
    enum tcplens_status status;
    int result;

    l->pcap = pcap_create(interface, text);
    if (l->pcap == NULL)
        return tl_error(err, TCPLENS_ERR_DEVICE, 0, "%.40s: cannot be captured: %s", interface,
                        text);
    status = choose(l->pcap, options, err);
    if (status != TCPLENS_OK)
        return status;
    result = pcap_activate(l->pcap); /* above 0 it is a warning */
    if (result < 0)
        return tl_live_refusal(l->pcap, result, interface, err);
    status = choose_active(l->pcap, interface, options, err);
    if (status != TCPLENS_OK)
        return status;
    if (pcap_setnonblock(l->pcap, 1, text) != 0)
        return tl_error(err, TCPLENS_ERR_DEVICE, 0, "%.40s: cannot be captured: %s", interface,
                        text);
    return set_filter(l->pcap, interface, options->filter, err);
}

enum tcplens_status tl_live_open(struct live **ret, const char *interface,
                                 const struct source_live_options *options,
                                 struct interfaces *interfaces, struct tcplens_error *err)
{
    struct live *const l = calloc(1, sizeof *l);
    const struct span name = {(const uint8_t *)interface, strlen(interface)};
    enum tcplens_status status;

    if (l == NULL)
        return no_memory(err);
    tl_losses_init(&l->losses, options->promiscuous ? interface : NULL);
    status = activate(l, interface, options, err);
    if (status != TCPLENS_OK) {
        tl_live_close(l);
        return status;
    }
    l->snaplen = (uint32_t)pcap_snapshot(l->pcap);
    l->link_type = tl_linktype_from_dlt(pcap_datalink(l->pcap));
    l->unit_ns = pcap_get_tstamp_precision(l->pcap) == PCAP_TSTAMP_PRECISION_NANO ? 1 : 1000;
    l->octets = malloc((size_t)l->snaplen * FRAME_BATCH);
    if (l->octets == NULL ||
        tl_interfaces_add(interfaces, l->link_type, l->snaplen, name, err) != TCPLENS_OK) {
        tl_live_close(l);
        return no_memory(err);
    }
    l->name = interfaces->v[interfaces->n - 1].name;
    *ret = l;
    return TCPLENS_OK;
}

static void take(u_char *user, const struct pcap_pkthdr *h, const u_char *octets)
{
    struct live *const l = (struct live *)(void *)user;
    uint8_t *const copy = l->octets + l->used;
    const uint32_t caplen = h->caplen < l->snaplen ? h->caplen : l->snaplen;

    memcpy(copy, octets, caplen);
    l->used += caplen;
    l->batch->frames[l->batch->n++] = (struct tcplens_frame){
        .octets = copy,
        .ts_ns = (int64_t)h->ts.tv_sec * CLOCK_NS_PER_S + (int64_t)h->ts.tv_usec * l->unit_ns,
        .number = ++l->frames,
        .caplen = caplen,
        .len = h->len,
        .link_type = l->link_type,
    };
}

enum tcplens_status tl_live_read(struct live *l, struct frame_batch *batch,
                                 struct tcplens_error *err)
{
    struct pollfd wait = {.fd = pcap_get_selectable_fd(l->pcap), .events = POLLIN};
    int result;

    batch->n = 0;
    l->used = 0;
    l->batch = batch;
    result = pcap_dispatch(l->pcap, FRAME_BATCH, take, (u_char *)l);
    if (result == 0 && poll(&wait, 1, READ_WAIT_MS) > 0)
        result = pcap_dispatch(l->pcap, FRAME_BATCH, take, (u_char *)l);
    if (result < 0)
        return tl_error_libpcap(err,
                                tl_error(err, TCPLENS_ERR_DEVICE, 0, "%s: the capture ended: %s",
                                         l->name, pcap_geterr(l->pcap)),
                                "%s", pcap_geterr(l->pcap));
    return TCPLENS_OK;
}

void tl_live_stats(struct live *l, struct source_stats *out)
{
    tl_losses_update(&l->losses, l->pcap);
    out->received = l->losses.received;
    out->dropped_ring = l->losses.dropped_ring;
    out->dropped_iface = l->losses.dropped_iface;
}

void tl_live_close(struct live *l)
{
    if (l == NULL)
        return;
    if (l->pcap != NULL)
        pcap_close(l->pcap);
    tl_losses_fini(&l->losses);
    free(l->octets);
    free(l);
}
