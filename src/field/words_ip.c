// SPDX-License-Identifier: BSD-3-Clause
/* words_ip.c - what numbers in the headers of IP are called. */
#include "field/words.h"

/* Codepoints (RFC 2474, 2597, 3246, 5865, 8622), as summaries have them. */
const struct word tl_words_dscp_short[] = {
    {0, "CS0"},   {1, "LE"},           {8, "CS1"},     {10, "AF11"}, {12, "AF12"}, {14, "AF13"},
    {16, "CS2"},  {18, "AF21"},        {20, "AF22"},   {22, "AF23"}, {24, "CS3"},  {26, "AF31"},
    {28, "AF32"}, {30, "AF33"},        {32, "CS4"},    {34, "AF41"}, {36, "AF42"}, {38, "AF43"},
    {40, "CS5"},  {44, "VOICE-ADMIT"}, {46, "EF PHB"}, {48, "CS6"},  {56, "CS7"},  {0, NULL},
};

/* Likewise in full. */
const struct word tl_words_dscp[] = {
    {0, "Default"},
    {1, "Lower Effort"},
    {8, "Class Selector 1"},
    {10, "Assured Forwarding 11"},
    {12, "Assured Forwarding 12"},
    {14, "Assured Forwarding 13"},
    {16, "Class Selector 2"},
    {18, "Assured Forwarding 21"},
    {20, "Assured Forwarding 22"},
    {22, "Assured Forwarding 23"},
    {24, "Class Selector 3"},
    {26, "Assured Forwarding 31"},
    {28, "Assured Forwarding 32"},
    {30, "Assured Forwarding 33"},
    {32, "Class Selector 4"},
    {34, "Assured Forwarding 41"},
    {36, "Assured Forwarding 42"},
    {38, "Assured Forwarding 43"},
    {40, "Class Selector 5"},
    {44, "Voice Admit"},
    {46, "Expedited Forwarding"},
    {48, "Class Selector 6"},
    {56, "Class Selector 7"},
    {0, NULL},
};

/* RFC 3168. */
const struct word tl_words_ecn_short[] = {
    {0, "Not-ECT"}, {1, "ECT(1)"}, {2, "ECT(0)"}, {3, "CE"}, {0, NULL},
};

/* Likewise in full. */
const struct word tl_words_ecn[] = {
    {0, "Not ECN-Capable Transport"},
    {1, "ECN-Capable Transport codepoint '01'"},
    {2, "ECN-Capable Transport codepoint '10'"},
    {3, "Congestion Experienced"},
    {0, NULL},
};

