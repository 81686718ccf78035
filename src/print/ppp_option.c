// SPDX-License-Identifier: BSD-3-Clause
/*
 * ppp_option.c - configuration options of PPP: of LCP (RFC 1661), IPCP (RFC 1332 and 1877), IPV6CP
 * (RFC 5072), CCP (RFC 1962) and BACP (RFC 2125). One table says of each option how long it must be
 * and in which form it is shown.
 */
#include "print/ppp_option.h"

enum { LCP = 0xc021, IPCP = 0x8021, IP6CP = 0x8057, CCP = 0x80fd, BACP = 0xc02b };
enum { CHAP = 0xc223, PAP = 0xc023, EAP = 0xc227, SPAP = 0xc027, SPAP_OLD = 0xc123, LQM = 0xc025 };
enum { IP_HEADER_COMPRESSION = 0x0061 };

/* The forms. */
enum {
    OCTETS, /* not read */
    NOTHING,
    NUMBER16,
    HEX16,
    HEX32,
    VENDOR,
    AUTHENTICATION,
    QUALITY,
    CALLBACK,
    DISCRIMINATOR,
    ADDRESS,
    ADDRESSES,
    COMPRESSION,
    INTERFACE,
    BSD,
    DEFLATE,
    MVRCA,
    MAGIC,
};

/* An option that must be `len` octets long, or at least that if `open`. */
struct option {
    uint16_t protocol;
    uint8_t type;
    const char *name;
    uint8_t form, len;
    bool open;
};

static const struct option options[] = {
    {LCP, 0, "Vend-Ext", VENDOR, 6, true},
    {LCP, 1, "MRU", NUMBER16, 4, false},
    {LCP, 2, "ACCM", HEX32, 6, false},
    {LCP, 3, "Auth-Prot", AUTHENTICATION, 4, true},
    {LCP, 4, "Qual-Prot", QUALITY, 4, true},
    {LCP, 5, "Magic-Num", HEX32, 6, false},
    {LCP, 6, "deprecated(6)", OCTETS, 0, true},
    {LCP, 7, "PFC", NOTHING, 0, true},
    {LCP, 8, "ACFC", NOTHING, 0, true},
    {LCP, 9, "FCS-Alt", OCTETS, 0, true},
    {LCP, 10, "SDP", OCTETS, 0, true},
    {LCP, 11, "Num-Mode", OCTETS, 0, true},
    {LCP, 12, "deprecated(12)", OCTETS, 0, true},
    {LCP, 13, "Call-Back", CALLBACK, 3, true},
    {LCP, 14, "deprecated(14)", OCTETS, 0, true},
    {LCP, 15, "deprecated(15)", OCTETS, 0, true},
    {LCP, 16, "deprecated(16)", OCTETS, 0, true},
    {LCP, 17, "MRRU", NUMBER16, 4, false},
    {LCP, 18, "12-Bit seq #", OCTETS, 0, true},
    {LCP, 19, "End-Disc", DISCRIMINATOR, 3, true},
    {LCP, 20, "Proprietary", OCTETS, 0, true},
    {LCP, 21, "DCE-Id", OCTETS, 0, true},
    {LCP, 22, "MP+", OCTETS, 0, true},
    {LCP, 23, "Link-Disc", HEX16, 4, false},
    {LCP, 24, "LCP-Auth-Opt", OCTETS, 0, true},
    {LCP, 25, "COBS", OCTETS, 0, true},
    {LCP, 26, "Prefix-elision", OCTETS, 0, true},
    {LCP, 27, "Multilink-header-Form", OCTETS, 0, true},
    {LCP, 28, "I18N", OCTETS, 0, true},
    {LCP, 29, "SDL-over-SONET/SDH", OCTETS, 0, true},
    {LCP, 30, "PPP-Muxing", OCTETS, 0, true},
    {IPCP, 1, "IP-Addrs", ADDRESSES, 10, false},
    {IPCP, 2, "IP-Comp", COMPRESSION, 4, true},
    {IPCP, 3, "IP-Addr", ADDRESS, 6, false},
    {IPCP, 4, "Home-Addr", ADDRESS, 6, false},
    {IPCP, 129, "Pri-DNS", ADDRESS, 6, false},
    {IPCP, 130, "Pri-NBNS", ADDRESS, 6, false},
    {IPCP, 131, "Sec-DNS", ADDRESS, 6, false},
    {IPCP, 132, "Sec-NBNS", ADDRESS, 6, false},
    {IP6CP, 1, "Interface-ID", INTERFACE, 10, false},
    {CCP, 0, "OUI", OCTETS, 0, true},
    {CCP, 1, "Pred-1", OCTETS, 0, true},
    {CCP, 2, "Pred-2", OCTETS, 0, true},
    {CCP, 3, "Puddle", OCTETS, 0, true},
    {CCP, 16, "HP-PPC", OCTETS, 0, true},
    {CCP, 17, "Stac-LZS", OCTETS, 0, true},
    {CCP, 18, "MPPC", OCTETS, 0, true},
    {CCP, 19, "Gand-FZA", OCTETS, 0, true},
    {CCP, 20, "V.42bis", OCTETS, 0, true},
    {CCP, 21, "BSD-Comp", BSD, 3, true},
    {CCP, 23, "LZS-DCP", OCTETS, 0, true},
    {CCP, 24, "MVRCA", MVRCA, 4, true},
    {CCP, 25, "DCE", OCTETS, 0, true},
    {CCP, 26, "Deflate", DEFLATE, 4, true},
    {CCP, 255, "Reserved", OCTETS, 0, true},
    {BACP, 1, "Favored-Peer", MAGIC, 6, false},
};

