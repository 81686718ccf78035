// SPDX-License-Identifier: BSD-3-Clause
#include "render/json.h"

#include <string.h>

#include "base/clock.h"

enum { SCHEMA = 1 };
#define SAFE_INTEGER_MAX ((INT64_C(1) << 53) - 1)

void json_key(struct json *j, const char *key)
{
    if (!j->first)
        text_char(j->out, ',');
    j->first = false;
    text_char(j->out, '"');
    text_str(j->out, key);
    text_str(j->out, "\":");
}

void json_open(struct json *j, struct text *out)
{
    *j = (struct json){.out = out, .first = true};
    text_char(out, '{');
}

void json_close(struct json *j)
{
    text_char(j->out, '}');
}

void json_begin(struct json *j, struct text *out, const char *type)
{
    json_open(j, out);
    json_u64(j, "schema", SCHEMA);
    json_string(j, "type", type);
}

void json_end(struct json *j)
{
    json_close(j);
    text_char(j->out, '\n');
}

void json_u64(struct json *j, const char *key, uint64_t v)
{
    json_key(j, key);
    text_u64(j->out, v);
}

void json_bool(struct json *j, const char *key, bool v)
{
    json_key(j, key);
    text_str(j->out, v ? "true" : "false");
}

void json_null(struct json *j, const char *key)
{
    json_key(j, key);
    text_str(j->out, "null");
}

void json_string(struct json *j, const char *key, const char *s)
{
    if (s == NULL) {
        json_null(j, key);
        return;
    }
    json_key(j, key);
    text_json_string(j->out, s, strlen(s));
}

void json_u64_if(struct json *j, const char *key, bool known, uint64_t v)
{
    if (known)
        json_u64(j, key, v);
    else
        json_null(j, key);
}

void json_span_ns(struct json *j, const char *key, int64_t ns)
{
    json_u64_if(j, key, ns >= 0, (uint64_t)(ns < SAFE_INTEGER_MAX ? ns : SAFE_INTEGER_MAX));
}

void json_time(struct json *j, const char *key, int64_t ns)
{
    json_key(j, key);
    text_char(j->out, '"');
    clock_iso(j->out, ns, 9, 0);
    text_str(j->out, "\",\"");
    text_str(j->out, key);
    text_str(j->out, "_ns\":\"");
    text_i64(j->out, ns);
    text_char(j->out, '"');
}

void json_array_begin(struct json *j, const char *key)
{
    json_key(j, key);
    text_char(j->out, '[');
}

void json_array_end(struct json *j)
{
    text_char(j->out, ']');
}
