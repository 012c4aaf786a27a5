/* tunnel.c -- a port of this machine that leads to a unix socket, as `ssh -L` makes one: prints the port, and forwards until it is ended. */
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int reach(const char *path)
{
    struct sockaddr_un to = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
    return fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? fd : -1;
}

static int pass(int from, int to)
{
    char bytes[65536];
    ssize_t got = read(from, bytes, sizeof bytes), put;

    for (ssize_t at = 0; at < got; at += put)
        if ((put = write(to, bytes + at, (size_t)(got - at))) <= 0)
            return -1;
    return got > 0 ? 0 : -1;
}

static void forward(int near, int far)
{
    struct pollfd ends[2] = { { near, POLLIN, 0 }, { far, POLLIN, 0 } };

    while (near >= 0 && far >= 0 && poll(ends, 2, -1) > 0)
        if ((ends[0].revents && pass(near, far)) || (ends[1].revents && pass(far, near)))
            break;
    _exit(0);
}

int main(int argc, char **argv)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t size = sizeof here;
    int door = socket(AF_INET, SOCK_STREAM, 0);

    if (argc != 2 || bind(door, (struct sockaddr *)&here, size) || listen(door, 8) ||
        getsockname(door, (struct sockaddr *)&here, &size)) {
        perror("tunnel");
        return 1;
    }
    printf("%d\n", ntohs(here.sin_port));
    fflush(stdout);
    for (;;) {
        int near = accept(door, NULL, NULL);
        if (near >= 0 && fork() == 0)
            forward(near, reach(argv[1]));
        close(near);
    }
}
