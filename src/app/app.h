// SPDX-License-Identifier: BSD-3-Clause
/*
 * app.h - what the first octets of a payload are, by their content: enough to name a segment.
 *
 * Recognition looks at the captured octets of one segment and never keeps state. It must be content
 * that convinces; a port number alone proves nothing and is not looked at here.
 */
#ifndef TL_APP_APP_H
#define TL_APP_APP_H

#include <stdint.h>

#include "base/octets.h"

enum app_kind {
    APP_UNKNOWN,          /* octets we have no name for */
    APP_TEXT,             /* printable text; subject: its first line */
    APP_HTTP_REQUEST,     /* subject: method and target */
    APP_HTTP_RESPONSE,    /* number: status; subject: reason phrase */
    APP_TLS_CLIENT_HELLO, /* subject: server name, if there is one */
    APP_TLS_SERVER_HELLO,
    APP_TLS_RECORD, /* number: content type */
    APP_TLS_ALERT,  /* number: description; 0 close_notify, -1 encrypted */
    APP_SSH_BANNER, /* subject: software version */
    APP_SMTP,       /* number: reply code, 0 for a command; subject: the line */
    APP_FTP,        /* number: reply code, 0 for a command; subject: the line */
    APP_DNS,        /* over TCP: number: 0 query, 1 response; subject: name asked for */
    APP_REDIS,      /* number: 0 command, 1 reply; subject: command and key */
};

enum { APP_SUBJECT_MAX = 96 };

/**
 * struct app_facts - what a payload begins with
 * @number:      by kind
 * @kind:        enum app_kind
 * @subject_len: octets in subject, 0 if the kind has none
 * @subject:     raw octets as the network sent them: make them harmless before showing them.
 *               Secrets (the argument of FTP's PASS, of Redis' AUTH) are left out
 */
struct app_facts {
    int32_t number;
    uint8_t kind, subject_len;
    uint8_t subject[APP_SUBJECT_MAX];
};

/* Recognise the payload's beginning. Empty or unknown payload gives APP_UNKNOWN. */
void tl_app_recognise(struct span payload, struct app_facts *out);

/* The name of a TLS alert's description, such as "handshake_failure" for 40 (RFC 8446 6); NULL if
 * it has none. */
const char *tl_app_tls_alert(int32_t description);

/* IANA's name of a well-known TCP port, such as "http" for 80, of the few dozen that matter; NULL
 * if there is none. No file is read. */
const char *tl_app_service(uint16_t port);

/* "HTTP", "TLS", "SSH"…: the protocol a kind belongs to; NULL for UNKNOWN and TEXT. */
const char *tl_app_protocol(uint8_t kind);

#endif
