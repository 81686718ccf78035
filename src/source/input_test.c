// SPDX-License-Identifier: BSD-3-Clause
#include <lz4frame.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "source/made_test.h"
#include "tap.h"

enum { RECORDS = 40, FORMATS = 3 };

static void make_capture(struct made *m)
{
    put_pcap_header(m, 0xa1b2c3d4, 65535, 1);
    for (uint32_t i = 0; i < RECORDS; i++)
        put_pcap_record(m, i, 0, 10 + i);
}

static size_t gzip(const uint8_t *from, size_t n, uint8_t *to, size_t room)
{
    z_stream z = {0};

    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (Bytef *)(uintptr_t)from;
    z.avail_in = (uInt)n;
    z.next_out = to;
    z.avail_out = (uInt)room;
    deflate(&z, Z_FINISH);
    deflateEnd(&z);
    return room - z.avail_out;
}

static size_t zstd(const uint8_t *from, size_t n, uint8_t *to, size_t room)
{
    return ZSTD_compress(to, room, from, n, 3);
}

static size_t lz4(const uint8_t *from, size_t n, uint8_t *to, size_t room)
{
    return LZ4F_compressFrame(to, room, from, n, NULL);
}

static const struct {
    const char *name;
    size_t (*pack)(const uint8_t *from, size_t n, uint8_t *to, size_t room);
} formats[FORMATS] = {{"gzip", gzip}, {"zstd", zstd}, {"lz4", lz4}};

/* `m` compressed as two members or frames, the border in the middle of a record. */
static void pack(int format, const struct made *m, struct made *out)
{
    static uint8_t packed[1 << 17];
    const size_t half = m->n / 2;

    put(out, packed, formats[format].pack(m->octets, half, packed, sizeof packed));
    put(out, packed, formats[format].pack(m->octets + half, m->n - half, packed, sizeof packed));
}

static void reads_compressed_captures_of_several_members(void)
{
    struct made m = {0};
    struct outcome plain;

    make_capture(&m);
    plain = read_octets(m.octets, m.n, NULL);
    T_CHECK(plain.end == TCPLENS_END && plain.frames == RECORDS);
    for (int i = 0; i < FORMATS; i++) {
        struct made packed = {0};
        struct outcome o;

        pack(i, &m, &packed);
        o = read_octets(packed.octets, packed.n, NULL);
        T_CHECK(o.open == TCPLENS_OK && o.end == TCPLENS_END);
        T_CHECK(o.frames == RECORDS && o.sum == plain.sum);
        T_CHECK(o.stats.octets == packed.n && o.stats.octets_total == packed.n);
        free(packed.octets);
    }
    free(m.octets);
}

/* pzstd puts the size of the first frame into a skippable one before it. */
static void reads_what_pzstd_writes(void)
{
    struct made m = {0}, packed = {0};

    make_capture(&m);
    put(&packed, "\x50\x2a\x4d\x18\4\0\0\0\1\2\3\4", 12);
    pack(1, &m, &packed);
    T_CHECK(read_octets(packed.octets, packed.n, NULL).frames == RECORDS);
    free(packed.octets);
    free(m.octets);
}

/* Cut anywhere, it is a cut, and what was complete before is there; nothing is read twice. */
static void survives_every_cut_of_compressed_octets(void)
{
    struct made m = {0};

    make_capture(&m);
    for (int i = 0; i < FORMATS; i++) {
        struct made packed = {0};
        uint64_t most = 0;
        bool right = true;

        pack(i, &m, &packed);
        for (size_t n = 4; n < packed.n; n++) {
            const struct outcome o = read_octets(packed.octets, n, NULL);
            const enum tcplens_status status = o.open != TCPLENS_OK ? o.open : o.end;

            /* At the border of the two, the capture within is what is cut. */
            right = right && status == TCPLENS_ERR_CUT && o.frames >= most;
            most = o.frames;
        }
        T_CHECK(right && most >= RECORDS / 2 - 1);
        free(packed.octets);
    }
    free(m.octets);
}

static void survives_damage_of_compressed_octets(void)
{
    struct made m = {0};

    make_capture(&m);
    for (int i = 0; i < FORMATS; i++) {
        struct made packed = {0};
        struct outcome o;

        pack(i, &m, &packed);
        put(&packed, "no more of it", 13);
        o = read_octets(packed.octets, packed.n, NULL);
        T_CHECK(o.open == TCPLENS_OK && o.end == TCPLENS_ERR_FORMAT && o.frames == RECORDS);
        T_CHECK(strstr(o.err.text, formats[i].name) != NULL && strstr(o.err.text, "damaged"));
        packed.octets[packed.n / 3] ^= 0x55;
        o = read_octets(packed.octets, packed.n, NULL);
        T_CHECK(o.open != TCPLENS_OK || o.end != TCPLENS_END);
        free(packed.octets);
    }
    free(m.octets);
}

