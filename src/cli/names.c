// SPDX-License-Identifier: BSD-3-Clause
#include "names.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <netinet/ether.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hosts.h"
#include "resolver.h"

enum { PORTS = 65536, STATIONS_MAX = 4096, STATION_NAME_MAX = 64 };
enum { PATIENCE_LIVE_MS = 250, PATIENCE_FILE_MS = 2000 };

struct station {
    uint8_t addr[6];
    char name[STATION_NAME_MAX];
};

/**
 * struct names - what is known
 * @hooks:    with this struct for ctx
 * @hosts:    *owned*, NULL if there is no resolver
 * @tcp, @udp: by port, *owned*; NULL if it has no name
 * @stations: *owned*, in the order of their addresses, @n_stations of them
 * @net, @mask: IPv4 addresses with names, in network byte order; 0 for all
 */
struct names {
    struct tcplens_print_names hooks;
    struct hosts *hosts;
    char *tcp[PORTS], *udp[PORTS];
    struct station *stations;
    size_t n_stations;
    uint32_t net, mask;
};

/* What is not to reach a terminal becomes '?'. */
static void make_visible(char *name)
{
    for (; *name != '\0'; name++) {
        if (*name <= ' ' || *name >= 0x7f)
            *name = '?';
    }
}

/* The first name of a port is the one that counts, as it is in tcpdump. */
static void read_services(struct names *n)
{
    const struct servent *s;

    setservent(1);
    while ((s = getservent()) != NULL) {
        const uint16_t port = ntohs((uint16_t)s->s_port);
        char **const at = strcmp(s->s_proto, "tcp") == 0   ? &n->tcp[port]
                          : strcmp(s->s_proto, "udp") == 0 ? &n->udp[port]
                                                           : NULL;

        if (at == NULL || *at != NULL)
            continue;
        *at = strdup(s->s_name);
        if (*at != NULL)
            make_visible(*at);
    }
    endservent();
}

static int compare_stations(const void *a, const void *b)
{
    const struct station *const x = a, *const y = b;

    return memcmp(x->addr, y->addr, sizeof x->addr);
}

static void read_ethers(struct names *n)
{
    FILE *const f = fopen("/etc/ethers", "re");
    char line[1024], name[sizeof line];
    struct ether_addr addr;

    n->stations = f != NULL ? calloc(STATIONS_MAX, sizeof *n->stations) : NULL;
    while (n->stations != NULL && n->n_stations < STATIONS_MAX &&
           fgets(line, sizeof line, f) != NULL) {
        struct station *const s = &n->stations[n->n_stations];

        if (ether_line(line, &addr, name) != 0)
            continue;
        memcpy(s->addr, addr.ether_addr_octet, sizeof s->addr);
        (void)snprintf(s->name, sizeof s->name, "%.*s", STATION_NAME_MAX - 1, name);
        make_visible(s->name);
        n->n_stations++;
    }
    if (f != NULL)
        (void)fclose(f);
    if (n->stations != NULL)
        qsort(n->stations, n->n_stations, sizeof *n->stations, compare_stations);
}

static const char *name_of_address(void *ctx, const uint8_t *addr, unsigned octets)
{
    struct names *const n = ctx;
    uint32_t four;

    if (n->hosts == NULL)
        return NULL;
    if (octets == sizeof four && n->mask != 0) {
        memcpy(&four, addr, sizeof four);
        if ((four & n->mask) != n->net)
            return NULL;
    }
    return hosts_name(n->hosts, addr, octets);
}

static const char *name_of_port(void *ctx, uint16_t port, bool tcp)
{
    const struct names *const n = ctx;

    return tcp ? n->tcp[port] : n->udp[port];
}

static const char *name_of_station(void *ctx, const uint8_t addr[6])
{
    const struct names *const n = ctx;
    const struct station *found = NULL;
    struct station key;

    memcpy(key.addr, addr, sizeof key.addr);
    if (n->stations != NULL)
        found = bsearch(&key, n->stations, n->n_stations, sizeof key, compare_stations);
    return found != NULL ? found->name : NULL;
}

struct names *names_new(const char *user, bool live)
{
    struct names *const n = calloc(1, sizeof *n);
    int socket;

    if (n == NULL)
        return NULL;
    n->hooks = (struct tcplens_print_names){
        .ctx = n,
        .address = name_of_address,
        .port = name_of_port,
        .ether = name_of_station,
    };
    read_services(n);
    read_ethers(n);
    socket = resolver_start(user);
    n->hosts = socket >= 0 ? hosts_new(socket, live ? PATIENCE_LIVE_MS : PATIENCE_FILE_MS) : NULL;
    if (socket >= 0 && n->hosts == NULL)
        (void)close(socket);
    return n;
}

const struct tcplens_print_names *names_hooks(const struct names *n)
{
    return &n->hooks;
}

void names_only_of(struct names *n, const char *interface)
{
    struct ifaddrs *all = NULL;

    if (getifaddrs(&all) != 0)
        return;
    for (const struct ifaddrs *i = all; i != NULL && n->mask == 0; i = i->ifa_next) {
        struct sockaddr_in addr, mask;

        if (strcmp(i->ifa_name, interface) != 0 || i->ifa_addr == NULL || i->ifa_netmask == NULL ||
            i->ifa_addr->sa_family != AF_INET)
            continue;
        memcpy(&addr, i->ifa_addr, sizeof addr);
        memcpy(&mask, i->ifa_netmask, sizeof mask);
        n->mask = mask.sin_addr.s_addr;
        n->net = addr.sin_addr.s_addr & n->mask;
    }
    freeifaddrs(all);
}

void names_free(struct names *n)
{
    if (n == NULL)
        return;
    for (size_t port = 0; port < PORTS; port++) {
        free(n->tcp[port]);
        free(n->udp[port]);
    }
    hosts_free(n->hosts);
    free(n->stations);
    free(n);
}
