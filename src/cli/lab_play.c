// SPDX-License-Identifier: BSD-3-Clause
#include "lab_play.h"

#include <stddef.h>
#include <string.h>

static const struct step echo_client[] = {
    {ACT_SAY, 0, "ABCDEF"}, {ACT_HEAR, 8, NULL}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};
static const struct step echo_server[] = {{ACT_HEAR, 6, NULL},     {ACT_SAY, 0, "ABCDEFGH"},
                                          {ACT_HEAR_END, 0, NULL}, {ACT_PAUSE, 5000, NULL},
                                          {ACT_CLOSE, 0, NULL},    {ACT_DONE, 0, NULL}};

static const struct step greeting_client[] = {{ACT_HEAR, 14, NULL},
                                              {ACT_SAY, 0, "Hello"},
                                              {ACT_HEAR, 4, NULL},
                                              {ACT_CLOSE, 0, NULL},
                                              {ACT_DONE, 0, NULL}};
static const struct step greeting_server[] = {
    {ACT_SAY, 0, "Hello, client!"}, {ACT_HEAR, 5, NULL},  {ACT_SAY, 0, "quit"},
    {ACT_HEAR_END, 0, NULL},        {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};

static const struct step closing_server[] = {
    {ACT_HEAR, 5, NULL}, {ACT_SAY, 0, "That is all."}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};
static const struct step patient_client[] = {{ACT_SAY, 0, "Hello"},
                                             {ACT_HEAR_END, 0, NULL},
                                             {ACT_PAUSE, 200, NULL},
                                             {ACT_CLOSE, 0, NULL},
                                             {ACT_DONE, 0, NULL}};

static const char page[] = "HTTP/1.1 200 OK\r\n"
                           "Content-Type: text/html; charset=utf-8\r\n"
                           "Content-Length: 60\r\n"
                           "Connection: close\r\n"
                           "\r\n"
                           "<!doctype html><title>tcplens lab</title><p>Hello from TCP.\n";
static const struct step http_client[] = {{ACT_SAY, 0,
                                           "GET /hello HTTP/1.1\r\nHost: lab.example\r\n"
                                           "User-Agent: tcplens-lab\r\nConnection: close\r\n\r\n"},
                                          {ACT_HEAR_END, 0, NULL},
                                          {ACT_CLOSE, 0, NULL},
                                          {ACT_DONE, 0, NULL}};
static const struct step http_server[] = {{ACT_HEAR_HEAD, 0, NULL}, {ACT_SAY, 0, page},
                                          {ACT_SHUT, 0, NULL},      {ACT_HEAR_END, 0, NULL},
                                          {ACT_CLOSE, 0, NULL},     {ACT_DONE, 0, NULL}};

static const struct step nothing[] = {{ACT_DONE, 0, NULL}};

static const struct step abort_client[] = {
    {ACT_SAY, 0, "Hello"}, {ACT_PAUSE, 200, NULL}, {ACT_ABORT, 0, NULL}, {ACT_DONE, 0, NULL}};
static const struct step listening_server[] = {
    {ACT_HEAR_END, 0, NULL}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};

static const struct step talking_client[] = {
    {ACT_SAY, 0, "Please read this."}, {ACT_HEAR_END, 0, NULL}, {ACT_DONE, 0, NULL}};
static const struct step deaf_server[] = {
    {ACT_PAUSE, 300, NULL}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};

static const struct step half_client[] = {{ACT_SAY, 0, "All that I have to say.\n"},
                                          {ACT_SHUT, 0, NULL},
                                          {ACT_HEAR_END, 0, NULL},
                                          {ACT_CLOSE, 0, NULL},
                                          {ACT_DONE, 0, NULL}};
static const struct step half_server[] = {{ACT_HEAR_END, 0, NULL}, {ACT_SAY, 0, "Noted.\n"},
                                          {ACT_PAUSE, 1000, NULL}, {ACT_SAY, 0, "And answered.\n"},
                                          {ACT_CLOSE, 0, NULL},    {ACT_DONE, 0, NULL}};

static const struct step pouring_client[] = {
    {ACT_SAY, 200000, NULL}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};
static const struct step slow_server[] = {
    {ACT_PAUSE, 3000, NULL}, {ACT_HEAR_END, 0, NULL}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};

static const struct step idle_client[] = {
    {ACT_SAY, 0, "Hello"}, {ACT_PAUSE, 3500, NULL}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};

static const struct step short_client[] = {
    {ACT_SAY, 0, "ping"}, {ACT_HEAR, 4, NULL}, {ACT_CLOSE, 0, NULL}, {ACT_DONE, 0, NULL}};
static const struct step short_server[] = {{ACT_HEAR, 4, NULL},
                                           {ACT_SAY, 0, "pong"},
                                           {ACT_HEAR_END, 0, NULL},
                                           {ACT_CLOSE, 0, NULL},
                                           {ACT_DONE, 0, NULL}};

const struct play plays[] = {
    {.name = "echo",
     .title = {"a question, an answer, and a close in four segments", "一问一答，然后四次挥手"},
     .see = {"The client closes first and waits in FIN-WAIT-2 while the server, five seconds long, "
             "stays in CLOSE-WAIT.",
             "客户端先关闭，停在 FIN-WAIT-2；服务器在 CLOSE-WAIT 停留五秒后才关闭。"},
     .client = echo_client,
     .server = echo_server,
     .connections = 1},
    {.name = "greeting",
     .title = {"a server that speaks first", "服务器先说话"},
     .see = {"The first data comes from the server, which has already acknowledged nothing: its "
             "sequence number is its ISN + 1.",
             "第一段数据由服务器发出，它的序号是服务器的 ISN + 1。"},
     .client = greeting_client,
     .server = greeting_server,
     .connections = 1},
    {.name = "server-closes-first",
     .title = {"the server closes first", "服务器先关闭"},
     .see = {"TIME-WAIT is at the server: whoever closes first has it.",
             "TIME-WAIT 出现在服务器一侧：谁先关闭，谁进入 TIME-WAIT。"},
     .client = patient_client,
     .server = closing_server,
     .connections = 1},
    {.name = "http",
     .title = {"one GET of a page", "用 GET 取一个网页"},
     .see = {"Request and response, and which segment acknowledges which.",
             "请求与响应，以及哪个报文段确认了哪个报文段。"},
     .client = http_client,
     .server = http_server,
     .connections = 1},
    {.name = "refused",
     .title = {"nobody listens", "没有进程在监听"},
     .see = {"A SYN is answered by RST ACK, with sequence number 0.",
             "SYN 得到的回答是 RST ACK，其序号为 0。"},
     .client = nothing,
     .server = NULL,
     .connections = 1},
    {.name = "abort",
     .title = {"the client aborts", "客户端异常终止连接"},
     .see = {"SO_LINGER with zero seconds: close(2) sends a RST, and there is no FIN.",
             "SO_LINGER 设为 0 秒：close(2) 发出 RST，没有 FIN。"},
     .client = abort_client,
     .server = listening_server,
     .connections = 1},
    {.name = "unread-data-rst",
     .title = {"a close that leaves data unread", "还有数据没读就关闭"},
     .see = {"The server closes without having read what came: its kernel sends a RST instead of a "
             "FIN (RFC 2525 2.17).",
             "服务器没有读完收到的数据就关闭：内核发出 RST 而不是 FIN（RFC 2525 2.17）。"},
     .client = talking_client,
     .server = deaf_server,
     .connections = 1},
    {.name = "half-close",
     .title = {"one side has finished, the other has not", "一方说完了，另一方还没有"},
     .see = {"After the client's FIN data still flows from the server: FIN-WAIT-2 and CLOSE-WAIT "
             "at work.",
             "客户端发出 FIN 之后，服务器仍在发送数据：这正是 FIN-WAIT-2 与 CLOSE-WAIT 的用途。"},
     .client = half_client,
     .server = half_server,
     .connections = 1},
    {.name = "slow-reader",
     .title = {"a reader that does not read", "接收方迟迟不读"},
     .see = {"The window shrinks to zero, probes ask for it, and an update opens it again.",
             "窗口缩小到零，发送方发出零窗口探测，之后窗口更新让传输继续。"},
     .client = pouring_client,
     .server = slow_server,
     .connections = 1,
     .receive_buffer = 8192},
    {.name = "keep-alive",
     .title = {"an idle connection that is asked whether it is alive", "空闲连接上的保活探测"},
     .see = {"A probe has a sequence number one below the next, so that it must be answered.",
             "保活探测的序号比下一个序号小 1，因此对方必须回答。"},
     .client = idle_client,
     .server = listening_server,
     .connections = 1,
     .keep_alive_s = 1},
    {.name = "backlog-full",
     .title = {"more connections than the server's backlog holds", "连接数超过监听队列"},
     .see = {"SYNs stay without an answer and are sent again, a second later, then two, until the "
             "server accepts.",
             "SYN 得不到回答，一秒后、再两秒后重传，直到服务器调用 accept。"},
     .client = short_client,
     .server = short_server,
     .connections = 4,
     .at_once = true,
     .accept_after_ms = 1500},
    {.name = "many",
     .title = {"two thousand short connections", "两千个短连接"},
     .see = {"One line each; keep the capture with --write and list them with \"tcplens flows\".",
             "每个连接一行；用 --write 保存后，可用 \"tcplens flows\" 列出。"},
     .client = short_client,
     .server = short_server,
     .connections = 2000,
     .no_delay = true,
     .brief = true,
     .backlog = 128},
};
const unsigned n_plays = sizeof plays / sizeof plays[0];

const struct play *find_play(const char *name)
{
    for (unsigned i = 0; i < n_plays; i++) {
        if (strcmp(plays[i].name, name) == 0)
            return &plays[i];
    }
    return NULL;
}
