// SPDX-License-Identifier: BSD-3-Clause
#include "app/app.h"
#include "tap.h"
#include <stdbool.h>

static struct app_facts recognise(const char *octets, size_t n)
{
    struct app_facts facts;

    tl_app_recognise((struct span){(const uint8_t *)octets, n}, &facts);
    return facts;
}

/* Recognise a string literal, which may hold NULs. */
#define R(literal) recognise(literal, sizeof(literal) - 1)

static bool subject_is(const struct app_facts *facts, const char *text)
{
    return facts->subject_len == strlen(text) &&
           memcmp(facts->subject, text, facts->subject_len) == 0;
}

static void names_http(void)
{
    struct app_facts f = R("GET /hello?name=world HTTP/1.1\r\nHost: a\r\n\r\n");

    T_CHECK(f.kind == APP_HTTP_REQUEST && subject_is(&f, "GET /hello?name=world"));
    f = R("HTTP/1.1 200 OK\r\nDate: x\r\n");
    T_CHECK(f.kind == APP_HTTP_RESPONSE && f.number == 200 && subject_is(&f, "OK"));
    f = R("HTTP/1.1 200 \r\n\r\n");
    T_CHECK(f.kind == APP_HTTP_RESPONSE && f.number == 200 && f.subject_len == 0);
    f = R("HTTP/1.0 404\r\n\r\n");
    T_CHECK(f.kind == APP_HTTP_RESPONSE && f.number == 404 && f.subject_len == 0);
    f = R("GET /a-target-longer-than-the-segment");
    T_CHECK(f.kind == APP_HTTP_REQUEST);
    f = R("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    T_CHECK(f.kind == APP_HTTP_REQUEST && subject_is(&f, "PRI *"));
}

static void does_not_take_prose_for_http(void)
{
    T_CHECK(R("GET well soon, dear\r\n").kind == APP_TEXT);
    T_CHECK(R("GET ").kind == APP_TEXT);
    T_CHECK(R("HTTP/1.1 is a protocol\r\n").kind == APP_TEXT);
    T_CHECK(R("HTTP/1.1 2").kind == APP_TEXT);
}

static const char client_hello[] = "\x16\x03\x01\x00\x45\x01\x00\x00\x41\x03\x03"
                                   "0123456789abcdef0123456789abcdef" /* random */
                                   "\x00"                             /* session id */
                                   "\x00\x02\x13\x01"                 /* cipher suites */
                                   "\x01\x00"                         /* compression methods */
                                   "\x00\x16"                         /* extensions */
                                   "\x00\x17\x00\x00"                 /* extended master secret */
                                   "\x00\x00\x00\x0e\x00\x0c\x00\x00\x09localhost";

static void names_tls(void)
{
    struct app_facts f = recognise(client_hello, sizeof client_hello - 1);

    T_CHECK(f.kind == APP_TLS_CLIENT_HELLO && subject_is(&f, "localhost"));
    f = R("\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03");
    T_CHECK(f.kind == APP_TLS_SERVER_HELLO);
    f = R("\x15\x03\x03\x00\x02\x01\x00");
    T_CHECK(f.kind == APP_TLS_ALERT && f.number == 0);
    f = R("\x15\x03\x03\x00\x13xxxxxxxxxxxxxxxxxxx");
    T_CHECK(f.kind == APP_TLS_ALERT && f.number == -1);
    f = R("\x17\x03\x03\x01\x00zzz");
    T_CHECK(f.kind == APP_TLS_RECORD && f.number == 23);
    T_CHECK(R("\x17\x03\x03\xff\xffzzz").kind == APP_UNKNOWN); /* longer than any record */
    T_CHECK(R("\x17\x03\x09\x00\x10zzz").kind == APP_UNKNOWN);
}

static void reads_a_hello_cut_anywhere(void)
{
    for (size_t n = 0; n < sizeof client_hello; n++) {
        const struct app_facts f = recognise(client_hello, n);

        if (n >= 9)
            T_CHECK(f.kind == APP_TLS_CLIENT_HELLO);
        else
            T_CHECK(f.kind == APP_UNKNOWN || f.kind == APP_TLS_RECORD);
    }
}

static void names_line_protocols(void)
{
    struct app_facts f = R("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");

    T_CHECK(f.kind == APP_SSH_BANNER && subject_is(&f, "OpenSSH_9.2p1 Debian-2"));
    f = R("220 mx.example.org ESMTP Postfix\r\n");
    T_CHECK(f.kind == APP_SMTP && f.number == 220);
    f = R("MAIL FROM:<a@example.org>\r\n");
    T_CHECK(f.kind == APP_SMTP && f.number == 0 && subject_is(&f, "MAIL FROM:<a@example.org>"));
    f = R("220 (vsFTPd 3.0.3)\r\n");
    T_CHECK(f.kind == APP_FTP && f.number == 220);
    f = R("227 Entering Passive Mode (10,0,0,1,4,1)\r\n");
    T_CHECK(f.kind == APP_FTP && f.number == 227);
    f = R("PASS secret\r\n");
    T_CHECK(f.kind == APP_FTP && subject_is(&f, "PASS"));
    T_CHECK(R("220 ready\r\n").kind == APP_TEXT); /* could be either */
    T_CHECK(R("QUIT\r\n").kind == APP_TEXT);
}

static void names_dns(void)
{
    struct app_facts f = R("\x00\x1d\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
                           "\x07"
                           "example\x03org\x00\x00\x01\x00\x01");

    T_CHECK(f.kind == APP_DNS && f.number == 0 && subject_is(&f, "example.org"));
    f = R("\x00\x2d\x12\x34\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00"
          "\x07"
          "example\x03org\x00\x00\x01\x00\x01\xc0\x0c\x00\x01\x00\x01");
    T_CHECK(f.kind == APP_DNS && f.number == 1);
    f = R("\x00\x11\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x01");
    T_CHECK(f.kind == APP_DNS && subject_is(&f, "."));
    /* no class of this number */
    f = R("\x00\x11\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x09");
    T_CHECK(f.kind == APP_UNKNOWN);
}

static void names_redis(void)
{
    struct app_facts f = R("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n");

    T_CHECK(f.kind == APP_REDIS && f.number == 0 && subject_is(&f, "SET key"));
    f = R("*2\r\n$4\r\nAUTH\r\n$6\r\nsecret\r\n");
    T_CHECK(f.kind == APP_REDIS && subject_is(&f, "AUTH"));
    f = R("$5\r\nvalue\r\n");
    T_CHECK(f.kind == APP_REDIS && f.number == 1);
    T_CHECK(R("+OK\r\n").kind == APP_TEXT);
    T_CHECK(R("*bold* words\r\n").kind == APP_TEXT);
}

static void tells_text_from_octets(void)
{
    struct app_facts f = R("Hello, client!");

    T_CHECK(f.kind == APP_TEXT && subject_is(&f, "Hello, client!"));
    f = R("\xe4\xbd\xa0\xe5\xa5\xbd\n");
    T_CHECK(f.kind == APP_TEXT && f.subject_len == 6);
    T_CHECK(R("\xe4\xbd").kind == APP_TEXT); /* cut within a character */
    T_CHECK(R("\x1b[2J").kind == APP_UNKNOWN);
    T_CHECK(R("abc\x00").kind == APP_UNKNOWN);
    T_CHECK(R("\xc0\xaf").kind == APP_UNKNOWN); /* overlong */
    T_CHECK(recognise("", 0).kind == APP_UNKNOWN);
}

static void knows_ports_and_protocols(void)
{
    T_CHECK(strcmp(tl_app_service(80), "http") == 0);
    T_CHECK(strcmp(tl_app_service(7), "echo") == 0);
    T_CHECK(strcmp(tl_app_service(27017), "mongodb") == 0);
    T_CHECK(tl_app_service(0) == NULL && tl_app_service(65535) == NULL);
    T_CHECK(tl_app_service(43614) == NULL);
    T_CHECK(strcmp(tl_app_protocol(APP_TLS_ALERT), "TLS") == 0);
    T_CHECK(tl_app_protocol(APP_UNKNOWN) == NULL && tl_app_protocol(APP_TEXT) == NULL);
    T_CHECK(tl_app_protocol(200) == NULL);
}

int main(void)
{
    names_http();
    does_not_take_prose_for_http();
    names_tls();
    reads_a_hello_cut_anywhere();
    names_line_protocols();
    names_dns();
    names_redis();
    tells_text_from_octets();
    knows_ports_and_protocols();
    return t_done();
}