/* www.iana.org/assignments/protocol-numbers */
const struct word tl_words_ip_protocol[] = {
    {0, "IPv6 Hop-by-Hop Option"},
    {1, "ICMP"},
    {2, "IGMP"},
    {3, "GGP"},
    {4, "IPIP"},
    {5, "Stream"},
    {6, "TCP"},
    {7, "CBT"},
    {8, "EGP"},
    {9, "IGRP"},
    {10, "BBN RCC"},
    {11, "Network Voice"},
    {12, "PUP"},
    {13, "ARGUS"},
    {14, "EMCON"},
    {15, "XNET"},
    {16, "CHAOS"},
    {17, "UDP"},
    {18, "Multiplex"},
    {19, "DCN Measurement"},
    {20, "Host Monitoring"},
    {21, "Packet radio"},
    {22, "IDP"},
    {23, "Trunk-1"},
    {24, "Trunk-2"},
    {25, "Leaf-1"},
    {26, "Leaf-2"},
    {27, "Reliable Data"},
    {28, "IRT"},
    {29, "ISO TP4"},
    {30, "Bulk Data"},
    {31, "MFE NSP"},
    {32, "Merit Internodal"},
    {33, "Datagram Congestion Control Protocol"},
    {34, "3rd Party Connect"},
    {35, "Inter-Domain Policy Routing Protocol"},
    {36, "XTP"},
    {37, "Datagram delivery"},
    {38, "Control Message"},
    {39, "TP++"},
    {40, "IL"},
    {41, "IPv6"},
    {42, "Source demand routing"},
    {43, "Routing Header for IPv6"},
    {44, "Fragment Header for IPv6"},
    {45, "Inter-Domain Routing Protocol"},
    {46, "Reservation Protocol"},
    {47, "Generic Routing Encapsulation"},
    {48, "Dynamic source routing"},
    {49, "BNA"},
    {50, "Encap Security Payload"},
    {51, "Authentication Header"},
    {52, "INSLP"},
    {53, "SWIPE"},
    {54, "NBMA ARP"},
    {55, "IP Mobility"},
    {56, "TLSP Kryptonet"},
    {57, "SKIP"},
    {58, "ICMPv6"},
    {59, "No Next Header for IPv6"},
    {60, "Destination Options for IPv6"},
    {61, "any host internal protocol"},
    {62, "Mobile IPv6 (old)"},
    {63, "any local network"},
    {64, "SATNET EXPAK"},
    {65, "Kryptolan"},
    {66, "Remote Virtual Disk"},
    {67, "IPPC"},
    {68, "any distributed file system"},
    {69, "SATNET Monitoring"},
    {70, "VISA"},
    {71, "IPCV"},
    {72, "CPNX"},
    {73, "CPHB"},
    {74, "Wang Span"},
    {75, "Packet Video"},
    {76, "Backroom SATNET Mon"},
    {77, "Sun ND Protocol"},
    {78, "Wideband Mon"},
    {79, "Wideband Expak"},
    {80, "ISO Internet Protocol"},
    {81, "VMTP"},
    {82, "Secure VMTP"},
    {83, "VINES"},
    {84, "TTP"},
    {85, "NSFNET IGP"},
    {86, "Dissimilar Gateway"},
    {87, "TCF"},
    {88, "EIGRP"},
    {89, "OSPF IGP"},
    {90, "Sprite RPC"},
    {91, "Locus ARP"},
    {92, "Multicast Transport"},
    {93, "AX.25 Frames"},
    {94, "IP in IP"},
    {95, "MICP"},
    {96, "Semaphore"},
    {97, "Ether in IP"},
    {98, "ENCAP"},
    {99, "any private encryption scheme"},
    {100, "GMTP"},
    {101, "Ipsilon Flow"},
    {102, "PNNI over IP"},
    {103, "PIM"},
    {104, "ARIS"},
    {105, "SCPS"},
    {106, "QNX"},
    {107, "Active Networks"},
    {108, "IPComp"},
    {109, "Sitara Networks"},
    {110, "Compaq Peer"},
    {111, "IPX IN IP"},
    {112, "VRRP"},
    {113, "PGM"},
    {114, "any 0-hop protocol"},
    {115, "Layer 2 Tunneling"},
    {116, "DDX"},
    {117, "IATP"},
    {118, "STP"},
    {119, "SpectraLink"},
    {120, "UTI"},
    {121, "SMP"},
    {122, "SM"},
    {123, "PTP"},
    {124, "ISIS over IP"},
    {125, "FIRE"},
    {126, "CRTP"},
    {127, "CRUDP"},
    {128, "SSCOPMCE"},
    {129, "IPLT"},
    {130, "Secure Packet"},
    {131, "PIPE"},
    {132, "SCTP"},
    {133, "Fibre Channel"},
    {134, "RSVP E2EI"},
    {135, "Mobile IPv6"},
    {136, "UDPLite"},
    {137, "MPLS in IP"},
    {138, "MANET"},
    {139, "HIP"},
    {140, "Shim6 header"},
    {141, "WESP"},
    {142, "ROHC"},
    {143, "Ethernet"},
    {173, "AX/4000 Testframe"},
    {224, "Novell NCS Heartbeat"},
    {0, NULL},
};

/* ---- options of IPv4 ---- */

