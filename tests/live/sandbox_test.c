// SPDX-License-Identifier: BSD-3-Clause
/*
 * sandbox_test.c - tries, from inside, what somebody would who had taken over the process: each
 * attempt in a child that has given up its rights as `tcplens dump` and `tcplens explain -i` do.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/cli/landlock.h"
#include "../../src/cli/privileges.h"
#include "../../src/cli/sandbox.h"
#include "tap.h"

enum { ALLOWED = 10, DENIED, NOT_CONFINED };

static char place[] = "/tmp/tcplens-sandbox-XXXXXX";
static char savefile[64];
static int listening;

static int verdict(bool done)
{
    return done ? ALLOWED : errno == EPERM || errno == EACCES ? DENIED : NOT_CONFINED;
}

static int read_a_file(void)
{
    return verdict(open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0);
}

static int read_a_capture(void)
{
    return verdict(open("/proc/version", O_RDONLY | O_CLOEXEC) >= 0);
}

static int save_in_place(void)
{
    const int fd = open(savefile, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    return verdict(fd >= 0 && write(fd, "x", 1) == 1);
}

static int save_elsewhere(void)
{
    return verdict(open("/tmp/tcplens-elsewhere", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0);
}

/* A link in the place where files may be saved leads nowhere else. */
static int save_through_a_link(void)
{
    char link[80];

    snprintf(link, sizeof link, "%s/link", place);
    return verdict(open(link, O_WRONLY | O_CLOEXEC) >= 0);
}

static int open_a_socket(void)
{
    return verdict(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) >= 0);
}

static int open_a_packet_socket(void)
{
    return verdict(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(3)) >= 0);
}

static int run_a_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return verdict(false);
}

static int make_a_process(void)
{
    const pid_t child = fork();

    if (child == 0)
        _exit(0);
    return verdict(child > 0);
}

static int signal_the_parent(void)
{
    return verdict(kill(getppid(), SIGCONT) == 0);
}

static int have_memory_to_run(void)
{
    void *const p =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return verdict(p != MAP_FAILED);
}

static int become_root_again(void)
{
    return verdict(setresuid(0, 0, 0) == 0);
}

static int look_into_the_parent(void)
{
    return verdict(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
}

static int print_and_end(void)
{
    char *const p = malloc(1 << 20);

    return verdict(p != NULL && write(STDOUT_FILENO, "", 0) == 0);
}

/* Of a socket that was listening before; nobody connects. */
static int answer_somebody(void)
{
    return verdict(accept4(listening, NULL, NULL, SOCK_CLOEXEC) >= 0 || errno == EAGAIN);
}

static int attempt(int (*what)(void), unsigned later)
{
    const struct rights rights = {
        .later = later, .saves = later == LATER_WRITE, .savefile = savefile, .user = NULL};
    const pid_t child = fork();
    int status;

    if (child == 0)
        _exit(give_up_privileges(&rights) ? what() : NOT_CONFINED);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return NOT_CONFINED;
    return WEXITSTATUS(status);
}

static void nothing_is_left(void)
{
    T_CHECK(attempt(print_and_end, LATER_NOTHING) == ALLOWED);
    T_CHECK(attempt(read_a_file, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(save_in_place, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(open_a_socket, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(open_a_packet_socket, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(run_a_program, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(make_a_process, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(signal_the_parent, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(have_memory_to_run, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(become_root_again, LATER_NOTHING) == DENIED);
    T_CHECK(attempt(look_into_the_parent, LATER_NOTHING) == DENIED);
}

static void what_comes_later_is_possible(void)
{
    const int rules = landlock_begin();
    const bool landlock = rules >= 0;

    if (landlock)
        close(rules);
    T_CHECK(attempt(read_a_capture, LATER_READ) == ALLOWED);
    T_CHECK(attempt(save_in_place, LATER_WRITE) == ALLOWED);
    T_CHECK(attempt(run_a_program, LATER_NAMES | LATER_READ | LATER_WRITE) == DENIED);
    T_CHECK(attempt(become_root_again, LATER_READ | LATER_WRITE) == DENIED);
    T_CHECK(attempt(answer_somebody, LATER_SERVE) == ALLOWED);
    T_CHECK(attempt(answer_somebody, LATER_READ | LATER_WRITE | LATER_NAMES) == DENIED);
    T_CHECK(attempt(open_a_socket, LATER_SERVE) == DENIED);
    T_CHECK(attempt(read_a_file, LATER_SERVE) == DENIED);
    T_CHECK(attempt(run_a_program, LATER_SERVE) == DENIED);
    if (!landlock)
        return;
    T_CHECK(attempt(save_in_place, LATER_READ) == DENIED);
    T_CHECK(attempt(save_elsewhere, LATER_WRITE) == DENIED);
    T_CHECK(attempt(save_through_a_link, LATER_WRITE) == DENIED);
    T_CHECK(attempt(read_a_file, LATER_WRITE) == DENIED);
}

int main(void)
{
    char link[80];

#ifndef HAVE_SECCOMP
    printf("1..0 # SKIP this build has no seccomp\n");
    return 0;
#endif
    if (SANITIZED) {
        printf("1..0 # SKIP a build with a sanitizer has no sandbox\n");
        return 0;
    }
    if (mkdtemp(place) == NULL)
        abort();
    chmod(place, 0755);
    snprintf(savefile, sizeof savefile, "%s/saved", place);
    snprintf(link, sizeof link, "%s/link", place);
    T_CHECK(symlink("/dev/null", link) == 0);
    listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    T_CHECK(listening >= 0 && listen(listening, 1) == 0);
    nothing_is_left();
    what_comes_later_is_possible();
    unlink(savefile);
    unlink(link);
    rmdir(place);
    return t_done();
}
