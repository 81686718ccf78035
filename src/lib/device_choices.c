// SPDX-License-Identifier: BSD-3-Clause
/* device_choices.c - what an interface can be captured with, in libpcap's names. */
#include <tcplens/device.h>

#include <pcap/pcap.h>

#include "base/error.h"
#include "print/print.h"
#include "source/linktype.h"
#include "source/live_refusal.h"

static enum tcplens_status refused(const char *interface, const char *why,
                                   struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_DEVICE, 0, "%.40s: %s", interface, why);
}

enum tcplens_status tcplens_list_link_types(const char *interface, bool monitor,
                                            tcplens_choice_fn *fn, void *ctx,
                                            struct tcplens_error *err)
{
    char why[PCAP_ERRBUF_SIZE] = "";
    pcap_t *const pcap = pcap_create(interface, why);
    enum tcplens_status status = TCPLENS_OK;
    int *list = NULL, n;

    if (pcap == NULL)
        return refused(interface, why, err);
    pcap_set_rfmon(pcap, monitor);
    n = pcap_activate(pcap); /* above 0 it is a warning */
    if (n >= 0)
        n = pcap_list_datalinks(pcap, &list);
    if (n < 0)
        status = tl_live_refusal(pcap, n, interface, err);
    for (int i = 0; i < n; i++) {
        const char *const name = pcap_datalink_val_to_name(list[i]);
        const char *const description = pcap_datalink_val_to_description(list[i]);

        if (name != NULL)
            fn(ctx, name, description != NULL ? description : "");
    }
    if (n >= 0)
        pcap_free_datalinks(list);
    pcap_close(pcap);
    return status;
}

enum tcplens_status tcplens_list_timestamps(const char *interface, tcplens_choice_fn *fn, void *ctx,
                                            struct tcplens_error *err)
{
    char why[PCAP_ERRBUF_SIZE] = "";
    pcap_t *const pcap = pcap_create(interface, why);
    int *list = NULL, n;

    if (pcap == NULL)
        return refused(interface, why, err);
    n = pcap_list_tstamp_types(pcap, &list);
    for (int i = 0; i < n; i++)
        fn(ctx, pcap_tstamp_type_val_to_name(list[i]),
           pcap_tstamp_type_val_to_description(list[i]));
    if (n > 0)
        pcap_free_tstamp_types(list);
    if (n == 0)
        fn(ctx, "host", "Host");
    pcap_close(pcap);
    return n >= 0 ? TCPLENS_OK : refused(interface, "its time stamps cannot be listed", err);
}

bool tcplens_find_link_type(const char *name, uint16_t *ret)
{
    const int dlt = pcap_datalink_name_to_val(name);

    if (dlt >= 0)
        *ret = tl_linktype_from_dlt(dlt);
    return dlt >= 0;
}

bool tcplens_prints_link_type(uint16_t link_type)
{
    return tl_print_knows(link_type);
}

bool tcplens_find_timestamps(const char *name)
{
    return pcap_tstamp_type_name_to_val(name) >= 0;
}
