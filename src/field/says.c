// SPDX-License-Identifier: BSD-3-Clause
#include "field/says.h"

static void say_title(struct text *out, const struct item *it)
{
    text_octets(out, tl_fields[it->field].title, tl_fields[it->field].title_len);
    text_octets(out, ": ", 2);
}

/* ---- The frame ---- */

static void say_size(struct text *out, const char *title, uint64_t n)
{
    text_str(out, title);
    text_u64(out, n);
    text_str(out, n == 1 ? " byte (" : " bytes (");
    text_u64(out, n * 8);
    text_str(out, " bits)");
}

static void say_frame_len(struct text *out, const struct item *it)
{
    say_size(out, "Frame Length: ", it->u);
}

static void say_frame_cap_len(struct text *out, const struct item *it)
{
    say_size(out, "Capture Length: ", it->u);
}

/* ---- IP ---- */

/* Octets, and the words of four that the header has them as. */
static void say_header_len(struct text *out, const struct item *it)
{
    text_str(out, "Header Length: ");
    text_u64(out, it->u);
    text_str(out, " bytes (");
    text_u64(out, it->u / 4);
    text_char(out, ')');
}

/* Of IPv4 and IPv6 (RFC 2474 3, RFC 3168 5). */
static void say_codepoints(struct text *out, const struct item *it)
{
    const char *const dscp = tl_word(tl_words_dscp_short, it->u >> 2);

    say_title(out, it);
    text_octets(out, "0x", 2);
    text_hex(out, it->u, 2);
    text_str(out, " (DSCP: ");
    text_str(out, dscp != NULL ? dscp : "Unknown");
    text_str(out, ", ECN: ");
    text_str(out, tl_word(tl_words_ecn_short, it->u & 3));
    text_char(out, ')');
}

static void say_ip_flags(struct text *out, const struct item *it)
{
    text_str(out, "Flags: 0x");
    text_hex(out, it->u, 1);
    if ((it->u & 4) != 0)
        text_str(out, ", Reserved bit");
    if ((it->u & 2) != 0)
        text_str(out, ", Don't fragment");
    if ((it->u & 1) != 0)
        text_str(out, ", More fragments");
}

static void say_ip_checksum(struct text *out, const struct item *it)
{
    text_str(out, "Header Checksum: 0x");
    text_hex(out, it->u, 4);
    text_str(out, " [validation disabled]");
}

/* ---- TCP ---- */

static void say_seq(struct text *out, const struct item *it)
{
    say_title(out, it);
    text_u64(out, it->u);
    text_str(out, "    (relative sequence number)");
}

static void say_ack(struct text *out, const struct item *it)
{
    say_title(out, it);
    text_u64(out, it->u);
    text_str(out, "    (relative ack number)");
}

static void say_tcp_header_len(struct text *out, const struct item *it)
{
    static const char digits[16][5] = {"0000", "0001", "0010", "0011", "0100", "0101",
                                       "0110", "0111", "1000", "1001", "1010", "1011",
                                       "1100", "1101", "1110", "1111"};

    text_octets(out, digits[it->u / 4 & 0xf], 4);
    text_str(out, " .... = ");
    say_header_len(out, it);
}

/* Reserved bits and flags, as Wireshark lists them, from the last bit on. */
static void say_tcp_flags(struct text *out, const struct item *it)
{
    static const char *const names[] = {"FIN", "SYN", "RST", "PSH", "ACK",
                                        "URG", "ECE", "CWR", "AE"};
    const char *between = " (";

    text_str(out, "Flags: 0x");
    text_hex(out, it->u, 3);
    for (unsigned bit = 0; bit < sizeof names / sizeof names[0]; bit++) {
        if ((it->u >> bit & 1) == 0)
            continue;
        text_octets(out, between, 2);
        text_str(out, names[bit]);
        between = ", ";
    }
    if (it->u >> 9 != 0) {
        text_octets(out, between, 2);
        text_str(out, "Reserved");
    }
    text_str(out, it->u == 0 ? " (<None>)" : ")");
}

static void say_tcp_checksum(struct text *out, const struct item *it)
{
    text_str(out, "Checksum: 0x");
    text_hex(out, it->u, 4);
    text_str(out, " [unverified]");
}

