// SPDX-License-Identifier: BSD-3-Clause
/* Who speaks, and what one speaker leads to. */
#include "pdu/pdu.h"

#include "pdu/test_talk.h"
#include "tap.h"

/* A literal with NULs in it. */
#define SAY(t, side, text) say_octets((t), (side), (text), sizeof(text) - 1)

static bool is(const char *got, const char *want)
{
    return strcmp(got, want) == 0;
}

static struct talking talk(uint16_t port)
{
    return talk_on(port, &(struct pdu_options){0});
}

static void nobody(void)
{
    struct talking t = talk(9);

    T_CHECK(is(say(&t, CLIENT, "hello"), "data") && t.out->pdus[0].len == 5);
    talk_end(&t);
}

static void by_content(void)
{
    struct talking t = talk(9);

    T_CHECK(is(say(&t, CLIENT, "GET / HTTP/1.1\r\n\r\n"), "http"));
    T_CHECK(is(say(&t, SERVER, "HTTP/1.1 204 No\r\n"), "")); /* the conversation's from now on */
    talk_end(&t);
}

static void by_server_port(void)
{
    struct talking t = talk(21);

    t.flags = TCPLENS_SYN;
    (void)say(&t, CLIENT, "");
    t.flags = 0;
    T_CHECK(is(say(&t, SERVER, "220 ready\r\n"), "ftp"));
    talk_end(&t);
}

static void openflow_has_versions(void)
{
    struct talking t = talk(6653);

    T_CHECK(is(SAY(&t, CLIENT, "\4\0\0\10\0\0\0\1\1\2\0\10\0\0\0\2\4\2\0\10"),
               "openflow:openflow_v4:openflow_v1"));
    T_CHECK(is(SAY(&t, CLIENT, "\0\0\0\3"), "openflow:openflow_v4") && t.out->n_joins == 1);
    talk_end(&t);
}

static void dnp3_counts_checksums(void)
{
    struct talking t = talk(20000);
    uint8_t link[10 + 18] = {0x05, 0x64, 5 + 16, [8] = 0x76, [9] = 0x13};

    T_CHECK(is(say_octets(&t, CLIENT, link, 20), ""));
    T_CHECK(is(say_octets(&t, CLIENT, link + 20, 8), "dnp3"));
    T_CHECK(is(say(&t, SERVER, "no dnp3"), "data"));
    link[8]++;
    T_CHECK(is(say_octets(&t, CLIENT, link, sizeof link), "data"));
    talk_end(&t);
}

static void modbus_has_its_head_first(void)
{
    struct talking t = talk(502);

    T_CHECK(is(SAY(&t, CLIENT, "\0\1\0\1\0\2\1\3"), "data"));
    T_CHECK(is(SAY(&t, CLIENT, "\0\1\0\0\0\2\1\3\0\1\0\1\0\2\1\3"), "mbtcp:modbus:modbus"));
    talk_end(&t);
}

static void fields_alone_are_a_head(void)
{
    struct talking t = talk(80);

    T_CHECK(
        is(say(&t, SERVER, "Server: x\r\nContent-Type: application/json\r\n\r\n{}"), "http:json"));
    T_CHECK(is(say(&t, SERVER, "no field\r\n"), ""));
    talk_end(&t);
}

static void tls_has_its_name_while_it_waits(void)
{
    struct talking t = talk(443);

    T_CHECK(is(SAY(&t, CLIENT, "\x16\x03\x01\0\5he"), "tls"));
    T_CHECK(is(SAY(&t, CLIENT, "llo\x16\x03\x01\0\1"), "tls:tls"));
    T_CHECK(is(say(&t, SERVER, "plain text"), "data"));
    talk_end(&t);
}

