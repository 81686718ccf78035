// SPDX-License-Identifier: BSD-3-Clause
#include "save/interfaces.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static bool same(const struct save_interface *a, const struct save_interface *b)
{
    return a->link_type == b->link_type && a->link_extra == b->link_extra &&
           a->snaplen == b->snaplen && strcmp(a->name, b->name) == 0 &&
           strcmp(a->description, b->description) == 0 && strcmp(a->filter, b->filter) == 0 &&
           strcmp(a->os, b->os) == 0;
}

/* Room for one element more of `size` octets; NULL without memory. */
static void *grown(void *v, uint32_t n, uint32_t *cap, size_t size)
{
    const uint32_t wanted = *cap == 0 ? 4 : *cap * 2;
    void *larger;

    if (n < *cap)
        return v;
    larger = realloc(v, wanted * size);
    if (larger != NULL)
        *cap = wanted;
    return larger;
}

static void free_texts(const struct save_interface *i)
{
    free((void *)(uintptr_t)i->name);
    free((void *)(uintptr_t)i->description);
    free((void *)(uintptr_t)i->filter);
    free((void *)(uintptr_t)i->os);
}

/* Append a copy; false without memory. */
static bool append(struct kept_interfaces *k, const struct save_interface *i)
{
    struct kept_interface *const v = grown(k->v, k->n, &k->cap, sizeof *k->v);
    struct save_interface copy = *i;

    if (v == NULL)
        return false;
    k->v = v;
    copy.name = strdup(i->name);
    copy.description = strdup(i->description);
    copy.filter = strdup(i->filter);
    copy.os = strdup(i->os);
    if (copy.name == NULL || copy.description == NULL || copy.filter == NULL || copy.os == NULL) {
        free_texts(&copy);
        return false;
    }
    v[k->n++] = (struct kept_interface){.said = copy};
    return true;
}

/* One that an earlier capture had, behind those that the present one has taken; k->n if none. */
static uint32_t find(const struct kept_interfaces *k, const struct save_interface *i)
{
    uint32_t id = k->n_ids > 0 ? k->ids[k->n_ids - 1] + 1 : 0;

    while (id < k->n && !same(&k->v[id].said, i))
        id++;
    return id;
}

enum tcplens_status kept_interfaces_add(struct kept_interfaces *k, const struct save_interface *i,
                                        bool *fresh, struct tcplens_error *err)
{
    const uint32_t id = find(k, i);
    uint32_t *const ids = grown(k->ids, k->n_ids, &k->cap_ids, sizeof *k->ids);

    if (ids != NULL)
        k->ids = ids;
    *fresh = id == k->n;
    if (ids == NULL || (*fresh && !append(k, i)))
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory for an interface");
    k->ids[k->n_ids++] = id;
    return TCPLENS_OK;
}

static void add(struct save_counts *to, const struct save_counts *more)
{
    to->known |= more->known;
    to->received += more->received;
    to->dropped_ring += more->dropped_ring;
    to->dropped_iface += more->dropped_iface;
}

/* What the present capture calls @v[id]; k->n_ids if it has not got it. @ids rises. */
static uint32_t find_number(const struct kept_interfaces *k, uint32_t id)
{
    uint32_t begin = 0, end = k->n_ids;

    while (begin < end) {
        const uint32_t middle = begin + (end - begin) / 2;

        if (k->ids[middle] < id)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin < k->n_ids && k->ids[begin] == id ? begin : k->n_ids;
}

struct save_counts kept_interfaces_counts(const struct kept_interfaces *k, uint32_t id,
                                          const struct save_options *options)
{
    const uint32_t number = find_number(k, id);
    struct save_counts sum = k->v[id].before, now = {0};

    if (number < k->n_ids && options->counts != NULL)
        options->counts(options->counts_ctx, number, &now);
    add(&sum, &now);
    return sum;
}

void kept_interfaces_next_capture(struct kept_interfaces *k, const struct save_options *options)
{
    for (uint32_t id = 0; id < k->n; id++)
        k->v[id].before = kept_interfaces_counts(k, id, options);
    k->n_ids = 0;
}

void kept_interfaces_fini(struct kept_interfaces *k)
{
    for (uint32_t id = 0; id < k->n; id++)
        free_texts(&k->v[id].said);
    free(k->v);
    free(k->ids);
}
