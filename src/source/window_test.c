// SPDX-License-Identifier: BSD-3-Clause
/* window_test.c - frames that are held stay as they are, however far their source reads on. */
#include "source/window.h"

#include "source/made_test.h"
#include "tap.h"

enum { RECORDS = 3000, MOST = 600, HELD_MAX = RECORDS };

/* What put_pcap_record() made of a record this long. */
static bool is_as_made(const struct tcplens_frame *frame)
{
    bool right = true;

    for (uint32_t i = 0; i < frame->caplen; i++)
        right = right && frame->octets[i] == (uint8_t)(frame->caplen + i);
    return right;
}

static size_t different(struct window *const *held, size_t n)
{
    size_t count = n > 0;

    for (size_t i = 1; i < n; i++)
        count += held[i] != held[i - 1];
    return count;
}

static void held_frames_outlive_the_next_read(void)
{
    static struct tcplens_frame frames[RECORDS];
    static struct window *held[HELD_MAX];
    struct made m = {0};
    struct source *s = NULL;
    struct frame_batch batch;
    size_t n = 0, n_held = 0, wrong = 0;

    put_pcap_header(&m, 0xa1b2c3d4, 65535, 1);
    for (uint32_t i = 0; i < RECORDS; i++)
        put_pcap_record(&m, i, 0, 14 + i % MOST);
    T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, NULL, NULL) == TCPLENS_OK);
    while (tl_source_read(s, &batch, NULL) == TCPLENS_OK) {
        held[n_held++] = tl_source_hold(s);
        memcpy(frames + n, batch.frames, batch.n * sizeof *frames);
        n += batch.n;
    }
    tl_source_close(s);
    free(m.octets);
    T_CHECK(n == RECORDS && different(held, n_held) > 2);
    for (size_t i = 0; i < n; i++)
        wrong += !is_as_made(&frames[i]);
    T_CHECK(wrong == 0);
    for (size_t i = 0; i < n_held; i++)
        tl_window_release(held[i]);
}

int main(void)
{
    held_frames_outlive_the_next_read();
    tl_window_release(NULL);
    return t_done();
}
