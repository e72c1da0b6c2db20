/* A tap between the program and the system's files, loaded before the C library.
 *
 * It watches every change of a file under one folder and can, at the n-th of them, kill the process
 * or let that one and the following fail with an error number; or it writes down each change, so
 * that a power cut can be played at any of them. It also counts sockets of the network families.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char root[PATH_MAX];
static size_t root_length;
static long counted, kill_at, fail_at, fail_count;
static int fail_with, record_fd = -1, network;

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

void tap_arm(const char *folder, long kill, long fail, long count, int error) {
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    counted = 0;
    kill_at = kill;
    fail_at = fail;
    fail_count = count;
    fail_with = error;
}

void tap_record(const char *path) {
    if (record_fd >= 0) close(record_fd);
    record_fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
}

long tap_count(void) { return counted; }
int tap_network(void) { return network; }

static int is_watched(const char *path) {
    return root_length && path && strncmp(path, root, root_length) == 0;
}

static const char *path_of(int fd, char *buffer) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length < 0) return NULL;
    buffer[length] = 0;
    return buffer;
}

static const char *absolute(const char *path, char *buffer) {
    if (path[0] == '/') return path;
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here)) return path;
    snprintf(buffer, PATH_MAX + PATH_MAX, "%s/%s", here, path);
    return buffer;
}

static void put(const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    while (size) {
        ssize_t done = real(record_fd, data, size);
        if (done <= 0) _exit(99);
        data = (const char *)data + done;
        size -= (size_t)done;
    }
}

/* kind, inode, offset, length of text, text */
static void note(char kind, uint64_t inode, int64_t offset, const void *text, uint64_t size) {
    if (record_fd < 0) return;
    put(&kind, 1);
    put(&inode, 8);
    put(&offset, 8);
    put(&size, 8);
    put(text, size);
}

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : (uint64_t)found.st_ino;
}

static uint64_t inode_at(const char *path) {
    struct stat found;
    return stat(path, &found) ? 0 : (uint64_t)found.st_ino;
}

/* Whether the change that is about to happen must fail; may not return at all. */
static int falls(void) {
    counted++;
    if (kill_at && counted == kill_at) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    if (fail_at && counted >= fail_at && counted < fail_at + fail_count) {
        errno = fail_with;
        return 1;
    }
    return 0;
}

static int watched_fd(int fd) {
    char buffer[PATH_MAX];
    return root_length && is_watched(path_of(fd, buffer));
}

/* What the work acknowledges is told through a file of this name, which never fails. */
static int is_told(int fd) {
    char buffer[PATH_MAX];
    const char *path = path_of(fd, buffer);
    size_t length = path ? strlen(path) : 0;
    return length > 5 && strcmp(path + length - 5, "/acks") == 0;
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (!watched_fd(fd)) return real(fd, data, size);
    if (!is_told(fd) && falls()) return -1;
    int64_t offset = lseek(fd, 0, SEEK_CUR);
    if (fcntl(fd, F_GETFL) & O_APPEND) offset = lseek(fd, 0, SEEK_END);
    ssize_t done = real(fd, data, size);
    if (done > 0) note('w', inode_of(fd), offset, data, (uint64_t)done);
    return done;
}

