// SPDX-License-Identifier: BSD-3-Clause
#include "source/live_refusal.h"

#include <errno.h>
#include <limits.h>
#include <net/if.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"

static enum tcplens_status no_permission(const char *interface, const char *why,
                                         struct tcplens_error *err)
{
    char program[PATH_MAX];
    const ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);

    program[n > 0 ? n : 0] = '\0';
    return tl_error(err, TCPLENS_ERR_PERMISSION, EPERM,
                    "%.40s: %s: run as root, or give the program the right once: "
                    "sudo setcap cap_net_raw,cap_net_admin=ep %s",
                    interface, why, n > 0 ? program : "PROGRAM");
}

static enum tcplens_status no_such_interface(const char *interface, const char *why,
                                             struct tcplens_error *err)
{
    struct if_nameindex *const all = if_nameindex();
    char list[256];
    struct text t;

    text_init(&t, list, sizeof list - 1, NULL, NULL);
    for (const struct if_nameindex *i = all; i != NULL && i->if_index != 0; i++) {
        text_str(&t, i->if_name);
        text_str(&t, ", ");
    }
    list[t.len] = '\0';
    if (all != NULL)
        if_freenameindex(all);
    return tl_error(err, TCPLENS_ERR_DEVICE, ENODEV, "%.40s: %s; there are: %sany (all of them)",
                    interface, why, list);
}

enum tcplens_status tl_live_refusal(pcap_t *pcap, int result, const char *interface,
                                    struct tcplens_error *err)
{
    const char *const why = result == PCAP_ERROR ? pcap_geterr(pcap) : pcap_statustostr(result);

    switch (result) {
    case PCAP_ERROR_NO_SUCH_DEVICE:
        return no_such_interface(interface, why, err);
    case PCAP_ERROR_PERM_DENIED:
    case PCAP_ERROR_PROMISC_PERM_DENIED:
        return no_permission(interface, why, err);
    case PCAP_ERROR_IFACE_NOT_UP:
        return tl_error(err, TCPLENS_ERR_DEVICE, ENETDOWN, "%.40s: %s: sudo ip link set %.40s up",
                        interface, why, interface);
    default:
        return tl_error(err, TCPLENS_ERR_DEVICE, 0, "%.40s: %s", interface, why);
    }
}
