// SPDX-License-Identifier: BSD-3-Clause
/*
 * rows.c - what the analysis says of the TCP segments of a capture, as tshark prints it:
 *
 *     rows FILE
 *
 * One line a segment of tab-separated values, those of COLUMNS below, under a line of their names.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/analysed.h"

/* Every field of diff-tshark's groups stream and analysis that this room decides. */
static const char *const columns[] = {
    "frame.number",
    "tcp.stream",
    "tcp.completeness",
    "tcp.time_relative",
    "tcp.time_delta",
    "tcp.seq",
    "tcp.ack",
    "tcp.len",
    "tcp.nxtseq",
    "tcp.window_size",
    "tcp.window_size_scalefactor",
    "tcp.analysis",
    "tcp.analysis.acks_frame",
    "tcp.analysis.ack_rtt",
    "tcp.analysis.initial_rtt",
    "tcp.analysis.bytes_in_flight",
    "tcp.analysis.push_bytes_sent",
    "tcp.analysis.flags",
    "tcp.analysis.retransmission",
    "tcp.analysis.fast_retransmission",
    "tcp.analysis.spurious_retransmission",
    "tcp.analysis.out_of_order",
    "tcp.analysis.rto",
    "tcp.analysis.rto_frame",
    "tcp.analysis.lost_segment",
    "tcp.analysis.ack_lost_segment",
    "tcp.analysis.duplicate_ack",
    "tcp.analysis.duplicate_ack_num",
    "tcp.analysis.duplicate_ack_frame",
    "tcp.analysis.keep_alive",
    "tcp.analysis.keep_alive_ack",
    "tcp.analysis.zero_window",
    "tcp.analysis.zero_window_probe",
    "tcp.analysis.zero_window_probe_ack",
    "tcp.analysis.window_update",
    "tcp.analysis.window_full",
    "tcp.analysis.reused_ports",
    "tcp.connection.fin_active",
};

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "rows: %s\n", what);
    exit(2);
}

static void put_u64(bool shown, uint64_t v)
{
    if (shown)
        printf("\t%" PRIu64, v);
    else
        putchar('\t');
}

static void put_flag(bool shown)
{
    fputs(shown ? "\t1" : "\t", stdout);
}

static void put_time(bool shown, int64_t ns)
{
    const uint64_t size = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;

    if (shown)
        printf("\t%s%" PRIu64 ".%09" PRIu64, ns < 0 ? "-" : "", size / 1000000000,
               size % 1000000000);
    else
        putchar('\t');
}

static void put_scale(bool shown, int shift)
{
    if (shown)
        printf("\t%d", shift >= 0 ? 1 << shift : shift);
    else
        putchar('\t');
}

static void put_numbers(const struct tcplens_segment *seg, const struct analysis_row *row)
{
    const bool has_length = (row->shown & A_HAS_LENGTH) != 0;
    const bool bogus = (row->shown & A_QUOTED) == 0 && seg->header_len < 20;

    put_u64(true, row->seq);
    put_u64(!bogus, row->ack);
    put_u64(has_length, row->len);
    put_u64(has_length && !bogus, row->next_seq);
    put_u64((row->shown & A_HAS_WINDOW) != 0, row->window);
    put_scale((row->shown & A_HAS_SCALE) != 0, row->shift);
}

static void put_record(const struct analysis_row *row)
{
    const bool record = (row->shown & A_HAS_RECORD) != 0;

    put_flag(record);
    put_u64((row->shown & A_HAS_ACKED) != 0, row->acks_frame);
    put_time((row->shown & A_HAS_ACKED) != 0 && row->ack_rtt_ns != 0, row->ack_rtt_ns);
    put_time(record && row->initial_rtt_ns != 0, row->initial_rtt_ns);
    put_u64((row->shown & A_HAS_FLIGHT) != 0, row->flight);
    put_u64((row->shown & A_HAS_FLIGHT) != 0, row->push);
}

static void put_verdicts(const struct analysis_row *row)
{
    const unsigned v = row->verdicts;
    const bool duplicate = (v & A_DUPLICATE_ACK) != 0;

    put_flag(v != 0);
    put_flag((v & A_RETRANSMISSION) != 0);
    put_flag((v & A_FAST_RETRANSMISSION) != 0);
    put_flag((v & A_SPURIOUS_RETRANSMISSION) != 0);
    put_flag((v & A_OUT_OF_ORDER) != 0);
    put_time((row->shown & A_HAS_RTO) != 0, row->rto_ns);
    put_u64((row->shown & A_HAS_RTO) != 0, row->rto_frame);
    put_flag((v & A_LOST_SEGMENT) != 0);
    put_flag((v & A_ACK_LOST_SEGMENT) != 0);
    fputs(duplicate ? "\t1,1" : "\t", stdout);
    put_u64(duplicate, row->duplicate);
    put_u64(duplicate, row->duplicate_frame);
    put_flag((v & A_KEEP_ALIVE) != 0);
    put_flag((v & A_KEEP_ALIVE_ACK) != 0);
    put_flag((v & A_ZERO_WINDOW) != 0);
    put_flag((v & A_ZERO_WINDOW_PROBE) != 0);
    put_flag((v & A_ZERO_WINDOW_PROBE_ACK) != 0);
    put_flag((v & A_WINDOW_UPDATE) != 0);
    put_flag((v & A_WINDOW_FULL) != 0);
    put_flag((v & A_REUSED_PORTS) != 0);
    put_flag((row->shown & A_FIN_ACTIVE) != 0);
}

static void put_row(const struct tcplens_segment *seg, const struct analysis_row *row)
{
    if ((row->shown & A_HAS_STREAM) == 0)
        return;
    printf("%" PRIu64 "\t%" PRIu32 "\t%u", seg->number, row->stream, row->completeness);
    put_time((row->shown & A_HAS_TIMES) != 0, row->since_first_ns);
    put_time((row->shown & A_HAS_TIMES) != 0, row->since_previous_ns);
    put_numbers(seg, row);
    put_record(row);
    put_verdicts(row);
    putchar('\n');
}

int main(int argc, char **argv)
{
    const struct analysed_options options = {.analysis.exact = true};
    struct source *source;
    struct analysed *a;
    const struct analysed_batch *b;
    struct tcplens_error err;

    if (argc != 2)
        die("usage: rows FILE");
    if (tl_source_open_file(&source, argv[1], NULL, &err) != TCPLENS_OK ||
        tl_analysed_new(&a, source, &options, &err) != TCPLENS_OK)
        die(err.text);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        printf("%s%s", i == 0 ? "" : "\t", columns[i]);
    putchar('\n');
    while (tl_analysed_read(a, &b, &err) == TCPLENS_OK)
        for (size_t i = 0; i < b->read.n; i++)
            put_row(&b->segs[i], &b->rows[i]);
    tl_analysed_free(a);
    tl_source_close(source);
    return 0;
}
