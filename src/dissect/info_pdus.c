// SPDX-License-Identifier: BSD-3-Clause
/* info_pdus.c - column Protocol of what segments and datagrams carry. */
#include "app/http_message.h"
#include "dissect/info.h"

/* Protocols that are there without a name of their own here, such as the types of bodies, leave the
 * column as it is. */
static const char *const columns[PDU_PROTOCOLS] = {
    [PDU_BGP] = "BGP",
    [PDU_COTP] = "COTP",
    [PDU_DCERPC] = "DCERPC",
    [PDU_DHCP] = "DHCP",
    [PDU_DNP3] = "DNP 3.0",
    [PDU_DNS] = "DNS",
    [PDU_FINGER] = "FINGER",
    [PDU_FTP] = "FTP",
    [PDU_FTP_DATA] = "FTP-DATA",
    [PDU_IMAP] = "IMAP",
    [PDU_IRC] = "IRC",
    [PDU_KERBEROS] = "KRB5",
    [PDU_LDAP] = "LDAP",
    [PDU_LDP] = "LDP",
    [PDU_LLMNR] = "LLMNR",
    [PDU_MBTCP] = "Modbus/TCP",
    [PDU_MDNS] = "MDNS",
    [PDU_MOUNT] = "MOUNT",
    [PDU_MSDP] = "MSDP",
    [PDU_MYSQL] = "MySQL",
    [PDU_NBNS] = "NBNS",
    [PDU_NBSS] = "NBSS",
    [PDU_NCP] = "NCP",
    [PDU_NFS] = "NFS",
    [PDU_NNTP] = "NNTP",
    [PDU_NTP] = "NTP",
    [PDU_OPENFLOW] = "OpenFlow",
    [PDU_PGSQL] = "PGSQL",
    [PDU_POP] = "POP",
    [PDU_PORTMAP] = "Portmap",
    [PDU_PPTP] = "PPTP",
    [PDU_QUIC] = "QUIC",
    [PDU_RDP] = "RDP",
    [PDU_RESP] = "RESP",
    [PDU_RLOGIN] = "Rlogin",
    [PDU_RPC] = "RPC",
    [PDU_RPKIRTR] = "RPKI-RTR",
    [PDU_RSH] = "RSH",
    [PDU_RTSP] = "RTSP",
    [PDU_SIP] = "SIP",
    [PDU_SMB] = "SMB",
    [PDU_SMB2] = "SMB2",
    [PDU_SMTP] = "SMTP",
    [PDU_SNMP] = "SNMP",
    [PDU_SOCKS] = "Socks",
    [PDU_SRVLOC] = "SRVLOC",
    [PDU_SSDP] = "SSDP",
    [PDU_SSH] = "SSH",
    [PDU_SYSLOG] = "Syslog",
    [PDU_TELNET] = "TELNET",
    [PDU_TIME] = "TIME",
    [PDU_TLS] = "TLS",
    [PDU_TPKT] = "TPKT",
    [PDU_VNC] = "VNC",
    [PDU_WEBSOCKET] = "WebSocket",
    [PDU_WHOIS] = "WHOIS",
};

/* Whether the whole payload is a part of something that is put together later. */
static bool only_waits(const struct pdu_frame *f)
{
    for (size_t i = 0; i < f->n_rests; i++)
        if (!f->rests[i].again)
            return f->n_pdus == 0;
    return false;
}

/* The first line of an HTTP message that is not all there yet. */
static void say_begun(struct dissection *d, struct span message)
{
    struct http_start start;
    struct http_line line;

    do
        (void)tl_http_take_line(&message, &line);
    while (line.text.n == 0 && message.n > 0);
    tl_http_read_start(line.text, &start);
    if (start.kind == HTTP_NO_MESSAGE)
        return;
    (void)info_begin(d, d->info->protocol);
    text_octets(&d->info->text, (const char *)line.text.p, line.text.n);
    text_char(&d->info->text, ' ');
}

void info_pdus(struct dissection *d, const struct pdu_frame *f)
{
    if (d->info == NULL)
        return;
    for (size_t i = 0; i < f->n_pdus; i++) {
        if (columns[f->pdus[i].protocol] == NULL)
            continue;
        d->info->protocol = columns[f->pdus[i].protocol];
        info_lines(d, &f->pdus[i]);
    }
    if (only_waits(f) && f->begun.n > 0)
        say_begun(d, f->begun);
    if (only_waits(f))
        info_add(d, " [TCP segment of a reassembled PDU]");
}
