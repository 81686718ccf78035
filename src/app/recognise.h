// SPDX-License-Identifier: BSD-3-Clause
/*
 * recognise.h - one recogniser a protocol. Each looks at the payload's beginning and either fills
 * `*out` and returns true, or leaves it alone and returns false.
 */
#ifndef TL_APP_RECOGNISE_H
#define TL_APP_RECOGNISE_H

#include <stdbool.h>

#include "app/app.h"

bool app_http(struct span payload, struct app_facts *out);
bool app_tls(struct span payload, struct app_facts *out);
bool app_ssh(struct span payload, struct app_facts *out);
bool app_reply_line(struct span payload, struct app_facts *out); /* SMTP and FTP */
bool app_dns(struct span payload, struct app_facts *out);
bool app_redis(struct span payload, struct app_facts *out);
bool app_text(struct span payload, struct app_facts *out);

/* The first line without its CR LF; all of `s` if no line ends within it. */
struct span app_first_line(struct span s);

/* Whether `s` begins with `prefix`, which is consumed then. */
bool app_take_prefix(struct span *s, const char *prefix);

/* Printable ASCII without the space. */
static inline bool app_is_graph(uint8_t c)
{
    return c > 0x20 && c < 0x7f;
}

static inline bool app_is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* Three digits at the front as a number, -1 if there are none. */
int app_three_digits(struct span s);

/* Set kind, number and subject; the subject is cut at APP_SUBJECT_MAX. */
void app_fill(struct app_facts *out, enum app_kind kind, int32_t number, struct span subject);

#endif
