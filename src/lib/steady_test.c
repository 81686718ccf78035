// SPDX-License-Identifier: BSD-3-Clause
/* Every capture of tests/captures through the tracker with and without its straight line. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "decode/decode.h"
#include "source/source.h"
#include "tap.h"
#include "track/twins.h"

static bool agree_on(const char *path)
{
    static struct frame_batch batch;
    static struct tcplens_segment segs[FRAME_BATCH];
    struct source *source;
    struct twins twins;
    bool agree = true;

    if (tl_source_open_file(&source, path, NULL, NULL) != TCPLENS_OK || !twins_new(&twins, 256))
        return false;
    while (agree && tl_source_read(source, &batch, NULL) == TCPLENS_OK) {
        tl_decode_batch(batch.frames, batch.n, segs);
        agree = twins_agree(&twins, segs, batch.n);
    }
    twins_free(&twins);
    tl_source_close(source);
    return agree;
}

int main(void)
{
    const char *const root = getenv("TCPLENS_SOURCE_ROOT");
    char pattern[4096];
    glob_t found;

    snprintf(pattern, sizeof pattern, "%s/tests/captures/*.pcap", root != NULL ? root : ".");
    T_CHECK(glob(pattern, 0, NULL, &found) == 0 && found.gl_pathc > 20);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const bool agree = agree_on(found.gl_pathv[i]);

        if (!agree)
            printf("# %s\n", found.gl_pathv[i]);
        T_CHECK(agree);
    }
    globfree(&found);
    return t_done();
}