static void mail_goes_on_with_tls(void)
{
    struct talking t = talk(25);

    T_CHECK(is(say(&t, CLIENT, "EHLO x"), "") && is(say(&t, CLIENT, "\r\n"), "smtp"));
    T_CHECK(is(say(&t, CLIENT, "DATA\r\n"), "smtp"));
    T_CHECK(is(say(&t, CLIENT, "Subject: x\r\n\r\n..no end\r\n"), "smtp:data-text-lines"));
    T_CHECK(is(say(&t, CLIENT, ".\r\n"), "smtp:imf"));
    T_CHECK(is(say(&t, CLIENT, "BDAT 3\r\n"), "smtp"));
    T_CHECK(is(say(&t, CLIENT, "abcQUIT\r\n"), "smtp:data-text-lines"));
    T_CHECK(is(say(&t, CLIENT, "STARTTLS\r\n"), "smtp"));
    T_CHECK(is(say(&t, SERVER, "220 go\r\n"), "smtp"));
    T_CHECK(is(SAY(&t, CLIENT, "\x16\x03\x01\0\1x"), "tls"));
    talk_end(&t);
}

static void ldap_goes_on_with_tls(void)
{
    static const char request[] = "0\x1d\2\1\1w\x18\x80\x16"
                                  "1.3.6.1.4.1.1466.20037";
    struct talking t = talk(389);

    T_CHECK(is(SAY(&t, CLIENT, request), "ldap"));
    T_CHECK(is(SAY(&t, SERVER, "0\x0c\2\1\1x\7\n\1\0\4\0\4\0"), "ldap"));
    T_CHECK(is(SAY(&t, CLIENT, "\x16\x03\x01\0\1x"), "tls"));
    talk_end(&t);
}

static void ldap_authenticates(void)
{
    static const char bind[] = "0\x19\2\1\1`\x14\2\1\3\4\0\xa3\x0d\4\1x\4\x08NTLMSSP\0";
    struct talking t = talk(389);

    T_CHECK(is(SAY(&t, CLIENT, bind), "ldap:gss-api:ntlmssp"));
    T_CHECK(is(SAY(&t, CLIENT,
                   "0\3\2\1\2"
                   "0\3\2\1"),
               "ldap"));
    T_CHECK(is(SAY(&t, CLIENT,
                   "\3"
                   "0\3\2\1\4"),
               "ldap:ldap"));
    talk_end(&t);
}

/* What Kerberos signs lies open behind its token: a search that asks for pages, which is named by
 * its control. */
static void ldap_is_wrapped(void)
{
    static const char bind[] =
        "0#\x02\x01\x01`\x1e\x02\x01\x03\x04\x00\xa3\x17\x04\x06GSSAPI\x04\x0d`\x0b\x06\x09*"
        "\x86H\x86\xf7\x12\x01\x02\x02";
    static const char mark_and_token[] =
        "\x00\x00\x00;\x05\x04\x00\xff\x00\x04\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00HASH";
    static const char search[] = "0%\x02\x01\x02"
                                 "c\x00\xa0\x1e"
                                 "0\x1c\x04\x16"
                                 "1.2.840.113556.1.4.319\x04\x02"
                                 "0\x00";
    char wrapped[sizeof mark_and_token + sizeof search - 2];
    struct talking t = talk(389);

    memcpy(wrapped, mark_and_token, sizeof mark_and_token - 1);
    memcpy(wrapped + sizeof mark_and_token - 1, search, sizeof search - 1);
    T_CHECK(is(SAY(&t, CLIENT, bind), "ldap:gss-api:spnego-krb5"));
    T_CHECK(is(say_octets(&t, CLIENT, wrapped, sizeof wrapped), "ldap:gss-api:spnego-krb5:ldap"));
    T_CHECK(is(SAY(&t, CLIENT, search), "ldap:ldap"));
    talk_end(&t);
}