bool ppp_has_options(uint16_t protocol)
{
    return protocol == LCP || protocol == IPCP || protocol == IP6CP || protocol == CCP ||
           protocol == BACP;
}

static const char *short_name(uint16_t protocol)
{
    static const struct line_name names[] = {
        {LCP, "[|lcp]"}, {IPCP, "[|ipcp]"}, {IP6CP, "[|ip6cp]"}, {CCP, "[|ccp]"}, {BACP, "[|bacp]"},
    };

    return line_name(names, sizeof names / sizeof names[0], protocol);
}

static const struct option *find(uint16_t protocol, uint8_t type)
{
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        if (options[i].protocol == protocol && options[i].type == type)
            return &options[i];
    return NULL;
}

void ppp_put_octets(struct line *l, struct body b, const char *indent)
{
    const size_t n = b.n < b.len ? b.n : b.len;

    for (size_t i = 0; i < n; i++) {
        if (i % 16 == 0) {
            line_str(l, indent);
            line_str(l, "0x");
            line_hex(l, i, 4);
            line_str(l, ": ");
        }
        if (i % 2 == 0)
            line_char(l, ' ');
        line_hex(l, b.p[i], 2);
    }
}

static enum print_status put_authentication(struct line *l, struct body b)
{
    static const struct line_name algorithms[] = {
        {5, "MD5"}, {128, "MS-CHAPv1"}, {129, "MS-CHAPv2"}};
    uint16_t protocol;
    const char *name;

    if (!body_has(b, 2, 2))
        return CUT;
    protocol = be16(b.p + 2);
    name = ppp_protocol_name(protocol);
    line_str(l, ": ");
    if (name != NULL) {
        line_str(l, name);
    } else {
        line_str(l, "Unknown Auth Proto (0x04x)"); /* tcpdump's way to say it */
    }
    if (protocol == CHAP) {
        if (!body_has(b, 4, 1))
            return CUT;
        name = line_name(algorithms, sizeof algorithms / sizeof algorithms[0], b.p[4]);
        line_str(l, ", ");
        if (name != NULL)
            line_str(l, name);
        else
            line_number(l, "Unknown Auth Alg ", b.p[4]);
    } else if (protocol != PAP && protocol != EAP && protocol != SPAP && protocol != SPAP_OLD) {
        ppp_put_octets(l, b, "\n\t");
    }
    return PRINTED;
}

static enum print_status put_callback(struct line *l, struct body b)
{
    static const char *const operations[] = {
        "Location is determined by user authentication",
        "Dialing string",
        "Location identifier",
        "E.164 number",
        "X.500 distinguished name",
        NULL,
        "CBCP",
    };
    const char *name = NULL;

    line_str(l, ": ");
    if (!body_has(b, 2, 1))
        return CUT;
    if (b.p[2] < sizeof operations / sizeof operations[0])
        name = operations[b.p[2]];
    line_str(l, ": Callback Operation ");
    line_str(l, name != NULL ? name : "Unknown");
    line_number(l, " (", b.p[2]);
    line_char(l, ')');
    return PRINTED;
}

