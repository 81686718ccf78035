// SPDX-License-Identifier: BSD-3-Clause
/* Segments to turns: who has the word, what stands where, parts of what is too long, and how little
 * memory is enough. */
#include "follow/dialogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/test_frame.h"
#include "tap.h"

enum { SAYS = 1024, HEADERS = 40, LONG = 300000 };

/**
 * struct hearer - a dialogue between two ends, and its turns in words
 * @octets: of all turns
 * @parts:  turns handed on that did not end
 */
struct hearer {
    struct stream_store store;
    struct dialogue *dialogue;
    uint64_t frames, octets, parts;
    size_t n;
    char says[SAYS];
};

static void say(struct hearer *h, const char *words, int n)
{
    const size_t room = sizeof h->says - h->n;
    const int written = snprintf(h->says + h->n, room, "%.*s", n, words);

    h->n += written > 0 && (size_t)written < room ? (size_t)written : 0;
}

static void hear(void *ctx, const struct dialogue *d, const struct turn *turn)
{
    static const char *const names[] = {"",       "gap", "again", "not",
                                        "beyond", "fin", "reset", "more"};
    struct hearer *const h = ctx;
    char words[64];
    uint32_t from = 0;

    (void)d;
    h->octets += turn->n;
    h->parts += !turn->ends;
    if (turn->n > SAYS)
        return;
    say(h, turn->side == SIDE_INITIATOR ? "<" : ">", 1);
    for (uint32_t i = 0; i < turn->n_notes; i++) {
        const struct turn_note *const note = &turn->notes[i];

        say(h, (const char *)turn->octets + from, (int)(note->at - from));
        from = note->at;
        (void)snprintf(words, sizeof words, "[%s%u %u]", names[note->kind], note->side,
                       (unsigned)note->size);
        say(h, words, note->kind == NOTE_PIECE ? 0 : (int)strlen(words));
    }
    say(h, (const char *)turn->octets + from, (int)(turn->n - from));
}

static struct hearer *open_hearer(uint64_t memory, uint64_t max_octets)
{
    const struct dialogue_options options = {.wanted = {true, true}, .max_octets = max_octets};
    static const struct conn conn = {.number = 1};
    struct hearer *const h = calloc(1, sizeof *h);

    if (h == NULL)
        abort();
    h->store.max = memory;
    h->dialogue = tl_dialogue_new(&conn, &options, &h->store, hear, h);
    if (h->dialogue == NULL)
        abort();
    return h;
}

/* A segment of `side` with these numbers. */
static void take(struct hearer *h, unsigned side, uint16_t flags, uint32_t seq, uint32_t ack,
                 struct span octets)
{
    uint8_t *const frame = calloc(1, HEADERS + octets.n);
    const struct verdict v = {.side = (uint8_t)side};
    struct tcplens_segment seg = {.frame = frame,
                                  .number = ++h->frames,
                                  .caplen = (uint32_t)(HEADERS + octets.n),
                                  .len = (uint32_t)(HEADERS + octets.n),
                                  .seq = {seq},
                                  .ack = {ack},
                                  .payload_len = (uint32_t)octets.n,
                                  .flags = flags,
                                  .l4_off = 20,
                                  .kind = TCPLENS_KIND_TCP,
                                  .header_len = 20};

    if (frame == NULL)
        abort();
    if (octets.n > 0)
        memcpy(frame + HEADERS, octets.p, octets.n);
    tl_dialogue_take(h->dialogue, &seg, &v);
    free(frame);
}

static void send(struct hearer *h, unsigned side, uint16_t flags, uint32_t seq, const char *octets)
{
    take(h, side, flags, seq, 0, (struct span){(const uint8_t *)octets, strlen(octets)});
}

static bool said(struct hearer *h, const char *says)
{
    bool same;

    tl_dialogue_end(h->dialogue);
    same = strcmp(h->says, says) == 0;
    if (!same)
        printf("# \"%s\", not \"%s\"\n", h->says, says);
    tl_dialogue_free(h->dialogue);
    same &= h->store.used == 0;
    free(h);
    return same;
}

static void takes_turns(void)
{
    struct hearer *h = open_hearer(1U << 20, 0);

    send(h, 0, TCPLENS_SYN, 0, "");
    send(h, 0, 0, 1, "who ");
    send(h, 0, 0, 5, "there");
    send(h, 1, 0, 1, "me");
    send(h, 0, 0, 5, "there");
    send(h, 1, TCPLENS_FIN, 3, "!");
    send(h, 0, TCPLENS_RST, 10, "reason");
    T_CHECK(said(h, "<who there>me[again0 5]![fin1 0][reset0 0]"));
}

static void says_what_is_missing_in_its_place(void)
{
    struct hearer *const h = open_hearer(1U << 20, 0);

    send(h, 0, TCPLENS_SYN, 0, "");
    send(h, 0, 0, 1, "ab");
    send(h, 0, 0, 5, "ef");
    take(h, 1, TCPLENS_ACK, 1, 7, (struct span){0});
    send(h, 0, 0, 1, "aX");
    T_CHECK(said(h, "<ab[gap0 2]ef[again0 2]"));
}

static void shows_so_much(void)
{
    struct hearer *const h = open_hearer(1U << 20, 3);

    send(h, 0, TCPLENS_SYN, 0, "");
    send(h, 0, 0, 1, "ab");
    send(h, 0, 0, 3, "cdef");
    send(h, 1, 0, 1, "x");
    T_CHECK(said(h, "<abc>x[more0 3]"));
}

static void cuts_what_is_long(void)
{
    static uint8_t octets[LONG];
    static const uint64_t memories[] = {0, 5000, 1U << 24};

    for (size_t i = 0; i < sizeof memories / sizeof memories[0]; i++) {
        struct hearer *const h = open_hearer(memories[i], 0);

        for (uint32_t at = 0; at < LONG; at += 60000)
            take(h, 0, 0, 1 + at, 0, (struct span){octets + at, 60000});
        T_CHECK(h->store.used <= h->store.max);
        tl_dialogue_end(h->dialogue);
        T_CHECK(h->octets == LONG && h->parts >= LONG / TURN_OCTETS);
        tl_dialogue_free(h->dialogue);
        T_CHECK(h->store.used == 0);
        free(h);
    }
}

int main(void)
{
    takes_turns();
    says_what_is_missing_in_its_place();
    shows_so_much();
    cuts_what_is_long();
    return t_done();
}