/* A sealed call has its names once for what seals it, and again for what would be opened. */
static void calls_are_protected(void)
{
    static const char bind[] = "\x05\x00\x0b\x03\x10\x00\x00\x00"
                               "F\x00.\x00\x02\x00\x00\x00\x09\x06\x00\x00\x00\x00\x00\x00`,"
                               "\x06\x06+\x06\x01\x05\x05\x02\xa0\x22"
                               "0 \xa0\x0d"
                               "0\x0b\x06\x09*\x86H\x86\xf7\x12\x01\x02\x02\xa2\x0f\x04\x0d`"
                               "\x0b\x06\x09*\x86H\x86\xf7\x12\x01\x02\x02";
    static const char call[] =
        "\x05\x00\x00\x03\x10\x00\x00\x00"
        "0\x00\x10\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x09\x06\x00\x00\x00\x00\x00"
        "\x00\x05\x04\x06\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00";
    struct talking t = talk(135);

    T_CHECK(is(SAY(&t, CLIENT, call), "dcerpc:spnego-krb5"));
    T_CHECK(is(SAY(&t, CLIENT, bind), "dcerpc:spnego:spnego-krb5"));
    T_CHECK(is(SAY(&t, CLIENT, call), "dcerpc:spnego-krb5:spnego-krb5"));
    talk_end(&t);
}

static void postgres_answers_with_an_octet(void)
{
    struct talking t = talk(5432);

    T_CHECK(is(SAY(&t, CLIENT, "\0\0\0\10\4\xd2\x16\x2f"), "pgsql"));
    T_CHECK(is(say(&t, SERVER, "N"), "") && t.out->n_rests == 0);
    T_CHECK(is(SAY(&t, CLIENT, "Q\0\0\0\10abcdQ\0\0\0\4"), "pgsql") && t.out->n_pdus == 2);
    talk_end(&t);
}

static void upgrades(void)
{
    struct talking t = talk(80);

    T_CHECK(is(say(&t, CLIENT, "GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"), "http"));
    T_CHECK(is(say(&t, SERVER, "HTTP/1.1 101 Go\r\nUpgrade: websocket\r\n\r\n"), "http"));
    T_CHECK(is(SAY(&t, SERVER, "\x81\2hi"), "http:websocket:data-text-lines"));
    T_CHECK(is(SAY(&t, SERVER, "\1\2hi\x80\2hi"), "http:websocket:data-text-lines"));
    T_CHECK(is(SAY(&t, SERVER, "\x82\5hi"), ""));
    T_CHECK(is(SAY(&t, SERVER, "the"), "http:websocket:data"));
    talk_end(&t);
}

static void tunnels(void)
{
    struct talking t = talk(8080);

    T_CHECK(is(say(&t, CLIENT, "CONNECT x.example:21 HTTP/1.1\r\n\r\n"), "http"));
    T_CHECK(is(say(&t, SERVER, "HTTP/1.1 200 OK\r\n\r\n"), "http"));
    T_CHECK(is(say(&t, SERVER, "220 ready\r\n"), "http:ftp"));
    talk_end(&t);
}

static void parts_have_names(void)
{
    static const char message[] =
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n"
        "Content-Length: 77\r\n\r\n"
        "--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b\r\nContent-Type: "
        "text/html\r\n\r\ny\r\n--b--\r\n";
    struct talking t = talk(80);

    T_CHECK(is(say(&t, SERVER, message), "http:mime_multipart:png:data-text-lines"));
    talk_end(&t);
}

static void replies_belong_to_calls(void)
{
    struct talking t = talk(2049);

    T_CHECK(is(SAY(&t, CLIENT, "\x80\0\0\x18\0\0\0\7\0\0\0\0\0\0\0\2\0\1\x86\xa3\0\0\0\3\0\0\0\1"),
               "rpc:nfs"));
    T_CHECK(is(SAY(&t, SERVER, "\x80\0\0\x0c\0\0\0\7\0\0\0\1\0\0\0\0"), "rpc:nfs"));
    T_CHECK(is(SAY(&t, SERVER, "\x80\0\0\x0c\0\0\0\10\0\0\0\1\0\0\0\0"), "rpc"));
    talk_end(&t);
}

