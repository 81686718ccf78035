// SPDX-License-Identifier: BSD-3-Clause
/*
 * json.h - one JSON object on one line: keys in the order they are written, each once.
 *
 * The names of codes are stable for good and in no language; docs/json.md lists them.
 */
#ifndef TL_RENDER_JSON_H
#define TL_RENDER_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* An object in the making: `first` until its first key is written. */
struct json {
    struct text *out;
    bool first;
};

/* {"schema":1,"type":TYPE … and } with a newline. */
void json_begin(struct json *j, struct text *out, const char *type);
void json_end(struct json *j);

/* An object within an array: { … }. */
void json_open(struct json *j, struct text *out);
void json_close(struct json *j);

void json_u64(struct json *j, const char *key, uint64_t v);
void json_bool(struct json *j, const char *key, bool v);
void json_null(struct json *j, const char *key);

/* A key alone: the caller writes its value to the text. */
void json_key(struct json *j, const char *key);

/* A string; null if `s` is NULL. */
void json_string(struct json *j, const char *key, const char *s);

/* An amount that may be unknown: null unless `known`. */
void json_u64_if(struct json *j, const char *key, bool known, uint64_t v);

/* A span in nanoseconds: null if negative; never 2^53 or more, which a double could not hold. */
void json_span_ns(struct json *j, const char *key, int64_t ns);

/* KEY as ISO 8601 in UTC, and KEY_ns as a string of digits. */
void json_time(struct json *j, const char *key, int64_t ns);

/* [ and ] of an array of `key`; between them the caller writes to the text. */
void json_array_begin(struct json *j, const char *key);
void json_array_end(struct json *j);

#endif
