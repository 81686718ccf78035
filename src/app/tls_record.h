// SPDX-License-Identifier: BSD-3-Clause
/*
 * tls_record.h - TLS from its records (RFC 8446 5.1) to the parts of its hellos (4.1.2, 4.1.3), as
 * far as they are in the clear.
 *
 * Nothing is copied. Vectors that are cut off by the end of what there is are shorter than they
 * say; what stands behind them is empty then.
 */
#ifndef TL_APP_TLS_RECORD_H
#define TL_APP_TLS_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/octets.h"

enum { TLS_RECORD_HEADER = 5, TLS_HANDSHAKE_HEADER = 4, TLS_RANDOM = 32 };

enum tls_content { TLS_CHANGE_CIPHER_SPEC = 20, TLS_ALERT, TLS_HANDSHAKE, TLS_APPLICATION_DATA };

enum tls_handshake_type { TLS_CLIENT_HELLO = 1, TLS_SERVER_HELLO = 2, TLS_CERTIFICATE = 11 };

enum tls_extension_type {
    TLS_EXT_SERVER_NAME = 0,
    TLS_EXT_STATUS_REQUEST = 5,
    TLS_EXT_GROUPS = 10,
    TLS_EXT_POINT_FORMATS = 11,
    TLS_EXT_SIGNATURES = 13,
    TLS_EXT_HEARTBEAT = 15,
    TLS_EXT_ALPN = 16,
    TLS_EXT_PADDING = 21,
    TLS_EXT_TICKET = 35,
    TLS_EXT_KEY_SHARE_DRAFT = 40,
    TLS_EXT_VERSIONS = 43,
    TLS_EXT_PSK_MODES = 45,
    TLS_EXT_KEY_SHARE = 51,
    TLS_EXT_RENEGOTIATION = 65281,
};

/* Take `n` octets as a number: 1 to 3 of them; false if there are fewer. */
bool tl_tls_take_number(struct span *s, size_t n, uint32_t *out);

/* Take a vector with a length of `n` octets before it: what there is of it; false if the length is
 * cut off. */
bool tl_tls_take_vector(struct span *s, size_t n, struct span *out);

/**
 * struct tls_hello - a ClientHello or a ServerHello; all *borrowed*
 * @p:           where it begins
 * @random:      32 octets, NULL if they are cut off, and with them all that follows
 * @suites:      two octets each; of a ServerHello the one it chose
 * @compression: likewise, an octet each
 * @extensions:  all of them; @has_extensions: their length was there
 */
struct tls_hello {
    const uint8_t *p, *random;
    struct span session, suites, compression, extensions;
    uint16_t version;
    bool has_extensions;
};

/* Read the body of a hello; `client`: it is a ClientHello. */
void tl_tls_read_hello(struct span body, bool client, struct tls_hello *out);

/* Take the next extension: its type, and what there is of its data. */
bool tl_tls_take_extension(struct span *extensions, uint16_t *type, struct span *data);

/* The data of the extension `type`; false if there is none. */
bool tl_tls_find_extension(const struct tls_hello *hello, uint16_t type, struct span *data);

/* The host_name of a server_name extension (RFC 6066 3); empty if there is none. */
struct span tl_tls_host_name(struct span data);

/* The version that a ServerHello chose: of supported_versions if it has that, drafts of TLS 1.3 as
 * TLS 1.3. */
uint16_t tl_tls_chosen_version(const struct tls_hello *hello);

/* Whether a ServerHello is a HelloRetryRequest (RFC 8446 4.1.3). */
bool tl_tls_is_retry(const struct tls_hello *hello);

/* Whether a value is one that only tests tolerance (RFC 8701). */
static inline bool tls_is_grease(uint16_t value)
{
    return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

#endif