static void remote_desktop_begins_without_tpkt(void)
{
    struct talking t = talk(3389);

    T_CHECK(is(SAY(&t, CLIENT, "\3\0\0\23\16\xe0\0\0\0\0\0\1\0\10\0\3\0\0\0"), "cotp:rdp"));
    T_CHECK(is(SAY(&t, SERVER, "\3\0\0\23\16\xd0\0\0\0\0\0\2\0\10\0\3\0\0\0"), "tpkt:cotp:rdp"));
    T_CHECK(is(say(&t, SERVER, "anything"), "tpkt"));
    talk_end(&t);
}

static void remote_desktop_begins_anyhow(void)
{
    struct talking t = talk(3389);

    T_CHECK(is(SAY(&t, CLIENT, "\4\0\0\7\2\xf0\x80"), "data"));
    T_CHECK(is(SAY(&t, SERVER, "\3\0\0\13\6\x80\0"), ""));
    T_CHECK(is(SAY(&t, SERVER, "\0\0\0\0"), "tpkt:cotp"));
    talk_end(&t);
}

static void socks_hands_on(void)
{
    struct talking t = talk(1080);

    T_CHECK(is(SAY(&t, CLIENT, "\4\1\0\120\300\0\2\1\0"), "socks"));
    T_CHECK(is(SAY(&t, SERVER, "\0\132\0\0\0\0\0\0"), "socks"));
    T_CHECK(is(say(&t, CLIENT, "GET / HTTP/1.1\r\n\r\n"), "socks:http"));
    T_CHECK(is(say(&t, SERVER, "HTTP/1.1 200 OK\r\n"), "socks"));
    talk_end(&t);
}

static void x11_has_the_order_of_its_client(void)
{
    struct talking t = talk(6001);

    T_CHECK(is(SAY(&t, CLIENT, "l\0\13\0\0\0\0\0\0\0\0\0"), "x11"));
    T_CHECK(is(SAY(&t, CLIENT, "\1\0\2\0"), ""));
    T_CHECK(is(SAY(&t, CLIENT, "\0\0\0\0"), "x11") && t.out->n_joins == 1);
    talk_end(&t);
}

static void bgp_goes_on_to_its_marker(void)
{
#define MARKER "\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377"
    struct talking t = talk(179);

    T_CHECK(is(SAY(&t, CLIENT, "the rest of another" MARKER "\0\23\4"), "bgp"));
    T_CHECK(t.out->n_pdus == 2 && t.out->pdus[0].len == 19 && t.out->pdus[1].len == 19);
    talk_end(&t);
}

static void nothing_waits_behind_malformed_smb(void)
{
    static const char head[] = "\0\0\0\41\377SMB\57\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                               "\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\11x";
    struct talking t = talk(139);

    T_CHECK(is(say_octets(&t, CLIENT, head, sizeof head - 1), "nbss:smb:data"));
    talk_end(&t);
}

int main(void)
{
    socks_hands_on();
    x11_has_the_order_of_its_client();
    bgp_goes_on_to_its_marker();
    nothing_waits_behind_malformed_smb();
    nobody();
    by_content();
    by_server_port();
    openflow_has_versions();
    dnp3_counts_checksums();
    modbus_has_its_head_first();
    fields_alone_are_a_head();
    tls_has_its_name_while_it_waits();
    mail_goes_on_with_tls();
    ldap_goes_on_with_tls();
    ldap_authenticates();
    ldap_is_wrapped();
    calls_are_protected();
    postgres_answers_with_an_octet();
    upgrades();
    tunnels();
    parts_have_names();
    replies_belong_to_calls();
    remote_desktop_begins_without_tpkt();
    remote_desktop_begins_anyhow();
    return t_done();
}
