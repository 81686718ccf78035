// SPDX-License-Identifier: BSD-3-Clause
/* tls.c - TLS records (RFC 8446 5.1) and the server name in a ClientHello (RFC 6066 3). */
#include "app/recognise.h"
#include "app/tls_record.h"

enum { RECORD_MAX = 16384 + 2048 };

/* The server name in a ClientHello's body; empty if there is none within what was captured. */
static struct span server_name(struct span body)
{
    struct tls_hello hello;
    struct span data;

    tl_tls_read_hello(body, true, &hello);
    if (!tl_tls_find_extension(&hello, TLS_EXT_SERVER_NAME, &data))
        return (struct span){NULL, 0};
    return tl_tls_host_name(data);
}

/* A handshake record: only the hellos are told apart, the rest is mostly encrypted. */
static void handshake(struct span body, struct app_facts *out)
{
    const uint8_t *const header = span_take(&body, 4);
    const struct span none = {NULL, 0};

    if (header != NULL && header[0] == TLS_CLIENT_HELLO && header[1] == 0)
        app_fill(out, APP_TLS_CLIENT_HELLO, 0, server_name(body));
    else if (header != NULL && header[0] == TLS_SERVER_HELLO && header[1] == 0)
        app_fill(out, APP_TLS_SERVER_HELLO, 0, none);
    else
        app_fill(out, APP_TLS_RECORD, TLS_HANDSHAKE, none);
}

const char *tl_app_tls_alert(int32_t description)
{
    static const struct {
        uint8_t description;
        const char *name;
    } alerts[] = {
        {0, "close_notify"},
        {10, "unexpected_message"},
        {20, "bad_record_mac"},
        {21, "decryption_failed"},
        {22, "record_overflow"},
        {30, "decompression_failure"},
        {40, "handshake_failure"},
        {41, "no_certificate"},
        {42, "bad_certificate"},
        {43, "unsupported_certificate"},
        {44, "certificate_revoked"},
        {45, "certificate_expired"},
        {46, "certificate_unknown"},
        {47, "illegal_parameter"},
        {48, "unknown_ca"},
        {49, "access_denied"},
        {50, "decode_error"},
        {51, "decrypt_error"},
        {60, "export_restriction"},
        {70, "protocol_version"},
        {71, "insufficient_security"},
        {80, "internal_error"},
        {86, "inappropriate_fallback"},
        {90, "user_canceled"},
        {100, "no_renegotiation"},
        {109, "missing_extension"},
        {110, "unsupported_extension"},
        {112, "unrecognized_name"},
        {113, "bad_certificate_status_response"},
        {115, "unknown_psk_identity"},
        {116, "certificate_required"},
        {120, "no_application_protocol"},
    };

    for (size_t i = 0; i < sizeof alerts / sizeof alerts[0]; i++) {
        if (alerts[i].description == description)
            return alerts[i].name;
    }
    return NULL;
}

bool app_tls(struct span payload, struct app_facts *out)
{
    const uint8_t *const h = span_take(&payload, TLS_RECORD_HEADER);
    const struct span none = {NULL, 0};
    size_t length;

    if (h == NULL || h[0] < TLS_CHANGE_CIPHER_SPEC || h[0] > TLS_APPLICATION_DATA || h[1] != 3 ||
        h[2] > 4)
        return false;
    length = be16(h + 3);
    if (length == 0 || length > RECORD_MAX)
        return false;
    if (payload.n > length)
        payload.n = length;
    if (h[0] == TLS_HANDSHAKE)
        handshake(payload, out);
    else if (h[0] == TLS_ALERT)
        app_fill(out, APP_TLS_ALERT, length == 2 && payload.n == 2 ? payload.p[1] : -1, none);
    else
        app_fill(out, APP_TLS_RECORD, h[0], none);
    return true;
}