/* RFC 1990, section 5.1.3. */
enum { CLASS_IP4 = 2, CLASS_MAC = 3, IP4_LEN = 7, MAC_LEN = 9 };

static enum print_status put_discriminator(struct line *l, struct body b)
{
    if (!body_has(b, 2, 1))
        return CUT;
    switch (b.p[2]) {
    case 0:
        line_str(l, ": Null");
        break;
    case 1:
        line_str(l, ": Local");
        break;
    case CLASS_IP4:
        if (!body_has(b, 3, 4))
            return CUT;
        line_str(l, ": IPv4 ");
        line_ip4(l, b.p + 3);
        break;
    case CLASS_MAC:
        if (!body_has(b, 3, 6))
            return CUT;
        line_str(l, ": MAC ");
        line_ether(l, b.p + 3);
        break;
    case 4:
        line_str(l, ": Magic-Num-Block");
        break;
    case 5:
        line_str(l, ": PSNDN");
        break;
    default:
        line_number(l, ": Unknown class ", b.p[2]);
        break;
    }
    return PRINTED;
}

static enum print_status put_compression(struct line *l, struct body b)
{
    static const struct line_name kinds[] = {{0x002d, "VJ-Comp"},
                                             {IP_HEADER_COMPRESSION, "IP Header Compression"}};
    const char *name;

    if (!body_has(b, 2, 2))
        return CUT;
    name = line_name(kinds, sizeof kinds / sizeof kinds[0], be16(b.p + 2));
    line_str(l, ": ");
    line_str(l, name != NULL ? name : "Unknown");
    line_str(l, " (0x");
    if (be16(b.p + 2) > 0xff)
        line_hex_short(l, be16(b.p + 2));
    else
        line_hex(l, be16(b.p + 2), 2);
    line_str(l, "):");
    return PRINTED;
}

static void put_interface(struct line *l, const uint8_t *p)
{
    line_str(l, ": ");
    for (unsigned i = 0; i < 4; i++) {
        if (i > 0)
            line_char(l, ':');
        line_hex(l, be16(p + 2 * i), 4);
    }
}

static void put_deflate(struct line *l, const uint8_t *p)
{
    const unsigned method = p[2] & 0x0f;

    line_number(l, ": Window: ", p[2] >> 4);
    line_str(l, "K, Method: ");
    line_str(l, method == 8 ? "zlib" : "unknown");
    line_str(l, " (0x");
    line_hex_short(l, method);
    line_number(l, "), MBZ: ", p[3] >> 2);
    line_number(l, ", CHK: ", p[3] & 3);
}

static void put_mvrca(struct line *l, const uint8_t *p)
{
    line_number(l, ": Features: ", p[2] >> 6);
    line_str(l, ", PxP: ");
    line_str(l, (p[2] & 0x20) != 0 ? "Enabled" : "Disabled");
    line_number(l, ", History: ", p[2] & 0x1f);
    line_number(l, ", #CTX-ID: ", p[3]);
}

/* What is plain, with all its octets captured. */
static void put_plain(struct line *l, const uint8_t *p, uint8_t form)
{
    switch (form) {
    case NUMBER16:
        line_number(l, ": ", be16(p + 2));
        break;
    case HEX16:
        line_str(l, ": 0x");
        line_hex(l, be16(p + 2), 4);
        break;
    case HEX32:
    case MAGIC:
        line_str(l, form == MAGIC ? ": Magic-Num 0x" : ": 0x");
        line_hex(l, be32(p + 2), 8);
        break;
    case VENDOR:
        line_str(l, ": Vendor: ");
        line_str(l, line_oui_name(be32(p + 1) & 0xffffff));
        line_number(l, " (", be32(p + 1) & 0xffffff);
        line_char(l, ')');
        break;
    case QUALITY:
        line_str(l, be16(p + 2) == LQM ? ": LQR" : ": unknown");
        break;
    case ADDRESS:
        line_str(l, ": ");
        line_ip4(l, p + 2);
        break;
    case ADDRESSES:
        line_str(l, ": src ");
        line_ip4(l, p + 2);
        line_str(l, ", dst ");
        line_ip4(l, p + 6);
        break;
    case INTERFACE:
        put_interface(l, p + 2);
        break;
    case BSD:
        line_number(l, ": Version: ", p[2] >> 5);
        line_number(l, ", Dictionary Bits: ", p[2] & 0x1f);
        break;
    case DEFLATE:
        put_deflate(l, p);
        break;
    case MVRCA:
        put_mvrca(l, p);
        break;
    default:
        break;
    }
}

