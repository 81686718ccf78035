// SPDX-License-Identifier: BSD-3-Clause
#include "print/interface_names.h"

#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

void interface_names_init(struct interface_names *n)
{
    n->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

void interface_names_fini(struct interface_names *n)
{
    if (n->socket >= 0)
        close(n->socket);
}

/* As if_indextoname(3), which would open a socket each time. The kernel allows a name nearly any
 * octet; what might harm a terminal becomes '.'. */
static void ask(int via, uint32_t number, char name[IF_NAMESIZE])
{
    struct ifreq request = {.ifr_ifindex = (int)number};

    if (ioctl(via, SIOCGIFNAME, &request) != 0)
        memcpy(request.ifr_name, "?", 2);
    memcpy(name, request.ifr_name, IF_NAMESIZE);
    name[IF_NAMESIZE - 1] = '\0';
    for (char *p = name; *p != '\0'; p++) {
        if (*p < ' ' || *p > '~')
            *p = '.';
    }
}

const char *interface_name(struct interface_names *n, uint32_t number, int64_t ts_ns)
{
    const size_t at = number % INTERFACE_SLOTS;
    const int64_t second = ts_ns / CLOCK_NS_PER_S;

    if (number == 0)
        return "?";
    if (n->slots[at].number != number || n->slots[at].second != second) {
        ask(n->socket, number, n->slots[at].name);
        n->slots[at].number = number;
        n->slots[at].second = second;
    }
    return n->slots[at].name;
}
