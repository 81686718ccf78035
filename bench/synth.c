// SPDX-License-Identifier: BSD-3-Clause
/*
 * synth.c - a pcap file of many connections that are all open at the same time, to standard output.
 *
 *     synth CONNECTIONS ROUNDS [PER-ADDRESS] >FILE
 *
 * PER-ADDRESS connections share a client's address, 40,000 unless told. Every connection is opened,
 * then each round sends one request, its answer and an ACK in every connection in turn; none is
 * closed. So each look-up meets a record that was not touched for a whole round: the worst case for
 * caches, and the memory of all of them at once. Checksums are 0, payloads are not captured.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ETHERNET = 14, IP4 = 20, TCP = 20, FRAME = ETHERNET + IP4 + TCP, RECORD = 16 + FRAME };
enum { SYN = 2, PSH = 8, ACK = 16 };
enum { REQUEST = 120, RESPONSE = 1200 };
enum { CONNECTIONS_MAX = 10000000, PER_ADDRESS_MAX = 40000, CLIENTS = 0x0a000000 };

/* How many connections a client's address has. */
static uint32_t per_address = PER_ADDRESS_MAX;

/* The next numbers of both ends of every connection, by connection. */
struct numbers {
    uint32_t client, server;
};

static void put16(uint8_t *p, unsigned v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static void put32(uint8_t *p, uint32_t v)
{
    put16(p, v >> 16);
    put16(p + 2, v & 0xffff);
}

static void put_le32(uint8_t *p, uint32_t v)
{
    for (unsigned i = 0; i < 4; i++)
        p[i] = (uint8_t)(v >> 8 * i);
}

/* Client `i` is 10.x.y.z port 10000 and up, the server 192.0.2.1:443. */
static void segment(uint32_t i, int from_client, const struct numbers *n, unsigned flags,
                    unsigned payload)
{
    static uint64_t us;
    uint8_t record[RECORD] = {0};
    uint8_t *const ip = record + 16 + ETHERNET;
    uint8_t *const tcp = ip + IP4;
    const uint32_t client_ip = CLIENTS + i / per_address;
    const unsigned client_port = 10000 + i % per_address;
    const uint32_t server_ip = 0xc0000201;

    us += 3;
    put_le32(record, 1750000000 + (uint32_t)(us / 1000000));
    put_le32(record + 4, (uint32_t)(us % 1000000));
    put_le32(record + 8, FRAME);
    put_le32(record + 12, FRAME + payload);
    put16(ip - 2, 0x0800);
    ip[0] = 0x45;
    put16(ip + 2, IP4 + TCP + payload);
    ip[8] = 64;
    ip[9] = 6;
    put32(ip + 12, from_client ? client_ip : server_ip);
    put32(ip + 16, from_client ? server_ip : client_ip);
    put16(tcp, from_client ? client_port : 443);
    put16(tcp + 2, from_client ? 443 : client_port);
    put32(tcp + 4, from_client ? n->client : n->server);
    put32(tcp + 8, from_client ? n->server : n->client);
    tcp[12] = TCP / 4 << 4;
    tcp[13] = (uint8_t)flags;
    put16(tcp + 14, 65535);
    (void)fwrite(record, sizeof record, 1, stdout);
}

static void open_all(struct numbers *all, uint32_t conns)
{
    for (uint32_t i = 0; i < conns; i++) {
        all[i] = (struct numbers){i * 2654435761u, i * 2246822519u};
        segment(i, 1, &(struct numbers){all[i].client, 0}, SYN, 0);
    }
    for (uint32_t i = 0; i < conns; i++) {
        all[i].client++;
        segment(i, 0, &all[i], SYN | ACK, 0);
        all[i].server++;
    }
    for (uint32_t i = 0; i < conns; i++)
        segment(i, 1, &all[i], ACK, 0);
}

static void exchange_all(struct numbers *all, uint32_t conns)
{
    for (uint32_t i = 0; i < conns; i++) {
        segment(i, 1, &all[i], PSH | ACK, REQUEST);
        all[i].client += REQUEST;
    }
    for (uint32_t i = 0; i < conns; i++) {
        segment(i, 0, &all[i], PSH | ACK, RESPONSE);
        all[i].server += RESPONSE;
    }
    for (uint32_t i = 0; i < conns; i++)
        segment(i, 1, &all[i], ACK, 0);
}

int main(int argc, char **argv)
{
    static const uint32_t header[6] = {0xa1b2c3d4, 4 << 16 | 2, 0, 0, FRAME, 1};
    uint8_t octets[sizeof header];
    const unsigned long conns = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
    const unsigned long rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    struct numbers *all = NULL;

    if (argc > 3)
        per_address = (uint32_t)strtoul(argv[3], NULL, 10);
    if (conns > 0 && conns <= CONNECTIONS_MAX && per_address > 0 && per_address <= PER_ADDRESS_MAX)
        all = calloc(conns, sizeof *all);
    if (!all) {
        fputs("usage: synth CONNECTIONS ROUNDS [PER-ADDRESS] >FILE\n", stderr);
        return 2;
    }
    for (unsigned i = 0; i < 6; i++)
        put_le32(octets + 4 * i, header[i]);
    (void)fwrite(octets, sizeof octets, 1, stdout);
    open_all(all, (uint32_t)conns);
    for (unsigned long r = 0; r < rounds; r++)
        exchange_all(all, (uint32_t)conns);
    free(all);
    return fflush(stdout) != 0;
}