const struct word tl_words_no_yes[] = {{0, "No"}, {1, "Yes"}, {0, NULL}};

const struct word tl_words_ip_option_class[] = {
    {0, "Control"},
    {1, "Reserved for future use"},
    {2, "Debugging and measurement"},
    {3, "Reserved for future use"},
    {0, NULL},
};

/* Without copy flag and class. */
const struct word tl_words_ip_option[] = {
    {0, "End of Option List (EOL)"},
    {1, "No-Operation (NOP)"},
    {2, "Security"},
    {3, "Loose source route"},
    {4, "Time stamp"},
    {5, "Extended security"},
    {6, "Commercial IP security option"},
    {7, "Record route"},
    {8, "Stream identifier"},
    {9, "Strict source route"},
    {11, "MTU probe"},
    {12, "MTU Reply"},
    {18, "Traceroute"},
    {20, "Router Alert"},
    {21, "Selective Directed Broadcast"},
    {25, "Quick-Start"},
    {0, NULL},
};

const struct word tl_words_ip_timestamps[] = {
    {0, "Time stamps only"},
    {1, "Time stamp and address"},
    {3, "Time stamps for prespecified addresses"},
    {0, NULL},
};

/* RFC 1108 2.3 */
const struct word tl_words_ip_classification[] = {
    {0x01, "Reserved 4"}, {0x3d, "Top secret"},   {0x5a, "Secret"},
    {0x66, "Reserved 3"}, {0x96, "Confidential"}, {0xab, "Unclassified"},
    {0xcc, "Reserved 2"}, {0xf1, "Reserved 1"},   {0, NULL},
};

const struct word tl_words_ip_authority[] = {
    {0, "Datagram not protected in accordance with its rules"},
    {1, "Datagram protected in accordance with its rules"},
    {0, NULL},
};

const struct word tl_words_ip_fti[] = {
    {0, "Final octet"},
    {1, "Additional octet present"},
    {0, NULL},
};

const struct word tl_words_router_alert[] = {{0, "Router shall examine packet"}, {0, NULL}};

const struct word tl_words_quick_start_function[] = {
    {0, "Rate request"},
    {8, "Rate report"},
    {0, NULL},
};

/* ---- extension headers of IPv6 ---- */

/* www.iana.org/assignments/ipv6-parameters */
const struct word tl_words_ip6_option[] = {
    {0x00, "Pad1"},
    {0x01, "PadN"},
    {0x04, "Tunnel Encapsulation Limit"},
    {0x05, "Router Alert"},
    {0x07, "CALIPSO"},
    {0x08, "SMF_DPD"},
    {0x0f, "PDM"},
    {0x26, "Quick-Start"},
    {0x41, "Tunnel Payload Forwarding (TPF) Information"},
    {0x63, "RPL Option"},
    {0x6d, "MPL Option"},
    {0x8a, "Endpoint Identification"},
    {0x8b, "ILNP Nonce"},
    {0x8c, "Line-Identification Option"},
    {0xc2, "Jumbo Payload"},
    {0xc9, "Home Address"},
    {0xee, "IP_DFF"},
    {0, NULL},
};

/* RFC 8200 4.2 */
const struct word tl_words_ip6_action[] = {
    {0, "Skip and continue"},
    {1, "Discard"},
    {2, "Discard and send ICMP Parameter Problem"},
    {3, "Discard and send ICMP if not multicast"},
    {0, NULL},
};

const struct word tl_words_ip6_router_alert[] = {
    {0, "MLD"},
    {1, "RSVP"},
    {2, "Active Networks"},
    {0, NULL},
};

const struct word tl_words_ip6_routing[] = {
    {0, "Source Route"},    {1, "Nimrod"},         {2, "Type 2 Routing"}, {3, "RPL Source Route"},
    {4, "Segment Routing"}, {253, "Experiment 1"}, {254, "Experiment 2"}, {0, NULL},
};
