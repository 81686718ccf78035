// SPDX-License-Identifier: BSD-3-Clause
#include "source/source.h"
#include "tap.h"

int main(int argc, char **argv)
{
    struct source *s;
    struct frame_batch b;
    struct tcplens_error err = {0};
    enum tcplens_status status;
    size_t n = 0, o = 0;

    if (argc < 2) {
        T_CHECK(tl_source_open_file(&s, "/nonexistent", NULL, &err) == TCPLENS_ERR_SYSTEM);
        return t_done();
    }
    status = tl_source_open_file(&s, argv[1], NULL, &err);
    if (status != TCPLENS_OK) {
        puts(err.text);
        return 1;
    }
    while ((status = tl_source_read(s, &b, &err)) == TCPLENS_OK) {
        n += b.n;
        for (size_t i = 0; i < b.n; i++)
            o += b.frames[i].octets[0];
    }
    printf("%zu frames %zu status %d %s\n", n, o, status, err.text);
    tl_source_close(s);
    return 0;
}
