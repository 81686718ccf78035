// SPDX-License-Identifier: BSD-3-Clause
/* app.c - asks one recogniser after the other, the surest first, and names ports and protocols. */
#include "app/app.h"

#include "app/recognise.h"

#include <stdbool.h>

struct span app_first_line(struct span s)
{
    const uint8_t *const end = s.n > 0 ? memchr(s.p, '\n', s.n) : NULL;

    if (end == NULL)
        return s;
    s.n = (size_t)(end - s.p);
    if (s.n > 0 && s.p[s.n - 1] == '\r')
        s.n--;
    return s;
}

bool app_take_prefix(struct span *s, const char *prefix)
{
    const size_t n = strlen(prefix);

    return s->n >= n && memcmp(s->p, prefix, n) == 0 && span_take(s, n) != NULL;
}

int app_three_digits(struct span s)
{
    if (s.n < 3 || !app_is_digit(s.p[0]) || !app_is_digit(s.p[1]) || !app_is_digit(s.p[2]))
        return -1;
    return (s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + (s.p[2] - '0');
}

void app_fill(struct app_facts *out, enum app_kind kind, int32_t number, struct span subject)
{
    const size_t n = subject.n < APP_SUBJECT_MAX ? subject.n : APP_SUBJECT_MAX;

    out->kind = (uint8_t)kind;
    out->number = number;
    out->subject_len = (uint8_t)n;
    if (n > 0)
        memcpy(out->subject, subject.p, n);
}

void tl_app_recognise(struct span payload, struct app_facts *out)
{
    out->kind = APP_UNKNOWN;
    out->number = 0;
    out->subject_len = 0;
    if (payload.n == 0)
        return;
    (void)(app_http(payload, out) || app_tls(payload, out) || app_ssh(payload, out) ||
           app_redis(payload, out) || app_reply_line(payload, out) || app_dns(payload, out) ||
           app_text(payload, out));
}

const char *tl_app_protocol(uint8_t kind)
{
    static const char *const names[] = {
        [APP_HTTP_REQUEST] = "HTTP",
        [APP_HTTP_RESPONSE] = "HTTP",
        [APP_TLS_CLIENT_HELLO] = "TLS",
        [APP_TLS_SERVER_HELLO] = "TLS",
        [APP_TLS_RECORD] = "TLS",
        [APP_TLS_ALERT] = "TLS",
        [APP_SSH_BANNER] = "SSH",
        [APP_SMTP] = "SMTP",
        [APP_FTP] = "FTP",
        [APP_DNS] = "DNS",
        [APP_REDIS] = "Redis",
    };

    return kind < sizeof names / sizeof names[0] ? names[kind] : NULL;
}

/* Names from IANA's service registry, ascending by port. */
static const struct {
    uint16_t port;
    const char *name;
} services[] = {
    {7, "echo"},           {9, "discard"},
    {13, "daytime"},       {19, "chargen"},
    {20, "ftp-data"},      {21, "ftp"},
    {22, "ssh"},           {23, "telnet"},
    {25, "smtp"},          {37, "time"},
    {43, "nicname"},       {53, "domain"},
    {79, "finger"},        {80, "http"},
    {88, "kerberos"},      {110, "pop3"},
    {111, "sunrpc"},       {113, "auth"},
    {119, "nntp"},         {135, "epmap"},
    {139, "netbios-ssn"},  {143, "imap"},
    {179, "bgp"},          {389, "ldap"},
    {443, "https"},        {445, "microsoft-ds"},
    {465, "submissions"},  {514, "shell"},
    {515, "printer"},      {587, "submission"},
    {631, "ipp"},          {636, "ldaps"},
    {853, "domain-s"},     {873, "rsync"},
    {989, "ftps-data"},    {990, "ftps"},
    {993, "imaps"},        {995, "pop3s"},
    {1080, "socks"},       {1433, "ms-sql-s"},
    {1521, "ncube-lm"},    {1723, "pptp"},
    {1883, "mqtt"},        {2049, "nfs"},
    {3128, "ndl-aas"},     {3260, "iscsi-target"},
    {3306, "mysql"},       {3389, "ms-wbt-server"},
    {4369, "epmd"},        {5060, "sip"},
    {5222, "xmpp-client"}, {5432, "postgresql"},
    {5672, "amqp"},        {5900, "rfb"},
    {6379, "redis"},       {6667, "ircu"},
    {8080, "http-alt"},    {8443, "pcsync-https"},
    {8883, "secure-mqtt"}, {9092, "XmlIpcRegSvc"},
    {9418, "git"},         {11211, "memcache"},
    {27017, "mongodb"},
};

const char *tl_app_service(uint16_t port)
{
    size_t lo = 0, hi = sizeof services / sizeof services[0];

    while (lo < hi) {
        const size_t mid = lo + (hi - lo) / 2;

        if (services[mid].port == port)
            return services[mid].name;
        if (services[mid].port < port)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}