static void reads_large_compressed_captures(void)
{
    enum { MANY = 20000, SIZE = 1000 };
    enum { ROOM = 3 * MANY * SIZE };
    uint8_t *const packed = malloc(ROOM);
    struct made m = {0};

    put_pcap_header(&m, 0xa1b2c3d4, 65535, 1);
    for (uint32_t i = 0; i < 20; i++)
        put_pcap_record(&m, i, 0, SIZE);
    /* The records once more, again and again. */
    while (m.n < (size_t)MANY * SIZE) {
        const size_t n = m.n - 24;
        uint8_t *const to = make_more(&m, n);

        memcpy(to, m.octets + 24, n);
    }
    for (int i = 0; i < FORMATS; i++) {
        const size_t n = formats[i].pack(m.octets, m.n, packed, ROOM);
        const struct outcome o = read_octets(packed, n, NULL);

        T_CHECK(o.end == TCPLENS_END && o.frames == (m.n - 24) / (SIZE + 16));
    }
    free(packed);
    free(m.octets);
}

/* Open `n` octets and expect a refusal that says `said`. */
static void check_refusal(const void *octets, size_t n, const char *said)
{
    const struct outcome o = read_octets(octets, n, NULL);

    T_CHECK(o.open == TCPLENS_ERR_FORMAT);
    T_CHECK(strstr(o.err.text, said) != NULL);
}

static void says_what_a_file_is_that_is_no_capture(void)
{
    static const char text[] = "12:00:00.000001 IP a > b: Flags [S], seq 0\n";
    uint8_t packed[200];

    check_refusal("", 0, "empty");
    check_refusal("\xd4\xc3", 2, "too short");
    check_refusal(text, sizeof text - 1, "text, not a capture");
    check_refusal("h\xc3\xa4tte\n", 7, "text, not a capture");
    check_refusal("\x7f"
                  "ELF\2\1\1",
                  7, "a program");
    check_refusal("snoop\0\0\0\0\0\0\2", 12, "snoop");
    check_refusal("\xfd"
                  "7zXZ\0",
                  6, "xz -d");
    check_refusal("\1\2\3\4\5\6\7", 7, "no capture that is known");
    check_refusal("\x0a\x0d\x0d\x0a\1\2\3\4\5\6\7\10", 12, "magic number");
    check_refusal(packed, gzip((const uint8_t *)text, sizeof text - 1, packed, sizeof packed),
                  "compressed with gzip, is text");
}

static void says_what_cannot_be_opened(void)
{
    char path[400];
    struct outcome o;

    o = read_path("/nonexistent/\033[31mred", NULL);
    T_CHECK(o.open == TCPLENS_ERR_SYSTEM);
    T_CHECK(strcmp(o.err.text, "/nonexistent/?[31mred: cannot be opened: No such file or "
                               "directory") == 0);
    o = read_path("/", NULL);
    T_CHECK(o.open == TCPLENS_ERR_FORMAT && strstr(o.err.text, "directory") != NULL);
    memset(path, 'x', sizeof path - 1);
    memcpy(path + sizeof path - 6, ".pcap", 6);
    o = read_path(path, NULL);
    T_CHECK(o.open == TCPLENS_ERR_SYSTEM && strncmp(o.err.text, "…x", 4) == 0);
    T_CHECK(strstr(o.err.text, ".pcap: cannot be opened: File name too long") != NULL);
}

/* Write `m` to a pipe that is standard input meanwhile, in pieces that cut records. */
static struct outcome read_piped(const struct made *m)
{
    int fds[2];
    const int saved = dup(STDIN_FILENO);
    struct outcome o;

    if (pipe(fds) != 0 || write(fds[1], m->octets, m->n) != (ssize_t)m->n)
        abort();
    close(fds[1]);
    dup2(fds[0], STDIN_FILENO);
    close(fds[0]);
    o = read_path("-", NULL);
    dup2(saved, STDIN_FILENO);
    close(saved);
    return o;
}

static void reads_pipes_and_files(void)
{
    char path[] = "/tmp/tcplens-input-XXXXXX";
    const int fd = mkstemp(path);
    struct made m = {0};
    struct outcome o;

    make_capture(&m);
    o = read_piped(&m);
    T_CHECK(o.end == TCPLENS_END && o.frames == RECORDS && o.stats.octets_total == 0);
    T_CHECK(o.stats.octets == m.n);

    T_CHECK(write(fd, m.octets, m.n) == (ssize_t)m.n);
    o = read_path(path, NULL);
    T_CHECK(o.end == TCPLENS_END && o.frames == RECORDS && o.stats.octets_total == m.n);
    T_CHECK(chmod(path, 0) == 0);
    if (geteuid() != 0)
        T_CHECK(read_path(path, NULL).open == TCPLENS_ERR_PERMISSION);
    close(fd);
    unlink(path);
    free(m.octets);
}

int main(void)
{
    reads_compressed_captures_of_several_members();
    reads_what_pzstd_writes();
    survives_every_cut_of_compressed_octets();
    survives_damage_of_compressed_octets();
    reads_large_compressed_captures();
    says_what_a_file_is_that_is_no_capture();
    says_what_cannot_be_opened();
    reads_pipes_and_files();
    return t_done();
}
