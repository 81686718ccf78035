// SPDX-License-Identifier: BSD-3-Clause
#include <tcplens/device.h>

#include <pcap/pcap.h>

#include "base/error.h"
#include "base/text.h"

#include <string.h>

enum { DEVICE_TEXT = 256 };

/* `s` (NULL for "") as a harmless string in `out`, cut to fit. */
static void copy_harmless(char out[DEVICE_TEXT], const char *s)
{
    struct text t;

    text_init(&t, out, DEVICE_TEXT - 1, NULL, NULL);
    if (s != NULL)
        text_harmless(&t, (const uint8_t *)s, strnlen(s, DEVICE_TEXT - 1));
    out[t.len] = '\0';
}

/* The flags in tcpdump's words and order. */
static void describe_flags(char out[DEVICE_TEXT], unsigned flags)
{
    static const char *const wireless[] = {"", "Associated", "Not associated", ""};
    static const char *const wired[] = {"", "Connected", "Disconnected", ""};
    const unsigned status = (flags & PCAP_IF_CONNECTION_STATUS) >> 4;
    const unsigned any = PCAP_IF_UP | PCAP_IF_RUNNING | PCAP_IF_LOOPBACK | PCAP_IF_WIRELESS;
    const char *const words[] = {
        (flags & any) == 0 ? "none" : "",
        (flags & PCAP_IF_UP) != 0 ? "Up" : "",
        (flags & PCAP_IF_RUNNING) != 0 ? "Running" : "",
        (flags & PCAP_IF_LOOPBACK) != 0 ? "Loopback" : "",
        (flags & PCAP_IF_WIRELESS) != 0 ? "Wireless" : "",
        (flags & PCAP_IF_WIRELESS) != 0 ? wireless[status] : wired[status],
    };
    struct text t;

    text_init(&t, out, DEVICE_TEXT - 1, NULL, NULL);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i][0] == '\0')
            continue;
        text_str(&t, t.len > 0 ? ", " : "");
        text_str(&t, words[i]);
    }
    out[t.len] = '\0';
}

enum tcplens_status tcplens_list_devices(tcplens_device_fn *fn, void *ctx,
                                         struct tcplens_error *err)
{
    char why[PCAP_ERRBUF_SIZE] = "", name[DEVICE_TEXT], description[DEVICE_TEXT];
    char flags[DEVICE_TEXT];
    pcap_if_t *all = NULL;

    if (pcap_findalldevs(&all, why) != 0)
        return tl_error(err, TCPLENS_ERR_DEVICE, 0, "cannot list the interfaces: %s", why);
    if (all == NULL)
        return tl_error(err, TCPLENS_ERR_PERMISSION, 0,
                        "no interface can be captured on: run as root, or give the program the "
                        "right with: setcap cap_net_raw+ep PROGRAM");
    for (const pcap_if_t *d = all; d != NULL; d = d->next) {
        const struct tcplens_device device = {.name = name,
                                              .description = description,
                                              .flags = flags,
                                              .up = (d->flags & PCAP_IF_UP) != 0,
                                              .running = (d->flags & PCAP_IF_RUNNING) != 0,
                                              .loopback = (d->flags & PCAP_IF_LOOPBACK) != 0,
                                              .wireless = (d->flags & PCAP_IF_WIRELESS) != 0};

        copy_harmless(name, d->name);
        copy_harmless(description, d->description);
        describe_flags(flags, d->flags);
        fn(ctx, &device);
    }
    pcap_freealldevs(all);
    return TCPLENS_OK;
}