static enum print_status put_value(struct line *l, struct body b, const struct option *o)
{
    switch (o->form) {
    case OCTETS:
        if (l->options->verbose < 2)
            ppp_put_octets(l, body_skip(b, 2), "\n\t    ");
        return PRINTED;
    case AUTHENTICATION:
        return put_authentication(l, b);
    case CALLBACK:
        return put_callback(l, b);
    case DISCRIMINATOR:
        return put_discriminator(l, b);
    case COMPRESSION:
        return put_compression(l, b);
    default:
        if (!body_has(b, 0, o->len))
            return CUT;
        put_plain(l, b.p, o->form);
        return PRINTED;
    }
}

/* Whether an option is as long as it should be; if not, it is said so. */
static bool check_len(struct line *l, struct body b, const struct option *o)
{
    size_t right = o->len;
    bool open = o->open;

    if (o->form == DISCRIMINATOR && body_has(b, 2, 1) &&
        (b.p[2] == CLASS_IP4 || b.p[2] == CLASS_MAC)) {
        right = b.p[2] == CLASS_IP4 ? IP4_LEN : MAC_LEN;
        open = false;
    }
    if (b.len == right || (open && b.len > right))
        return true;
    line_str(l, " (length bogus, should be ");
    line_str(l, open ? ">= " : "= ");
    line_u64(l, right);
    line_char(l, ')');
    return false;
}

/* Whether tcpdump reads no further behind an option of a wrong length. */
static bool ends_list(const struct option *o)
{
    return (o->protocol == LCP && o->type > 3) || (o->protocol == IPCP && o->type > 1);
}

/* "NAME Option (0xNN), length N" */
static void put_head(struct line *l, const char *name, uint8_t type, size_t len)
{
    line_str(l, "\n\t  ");
    line_str(l, name);
    line_str(l, " Option (0x");
    line_hex(l, type, 2);
    line_number(l, "), length ", len);
}

/* The parameters of IP header compression; false if no option can follow them. */
static bool put_parameters(struct line *l, uint16_t protocol, struct body b, size_t captured)
{
    if (b.len < HEADER_COMPRESSION_LEN) {
        line_str(l, " (length bogus, should be >= 14)");
        return false;
    }
    if (!ppp_put_header_compression(l, b, captured)) {
        line_str(l, short_name(protocol));
        return false;
    }
    return true;
}

enum print_status ppp_print_option(struct line *l, uint16_t protocol, struct body b, size_t *len)
{
    static const struct option unread = {.name = NULL, .form = OCTETS, .open = true};
    const char *const unknown = protocol == CCP || protocol == BACP ? "Unknown" : "unknown";
    const size_t captured = b.n;
    const struct option *o;
    uint8_t type;

    *len = 0;
    if (!body_has(b, 0, 2)) {
        line_str(l, short_name(protocol));
        return PRINTED;
    }
    type = b.p[0];
    if (b.len < b.p[1])
        return PRINTED;
    o = find(protocol, type);
    if (b.p[1] < 2 && (o != NULL || protocol != LCP)) {
        put_head(l, o != NULL ? o->name : unknown, type, b.p[1]);
        line_str(l, " (length bogus, should be >= 2)");
        return PRINTED;
    }
    *len = b.p[1];
    if (o == NULL && protocol == LCP) {
        line_str(l, "\n\tunknown LCP option 0x");
        line_hex(l, type, 2);
        if (b.p[1] < 2)
            *len = 0;
        return PRINTED;
    }
    if (o == NULL)
        o = &unread;
    put_head(l, o->name != NULL ? o->name : unknown, type, *len);
    b = body_narrow(b, *len);
    if (!check_len(l, b, o)) {
        if (ends_list(o))
            *len = 0;
        return PRINTED;
    }
    if (o->form == INTERFACE && !body_has(b, 0, o->len)) {
        line_str(l, short_name(protocol));
        *len = 0;
        return PRINTED;
    }
    if (put_value(l, b, o) == CUT)
        return CUT;
    if (o->form == COMPRESSION && be16(b.p + 2) == IP_HEADER_COMPRESSION &&
        !put_parameters(l, protocol, b, captured)) {
        *len = 0;
        return PRINTED;
    }
    if (l->options->verbose > 1)
        ppp_put_octets(l, body_skip(b, 2), "\n\t    ");
    return PRINTED;
}
