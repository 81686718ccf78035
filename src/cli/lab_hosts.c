// SPDX-License-Identifier: BSD-3-Clause
#include "lab_hosts.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

const char *const lab_devices[2] = {"client", "server"};
const char *const lab_addresses[2] = {"10.0.0.1", "10.0.0.2"};

/* `why` becomes `what` and what errno says. */
static bool failed(char why[128], const char *what)
{
    (void)snprintf(why, 128, "%s: %s", what, strerror(errno));
    return false;
}

static bool write_file(const char *path, const char *text)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    const bool good = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

    if (fd >= 0)
        (void)close(fd);
    return good;
}

/* A user namespace in which we are who we are, with the rights that devices take. */
static bool become_owner(char why[128])
{
    const uid_t uid = geteuid();
    const gid_t gid = getegid();
    char map[64];

    if (uid == 0)
        return true;
    if (unshare(CLONE_NEWUSER) != 0)
        return failed(why, "no user namespace");
    (void)snprintf(map, sizeof map, "%u %u 1", uid, uid);
    if (!write_file("/proc/self/uid_map", map) || !write_file("/proc/self/setgroups", "deny"))
        return failed(why, "no user in a user namespace");
    (void)snprintf(map, sizeof map, "%u %u 1", gid, gid);
    return write_file("/proc/self/gid_map", map) || failed(why, "no group in a user namespace");
}

static void set_address(struct ifreq *r, const char *address)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};

    (void)inet_pton(AF_INET, address, &addr.sin_addr);
    memcpy(&r->ifr_addr, &addr, sizeof addr);
}

/* A packet takes no longer than it must: the queue between socket and device is the cable's. */
static bool bring_up(const char *device, const char *address, char why[128])
{
    struct ifreq r = {.ifr_flags = 0};
    const int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool good;

    if (s < 0)
        return failed(why, "socket");
    (void)snprintf(r.ifr_name, sizeof r.ifr_name, "%s", device);
    set_address(&r, address);
    good = ioctl(s, SIOCSIFADDR, &r) == 0;
    set_address(&r, "255.255.255.0");
    good = good && ioctl(s, SIOCSIFNETMASK, &r) == 0;
    r.ifr_flags = IFF_UP | IFF_RUNNING;
    good = good && ioctl(s, SIOCSIFFLAGS, &r) == 0;
    if (!good)
        (void)failed(why, "no address");
    (void)close(s);
    return good;
}

/* A network namespace with a device; this process is in it then. */
static bool make_host(struct lab_hosts *hosts, enum lab_host host, char why[128])
{
    struct ifreq r = {.ifr_flags = IFF_TUN | IFF_NO_PI};

    if (unshare(CLONE_NEWNET) != 0)
        return failed(why, "no network namespace");
    hosts->ns[host] = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    hosts->tun[host] = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (hosts->ns[host] < 0 || hosts->tun[host] < 0)
        return failed(why, "/dev/net/tun");
    (void)snprintf(r.ifr_name, sizeof r.ifr_name, "%s", lab_devices[host]);
    if (ioctl(hosts->tun[host], TUNSETIFF, &r) != 0)
        return failed(why, "no TUN device");
    return bring_up(lab_devices[host], lab_addresses[host], why);
}

bool lab_hosts_make(struct lab_hosts *hosts, char why[128])
{
    *hosts = (struct lab_hosts){.ns = {-1, -1}, .tun = {-1, -1}};
    if (become_owner(why) && make_host(hosts, LAB_SERVER, why) && make_host(hosts, LAB_CLIENT, why))
        return true;
    lab_hosts_close(hosts);
    return false;
}

bool lab_hosts_enter(const struct lab_hosts *hosts, enum lab_host host)
{
    return setns(hosts->ns[host], CLONE_NEWNET) == 0;
}

void lab_hosts_close(struct lab_hosts *hosts)
{
    for (unsigned i = 0; i < 2; i++) {
        if (hosts->ns[i] >= 0)
            (void)close(hosts->ns[i]);
        if (hosts->tun[i] >= 0)
            (void)close(hosts->tun[i]);
        hosts->ns[i] = hosts->tun[i] = -1;
    }
}
