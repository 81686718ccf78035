// SPDX-License-Identifier: BSD-3-Clause
/*
 * telnet.c - telnet's commands (RFC 854, 855): those that a segment begins with, up to the first
 * octet of text.
 */
#include "print/line.h"

enum { SE = 240, SB = 250, IAC = 255, FIRST_COMMAND = 236 };
enum { AUTHENTICATION = 37, ENCRYPT = 38 };

static const char *const commands[] = {
    "EOF", "SUSP", "ABORT", "EOR", "SE", "NOP",  "DMARK", "BRK", "IP",   "AO",
    "AYT", "EC",   "EL",    "GA",  "SB", "WILL", "WONT",  "DO",  "DONT", "IAC",
};

/* IANA's registry of telnet options. */
static const char *const options[] = {
    "BINARY",
    "ECHO",
    "RCP",
    "SUPPRESS GO AHEAD",
    "NAME",
    "STATUS",
    "TIMING MARK",
    "RCTE",
    "NAOL",
    "NAOP",
    "NAOCRD",
    "NAOHTS",
    "NAOHTD",
    "NAOFFD",
    "NAOVTS",
    "NAOVTD",
    "NAOLFD",
    "EXTEND ASCII",
    "LOGOUT",
    "BYTE MACRO",
    "DATA ENTRY TERMINAL",
    "SUPDUP",
    "SUPDUP OUTPUT",
    "SEND LOCATION",
    "TERMINAL TYPE",
    "END OF RECORD",
    "TACACS UID",
    "OUTPUT MARKING",
    "TTYLOC",
    "3270 REGIME",
    "X.3 PAD",
    "NAWS",
    "TSPEED",
    "LFLOW",
    "LINEMODE",
    "XDISPLOC",
    "OLD-ENVIRON",
    "AUTHENTICATION",
    "ENCRYPT",
    "NEW-ENVIRON",
};

/* First octets of a subnegotiation: RFC 1091 and its like, 2941, 2946. */
static const char *const verbs[] = {"IS", "SEND", "INFO"};
static const char *const auth_verbs[] = {"IS", "SEND", "REPLY", "NAME"};
static const char *const auth_types[] = {
    "NULL", "KERBEROS_V4", "KERBEROS_V5", "SPX", "MINK",   "SRP",          "RSA", "SSL",
    NULL,   NULL,          "LOKI",        "SSA", "KEA_SJ", "KEA_SJ_INTEG", "DSS", "NTLM",
};
static const char *const encrypt_verbs[] = {
    "IS",          "SUPPORT",   "REPLY",     "START", "END", "REQUEST-START",
    "REQUEST-END", "END_KEYID", "DEC_KEYID",
};
static const char *const encrypt_types[] = {
    "NULL", "DES_CFB64",      "DES_OFB64",      "DES3_CFB64",    "DES3_OFB64",
    NULL,   "CAST5_40_CFB64", "CAST5_40_OFB64", "CAST128_CFB64", "CAST128_OFB64",
};

struct words {
    const char *const *names;
    size_t n;
};

#define WORDS(a) ((struct words){(a), sizeof(a) / sizeof(a)[0]})

static void put_word(struct line *l, uint8_t value, struct words words)
{
    if (value < words.n && words.names[value] != NULL) {
        line_str(l, words.names[value]);
    } else {
        if (value != 0)
            line_str(l, "0x");
        line_hex_short(l, value);
    }
}

/* `n` octets of subnegotiation: the first ones by name where the option gives them one. */
static void put_parameters(struct line *l, uint8_t option, const uint8_t *p, size_t n)
{
    struct words first = WORDS(verbs), second = {NULL, 0};

    if (option == AUTHENTICATION) {
        first = WORDS(auth_verbs);
        second = WORDS(auth_types);
    } else if (option == ENCRYPT) {
        first = WORDS(encrypt_verbs);
        second = WORDS(encrypt_types);
    }
    for (size_t i = 0; i < n; i++) {
        line_char(l, ' ');
        put_word(l, p[i], i == 0 ? first : i == 1 ? second : (struct words){NULL, 0});
    }
}

/* What a command is: how long, and for a subnegotiation its parameters. */
struct command {
    size_t len, parameters;
};

/* Where the IAC SE is that ends the subnegotiation in `b`; its parameters are before it. */
static enum print_status find_end(struct body b, size_t *end)
{
    size_t i;

    for (i = 0; i + 1 < b.len; i++) {
        if (i >= b.n || (b.p[i] == IAC && i + 1 >= b.n))
            return CUT;
        if (b.p[i] == IAC && b.p[i + 1] == SE)
            break;
    }
    if (i >= b.n)
        return CUT;
    *end = i;
    return PRINTED;
}

/* Measure the command that `b` begins with; a length of 0 says that there is none. */
static enum print_status measure(struct body b, struct command *c)
{
    *c = (struct command){0};
    for (size_t i = 0; i < 2; i++) {
        if (b.len <= i)
            return PRINTED;
        if (b.n <= i)
            return CUT;
        if (i == 0 ? b.p[0] != IAC : b.p[1] < FIRST_COMMAND)
            return PRINTED;
    }
    if (b.p[1] < SB || b.p[1] == IAC) {
        c->len = 2;
        return PRINTED;
    }
    if (b.len < 3)
        return PRINTED;
    if (b.n < 3)
        return CUT;
    c->len = 3;
    if (b.p[1] != SB)
        return PRINTED;
    if (find_end(body_skip(b, 3), &c->parameters) == CUT)
        return CUT;
    c->len = b.p[3 + c->parameters] == IAC ? 5 + c->parameters : 0;
    return PRINTED;
}

static void put_command(struct line *l, const uint8_t *p, const struct command *c)
{
    line_str(l, commands[p[1] - FIRST_COMMAND]);
    if (p[1] == IAC)
        line_str(l, " IAC");
    if (c->len < 3)
        return;
    line_char(l, ' ');
    put_word(l, p[2], WORDS(options));
    if (p[1] == SB) {
        put_parameters(l, p[2], p + 3, c->parameters);
        line_str(l, " SE");
    }
}

enum print_status print_telnet(struct line *l, struct body b)
{
    bool first = true;

    l->protocol = "telnet";
    while (b.len > 0) {
        struct command c;

        if (measure(b, &c) == CUT)
            return CUT;
        if (c.len == 0)
            break;
        line_str(l, first ? " [telnet " : ", ");
        first = false;
        put_command(l, b.p, &c);
        if (c.len > b.len)
            return CUT;
        b = body_skip(b, c.len);
    }
    if (!first)
        line_char(l, ']');
    return PRINTED;
}
