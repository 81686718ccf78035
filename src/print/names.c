// SPDX-License-Identifier: BSD-3-Clause
/*
 * names.c - addresses, ports and protocols as words, if names are wanted (no -n).
 *
 * Names of hosts, services and stations come from whoever uses the printer, through struct
 * tcplens_print_names. What tcpdump has built in is here: the names of IP protocols, and of a few
 * vendors, for the first three octets of an Ethernet address.
 */
#include "print/line.h"

/* Those of tcpdump 4.99.3, which asks neither /etc/protocols nor the registry. */
static const char *const protocols[256] = {
    [0] = "hopopt",
    [1] = "icmp",
    [2] = "igmp",
    [3] = "ggp",
    [4] = "ipencap",
    [5] = "st",
    [6] = "tcp",
    [7] = "cbt",
    [8] = "egp",
    [9] = "igp",
    [10] = "bbn-rcc-mon",
    [11] = "nvp-ii",
    [12] = "pup",
    [13] = "argus",
    [14] = "emcon",
    [15] = "xnet",
    [16] = "chaos",
    [17] = "udp",
    [18] = "mux",
    [19] = "dcn-meas",
    [20] = "hmp",
    [21] = "prm",
    [22] = "xns-idp",
    [23] = "trunk-1",
    [24] = "trunk-2",
    [25] = "leaf-1",
    [26] = "leaf-2",
    [27] = "rdp",
    [28] = "irtp",
    [29] = "iso-tp4",
    [30] = "netblt",
    [31] = "mfe-nsp",
    [32] = "merit-inp",
    [33] = "dccp",
    [34] = "3pc",
    [35] = "idpr",
    [36] = "xtp",
    [37] = "ddp",
    [38] = "idpr-cmtp",
    [39] = "tp++",
    [40] = "il",
    [41] = "ipv6",
    [42] = "sdrp",
    [43] = "ipv6-route",
    [44] = "ipv6-frag",
    [45] = "idrp",
    [46] = "rsvp",
    [47] = "gre",
    [48] = "dsr",
    [49] = "bna",
    [50] = "esp",
    [51] = "ah",
    [52] = "i-nlsp",
    [53] = "swipe",
    [54] = "narp",
    [55] = "mobile",
    [56] = "tlsp",
    [57] = "skip",
    [58] = "ipv6-icmp",
    [59] = "ipv6-nonxt",
    [60] = "ipv6-opts",
    [62] = "cftp",
    [64] = "sat-expak",
    [65] = "kryptolan",
    [66] = "rvd",
    [67] = "ippc",
    [69] = "sat-mon",
    [70] = "visa",
    [71] = "ipcv",
    [72] = "cpnx",
    [73] = "rspf",
    [74] = "wsn",
    [75] = "pvp",
    [76] = "br-sat-mon",
    [77] = "sun-nd",
    [78] = "wb-mon",
    [79] = "wb-expak",
    [80] = "iso-ip",
    [81] = "vmtp",
    [82] = "secure-vmtp",
    [83] = "vines",
    [84] = "ttp",
    [85] = "nsfnet-igp",
    [86] = "dgp",
    [87] = "tcf",
    [88] = "eigrp",
    [89] = "ospf",
    [90] = "sprite-rpc",
    [91] = "larp",
    [92] = "mtp",
    [93] = "ax.25",
    [94] = "ipip",
    [95] = "micp",
    [96] = "scc-sp",
    [97] = "etherip",
    [98] = "encap",
    [100] = "gmtp",
    [101] = "ifmp",
    [102] = "pnni",
    [103] = "pim",
    [104] = "aris",
    [105] = "scps",
    [106] = "qnx",
    [107] = "a/n",
    [108] = "ipcomp",
    [109] = "snp",
    [110] = "compaq-peer",
    [111] = "ipx-in-ip",
    [112] = "vrrp",
    [113] = "pgm",
    [115] = "l2tp",
    [116] = "ddx",
    [117] = "iatp",
    [118] = "stp",
    [119] = "srp",
    [120] = "uti",
    [121] = "smp",
    [122] = "sm",
    [123] = "ptp",
    [124] = "isis",
    [125] = "fire",
    [126] = "crtp",
    [127] = "crudp",
    [128] = "sscopmce",
    [129] = "iplt",
    [130] = "sps",
    [131] = "pipe",
    [132] = "sctp",
    [133] = "fc",
    [134] = "rsvp-e2e-ignore",
    [135] = "mobility-header",
    [136] = "udplite",
    [137] = "mpls-in-ip",
    [138] = "manet",
    [139] = "hip",
    [140] = "shim6",
    [141] = "wesp",
    [142] = "rohc",
    [253] = "exptest-253",
    [254] = "exptest-254",
    [255] = "reserved",
};

static const struct tcplens_print_names *names_of(const struct line *l)
{
    return l->options->names;
}

static bool put_address_name(struct line *l, const uint8_t *addr, unsigned octets)
{
    const struct tcplens_print_names *const names = names_of(l);
    const char *const name =
        names != NULL && names->address != NULL ? names->address(names->ctx, addr, octets) : NULL;

    if (name != NULL)
        line_octets(l, name, l->options->short_names ? strcspn(name, ".") : strlen(name));
    return name != NULL;
}

void line_ip4(struct line *l, const uint8_t addr[4])
{
    if (!put_address_name(l, addr, 4))
        text_ip4(l->out, addr);
}

void line_ip6(struct line *l, const uint8_t addr[16])
{
    if (!put_address_name(l, addr, 16))
        text_ip6(l->out, addr);
}

void line_ether(struct line *l, const uint8_t addr[6])
{
    const struct tcplens_print_names *const names = names_of(l);
    static const uint8_t broadcast[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    const char *name = NULL;

    if (names != NULL && names->ether != NULL)
        name = names->ether(names->ctx, addr);
    if (name == NULL && names != NULL && memcmp(addr, broadcast, sizeof broadcast) == 0)
        name = "Broadcast";
    if (name != NULL) {
        line_str(l, name);
        return;
    }
    for (unsigned i = 0; i < 6; i++) {
        if (i > 0)
            line_char(l, ':');
        line_hex(l, addr[i], 2);
    }
    if (names == NULL)
        return;
    line_str(l, " (oui ");
    line_str(l, line_oui_name((uint32_t)addr[0] << 16 | (uint32_t)addr[1] << 8 | addr[2]));
    line_char(l, ')');
}

void line_port(struct line *l, uint16_t port, bool tcp)
{
    const struct tcplens_print_names *const names = names_of(l);
    const char *const name =
        names != NULL && names->port != NULL ? names->port(names->ctx, port, tcp) : NULL;

    if (name != NULL)
        line_str(l, name);
    else
        line_u64(l, port);
}

void line_tcp_port(struct line *l, uint16_t port)
{
    line_port(l, port, true);
}

void line_udp_port(struct line *l, uint16_t port)
{
    line_port(l, port, false);
}

void line_ip_protocol(struct line *l, uint8_t protocol)
{
    if (names_of(l) != NULL && protocols[protocol] != NULL) {
        line_str(l, protocols[protocol]);
        return;
    }
    line_str(l, "ip-proto-");
    line_u64(l, protocol);
}