static ssize_t write_at(ssize_t (*real)(int, const void *, size_t, off_t), int fd,
                        const void *data, size_t size, off_t offset) {
    if (!watched_fd(fd)) return real(fd, data, size, offset);
    if (falls()) return -1;
    ssize_t done = real(fd, data, size, offset);
    if (done > 0) note('w', inode_of(fd), offset, data, (uint64_t)done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return write_at(real, fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    return write_at(real, fd, data, size, offset);
}

/* Copies inside the kernel cannot be seen: let the caller fall back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
    REAL(ssize_t, "sendfile", int, int, off_t *, size_t);
    if (!watched_fd(out)) return real(out, in, offset, count);
    errno = ENOTSOCK;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) {
    REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    if (!watched_fd(out)) return real(out, in, offset, count);
    errno = ENOTSOCK;
    return -1;
}

ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t size, unsigned flags) {
    REAL(ssize_t, "copy_file_range", int, off_t *, int, off_t *, size_t, unsigned);
    if (!watched_fd(out)) return real(in, from, out, to, size, flags);
    errno = EXDEV;
    return -1;
}

static int synced(int (*real)(int), int fd) {
    if (!watched_fd(fd)) return real(fd);
    if (falls()) return -1;
    int done = real(fd);
    struct stat found;
    char kind = !fstat(fd, &found) && S_ISDIR(found.st_mode) ? 'd' : 's';
    note(kind, inode_of(fd), 0, "", 0);
    return done;
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    return synced(real, fd);
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    return synced(real, fd);
}

static int truncated(int (*real)(int, off_t), int fd, off_t size) {
    if (!watched_fd(fd)) return real(fd, size);
    if (falls()) return -1;
    int done = real(fd, size);
    if (!done) note('t', inode_of(fd), size, "", 0);
    return done;
}

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    return truncated(real, fd, size);
}

int ftruncate64(int fd, off_t size) {
    REAL(int, "ftruncate64", int, off_t);
    return truncated(real, fd, size);
}

static int opened(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    char buffer[2 * PATH_MAX];
    const char *whole = absolute(path, buffer);
    int writes = (flags & O_ACCMODE) != O_RDONLY && (flags & (O_CREAT | O_TRUNC));
    if (!writes || !is_watched(whole)) return real(path, flags, mode);
    uint64_t before = inode_at(whole);
    if (before && !(flags & O_TRUNC)) return real(path, flags, mode);
    if (falls()) return -1;
    int fd = real(path, flags, mode);
    if (fd >= 0 && !before) note('c', inode_of(fd), 0, whole, strlen(whole));
    if (fd >= 0 && before) note('t', inode_of(fd), 0, "", 0);
    return fd;
}

int open(const char *path, int flags, ...) {
    REAL(int, "open", const char *, int, ...);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return opened(real, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    REAL(int, "open64", const char *, int, ...);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return opened(real, path, flags, mode);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    char one[2 * PATH_MAX], two[2 * PATH_MAX];
    const char *old = absolute(from, one), *new = absolute(to, two);
    if (!is_watched(new) && !is_watched(old)) return real(from, to);
    if (falls()) return -1;
    uint64_t inode = inode_at(old);
    int done = real(from, to);
    if (!done) {
        char both[4 * PATH_MAX + 1];
        int length = snprintf(both, sizeof both, "%s\n%s", old, new);
        note('r', inode, 0, both, (uint64_t)length);
    }
    return done;
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    char buffer[2 * PATH_MAX];
    const char *whole = absolute(path, buffer);
    uint64_t inode = is_watched(whole) ? inode_at(whole) : 0;
    if (!inode) return real(path);
    if (falls()) return -1;
    int done = real(path);
    if (!done) note('u', inode, 0, whole, strlen(whole));
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    char buffer[2 * PATH_MAX];
    const char *whole = absolute(path, buffer);
    if (!is_watched(whole)) return real(path, mode);
    if (falls()) return -1;
    int done = real(path, mode);
    if (!done) note('m', 0, 0, whole, strlen(whole));
    return done;
}

int socket(int domain, int type, int protocol) {
    REAL(int, "socket", int, int, int);
    if (domain == AF_INET || domain == AF_INET6) {
        network++;
        const char *told = getenv("TAP_NETWORK");
        if (told) {
            REAL(int, "socket", int, int, int);
            int fd = open(told, O_WRONLY | O_CREAT | O_APPEND, 0600);
            if (fd >= 0) {
                dprintf(fd, "%d\n", domain);
                close(fd);
            }
        }
    }
    return real(domain, type, protocol);
}
