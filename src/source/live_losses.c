// SPDX-License-Identifier: BSD-3-Clause
#include "source/live_losses.h"

#include <fcntl.h>
#include <linux/if_packet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* The sum of what the interface has lost since it is there. What cannot be read counts 0. */
static uint64_t read_files(const int files[LOSSES_FILES])
{
    uint64_t sum = 0;

    for (size_t i = 0; i < LOSSES_FILES; i++) {
        char text[24];
        const ssize_t n = files[i] < 0 ? 0 : pread(files[i], text, sizeof text - 1, 0);

        text[n > 0 ? n : 0] = '\0';
        sum += strtoull(text, NULL, 10);
    }
    return sum;
}

void tl_losses_init(struct live_losses *l, const char *interface)
{
    /* The two that libpcap, and so tcpdump, adds up. */
    static const char *const names[LOSSES_FILES] = {"rx_missed_errors", "rx_fifo_errors"};

    *l = (struct live_losses){.files = {-1, -1}};
    for (size_t i = 0; i < LOSSES_FILES && interface != NULL; i++) {
        char path[128];
        const int n =
            snprintf(path, sizeof path, "/sys/class/net/%s/statistics/%s", interface, names[i]);

        if (n > 0 && (size_t)n < sizeof path)
            l->files[i] = open(path, O_RDONLY | O_CLOEXEC);
    }
    l->before = read_files(l->files);
}

void tl_losses_update(struct live_losses *l, pcap_t *pcap)
{
    struct tpacket_stats_v3 since = {0}; /* the kernel begins anew with each look */
    socklen_t n = sizeof since;
    struct pcap_stat now;
    uint64_t lost;

    if (getsockopt(pcap_fileno(pcap), SOL_PACKET, PACKET_STATISTICS, &since, &n) == 0) {
        l->received += since.tp_packets;
        l->dropped_ring += since.tp_drops;
    } else if (pcap_stats(pcap, &now) == 0) {
        l->received += now.ps_recv - l->latest.ps_recv;
        l->dropped_ring += now.ps_drop - l->latest.ps_drop;
        l->dropped_iface += now.ps_ifdrop - l->latest.ps_ifdrop;
        l->latest = now;
    }
    lost = read_files(l->files);
    if (lost > l->before) /* else nothing new, or the interface is gone */
        l->dropped_iface += lost - l->before;
    l->before = lost > l->before ? lost : l->before;
}

void tl_losses_fini(struct live_losses *l)
{
    for (size_t i = 0; i < LOSSES_FILES; i++) {
        if (l->files[i] >= 0)
            close(l->files[i]);
    }
}