enum {
    SEEN_SYN = 1,
    SEEN_SYN_ACK = 2,
    SEEN_ACK = 4,
    SEEN_DATA = 8,
    SEEN_FIN = 16,
    SEEN_RST = 32,
    SEEN_HANDSHAKE = SEEN_SYN | SEEN_SYN_ACK | SEEN_ACK,
};

static const char *completeness_word(uint64_t seen)
{
    if ((seen & SEEN_HANDSHAKE) == SEEN_HANDSHAKE && (seen & (SEEN_FIN | SEEN_RST)) != 0)
        return (seen & SEEN_DATA) != 0 ? "Complete, WITH_DATA" : "Complete, NO_DATA";
    switch (seen) {
    case SEEN_SYN:
        return "Incomplete, SYN_SENT";
    case SEEN_SYN | SEEN_SYN_ACK:
        return "Incomplete, CLIENT_ESTABLISHED";
    case SEEN_HANDSHAKE:
        return "Incomplete, ESTABLISHED";
    case SEEN_HANDSHAKE | SEEN_DATA:
        return "Incomplete, DATA";
    default:
        return "Incomplete";
    }
}

static void say_completeness(struct text *out, const struct item *it)
{
    say_title(out, it);
    text_str(out, completeness_word(it->u));
    text_octets(out, " (", 2);
    text_u64(out, it->u);
    text_char(out, ')');
}

static void say_nop(struct text *out, const struct item *it)
{
    (void)it;
    text_str(out, "TCP Option - No-Operation (NOP)");
}

static void say_end_of_options(struct text *out, const struct item *it)
{
    (void)it;
    text_str(out, "TCP Option - End of Option List (EOL)");
}

/* RFC 7323 3.2; an option of another length has a name only. */
static void say_timestamps(struct text *out, const struct item *it)
{
    enum { LEN = 10 };

    text_str(out, "TCP Option - Timestamps");
    if (it->octets.n != LEN || it->octets.p[1] != LEN)
        return;
    text_str(out, ": TSval ");
    text_u64(out, be32(it->octets.p + 2));
    text_str(out, ", TSecr ");
    text_u64(out, be32(it->octets.p + 6));
}

static void say_octets(struct text *out, const struct item *it)
{
    text_octets(out, tl_fields[it->field].title, tl_fields[it->field].title_len);
    text_octets(out, " (", 2);
    text_u64(out, it->octets.n);
    text_str(out, it->octets.n == 1 ? " byte)" : " bytes)");
}

static void say_file_data(struct text *out, const struct item *it)
{
    text_str(out, "File Data: ");
    text_u64(out, it->octets.n);
    text_str(out, " bytes");
}

/* A maker's number, as addresses have it. */
static void say_maker(struct text *out, const struct item *it)
{
    text_str(out, tl_fields[it->field].title);
    text_str(out, ": ");
    for (unsigned shift = 24; shift > 0; shift -= 8) {
        text_hex(out, it->u >> (shift - 8) & 0xff, 2);
        if (shift > 8)
            text_char(out, ':');
    }
}

line_writer *const tl_line_writers[FIELDS] = {
    [F_FRAME_LEN] = say_frame_len,
    [F_FRAME_CAP_LEN] = say_frame_cap_len,
    [F_ETH_DST_OUI] = say_maker,
    [F_ETH_SRC_OUI] = say_maker,
    [F_ETH_ADDR_OUI] = say_maker,
    [F_IP_HDR_LEN] = say_header_len,
    [F_IP_DSFIELD] = say_codepoints,
    [F_IP_FLAGS] = say_ip_flags,
    [F_IP_CHECKSUM] = say_ip_checksum,
    [F_IPV6_TCLASS] = say_codepoints,
    [F_TCP_COMPLETENESS] = say_completeness,
    [F_TCP_SEQ] = say_seq,
    [F_TCP_NXTSEQ] = say_seq,
    [F_TCP_ACK] = say_ack,
    [F_TCP_HDR_LEN] = say_tcp_header_len,
    [F_TCP_FLAGS] = say_tcp_flags,
    [F_TCP_CHECKSUM] = say_tcp_checksum,
    [F_OPT_NOP] = say_nop,
    [F_OPT_EOL] = say_end_of_options,
    [F_OPT_TIMESTAMP] = say_timestamps,
    [F_TCP_PAYLOAD] = say_octets,
    [F_TCP_SEGMENT_DATA] = say_octets,
    [F_HTTP_FILE_DATA] = say_file_data,
};
