// SPDX-License-Identifier: BSD-3-Clause
#include "stat/stat.h"

#include <string.h>

#include "base/error.h"
#include "stat/ends.h"
#include "stat/kind.h"

static bool is_named(const struct stat_kind *kind, const char *spec)
{
    const size_t n = strlen(kind->name);

    return strncmp(spec, kind->name, n) == 0 && (spec[n] == '\0' || spec[n] == ',');
}

static const struct stat_kind *find_kind(const char *spec)
{
    static const struct stat_kind *const single[] = {
        &stat_expert, &stat_flow_any, &stat_flow_tcp, &stat_hierarchy, &stat_http_tree, &stat_io};

    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
        if (is_named(single[i], spec))
            return single[i];
    for (size_t i = 0; i < STAT_ENDS; i++) {
        if (is_named(&stat_conversations[i], spec))
            return &stat_conversations[i];
        if (is_named(&stat_endpoints[i], spec))
            return &stat_endpoints[i];
    }
    return NULL;
}

static void want(struct items *items, unsigned *parts, enum field_id field)
{
    items->wanted[field] = true;
    *parts |= tl_fields[field].part;
}

static void want_all(const struct statistic *s, struct items *items, unsigned *parts)
{
    const struct stat_kind *const kind = s->kind;
    const uint16_t *f =
        kind->fields != NULL ? kind->fields : ends_fields((enum ends_layer)kind->layer);

    for (; *f != FIELDS; f++)
        want(items, parts, (enum field_id) * f);
    for (unsigned i = 0; i < FIELDS && kind->protocols; i++)
        items->wanted[i] |= tl_fields[i].type == FIELD_PROTOCOL;
    for (unsigned i = 0; kind->field != NULL; i++) {
        const enum field_id field = kind->field(s->state, i);

        if (field == FIELDS)
            break;
        want(items, parts, field);
    }
}

enum tcplens_status tl_statistic_new(struct statistic *ret, const char *spec, struct items *items,
                                     unsigned *parts, struct tcplens_error *err)
{
    struct statistic s = {.kind = find_kind(spec)};
    const char *rest;
    enum tcplens_status status;

    if (s.kind == NULL)
        return tl_error(
            err, TCPLENS_ERR_USAGE, 0,
            "there is no -z %.60s; there are conv and endpoints, each with eth, ip, ipv6, "
            "tcp or udp, expert, io,phs and io,stat",
            spec);
    rest = spec + strlen(s.kind->name);
    status = s.kind->begin(&s.state, s.kind, *rest == ',' ? rest + 1 : rest, err);
    if (status != TCPLENS_OK) {
        tl_statistic_free(&s);
        return status;
    }
    want_all(&s, items, parts);
    *ret = s;
    return TCPLENS_OK;
}

const char *tl_statistic_filter(const struct statistic *s, unsigned i)
{
    return s->kind->filter != NULL ? s->kind->filter(s->state, i) : NULL;
}

void tl_statistic_frame(struct statistic *s, const struct items *items, uint64_t passed)
{
    s->kind->frame(s->state, items, passed);
}

void tl_statistic_print(struct statistic *s, int64_t zero_ns, struct text *out)
{
    s->kind->print(s->state, zero_ns, out);
}

void tl_statistic_free(struct statistic *s)
{
    if (s->state != NULL)
        s->kind->end(s->state);
    *s = (struct statistic){0};
}
